import type { FastifyInstance } from 'fastify'
import type { ContractWire } from '@gongyue/shared/api/contracts.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { listContracts, listSlots, type ContractRecord } from '@gongyue/db/queries/contracts.ts'
import { readSeries } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { contractWire, type Slot } from './wire.ts'

/** Whose contracts a reader may see: management all, anybody else those of their own parties. Null: all. */
export function partiesFor(who: Who): readonly string[] | null {
  return mayEnter(who.roles, 'management') ? null : who.partyIds
}

/** A contract that the reader may see; null like one that is not there. */
export async function findContract(db: Queryable, who: Who, id: string): Promise<ContractRecord | null> {
  const [found] = await listContracts(db, who.facilityId, { id, partyIds: partiesFor(who) })
  return found ?? null
}

/** A contract as it is told, with its slots. */
export async function toldContract(
  app: FastifyInstance,
  db: Queryable,
  { facilityId }: Pick<Who, 'facilityId'>,
  contract: ContractRecord,
): Promise<ContractWire> {
  const facts: Facts = factsAt(await app.houses.known(facilityId), app.clock())
  const slots: Slot[] = []
  for (const slot of await listSlots(db, facilityId, contract.id)) {
    const series = await readSeries(db, facilityId, slot.seriesId)
    if (series) slots.push({ ...slot, series })
  }
  return contractWire(contract, slots, facts)
}
