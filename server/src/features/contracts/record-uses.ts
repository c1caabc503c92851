import type { FastifyInstance } from 'fastify'
import { contractOn } from '@gongyue/shared/domain/contract.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { amountOf, type PriceList } from '@gongyue/shared/domain/price.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listContracts, type ContractRecord } from '@gongyue/db/queries/contracts.ts'
import {
  listPriceLists,
  listUnpriced,
  listUnrecorded,
  recordUses as writeUses,
  type NewUse,
  type UnrecordedUse,
} from '@gongyue/db/queries/uses.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/** In one transaction. */
const BATCH = 500

/** Older bookings are history: they were before the house kept such books. */
const SINCE_DAYS = 400

/**
 * Records what partners' bookings came to, once they have ended, by the prices of their day; and prices what a later list has come to cover. Done
 * twice, the second time finds nothing.
 *
 * @returns how many were recorded
 */
export async function recordUses(app: FastifyInstance, facilityId: string): Promise<number> {
  const { pool } = app.pg
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const [lists, contracts] = [
    await listPriceLists(pool, facilityId),
    await listContracts(pool, facilityId, { partyIds: null }),
  ]
  const since = facts.now - SINCE_DAYS * 86_400_000
  let recorded = 0
  for (;;) {
    const found = await listUnrecorded(pool, facilityId, { now: facts.now, since, limit: BATCH })
    const uses = found.map((use) => recordOf(use, facts, lists, contracts))
    await inTransaction(pool, async ({ client }) => await writeUses(client, facilityId, uses, facts.now), app)
    recorded += found.length
    if (found.length < BATCH) break
  }
  const unpriced = await listUnpriced(pool, facilityId)
  const priced = unpriced
    .map((use): NewUse => {
      const { reservationId, contractId, purpose } = use
      return { reservationId, contractId, purpose, ...priceOf(use, purpose, facts, lists) }
    })
    .filter(({ fen }) => fen !== null)
  await inTransaction(pool, async ({ client }) => await writeUses(client, facilityId, priced, facts.now), app)
  return recorded
}

function recordOf(
  use: UnrecordedUse,
  facts: Facts,
  lists: readonly PriceList[],
  contracts: readonly ContractRecord[],
): NewUse {
  const { reservationId, partyId, slotContractId, slotPurpose } = use
  const own = contracts.filter((contract) => contract.partyId === partyId)
  const beside = contractOn(own, localDateOf(use.start, facts.timeZone))
  const purpose = slotPurpose ?? beside?.otherUses ?? 'commercial'
  return {
    reservationId,
    contractId: slotContractId ?? beside?.id ?? null,
    purpose,
    ...priceOf(use, purpose, facts, lists),
  }
}

function priceOf(
  { spaceId, start, end }: Pick<UnrecordedUse, 'spaceId' | 'start' | 'end'>,
  purpose: NewUse['purpose'],
  { spaces, dayTypes, timeZone }: Facts,
  lists: readonly PriceList[],
): Pick<NewUse, 'fen' | 'priceVersion'> {
  const space = spaces.get(spaceId)
  if (!space) return { fen: null, priceVersion: null }
  const amount = amountOf({ space, during: { start, end }, purpose }, lists, dayTypes, timeZone)
  return amount.kind === 'priced'
    ? { fen: amount.fen, priceVersion: amount.version }
    : { fen: null, priceVersion: null }
}
