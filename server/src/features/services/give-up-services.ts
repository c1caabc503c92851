import type { FastifyInstance } from 'fastify'
import { factsAt } from '@gongyue/db/house.ts'
import { withdrawServiceLines, type ServiceLineRecord } from '@gongyue/db/queries/service-lines.ts'
import { cancelVisits, writeVisits } from '@gongyue/db/queries/visits.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { lockDispatch } from './look.ts'
import { alonePlan, neighboursOf, type Neighbour } from './neighbours.ts'

/** Services that are given back, in the transaction of whoever gives them back. */
export interface GiveUp {
  readonly facilityId: string
  readonly services: readonly ServiceLineRecord[]
  readonly reason: string | null
}

/** Withdraws services and frees who would have gone. A visit that was joined to one of them goes by itself; where that does not fit, it keeps its times. */
export async function giveUpServices(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, services, reason }: GiveUp,
): Promise<void> {
  if (services.length === 0) return
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  await lockInputs(client, [], facts)
  await lockDispatch(client, facilityId)
  const visits = services.flatMap(({ visit }) => (visit ? [visit] : []))
  const given = new Set(visits.map(({ id }) => id))
  const found: Neighbour[] = []
  for (const visit of visits) found.push(...(await neighboursOf(client, visit, facts)))
  const joined = found.filter(({ visit }) => !given.has(visit.id))
  await withdrawServiceLines(
    client,
    facilityId,
    services.map(({ id }) => id),
    reason,
  )
  await cancelVisits(client, facilityId, [...given])
  if (joined.length === 0) return
  if (await writeVisits(client, facilityId, joined.map(alonePlan), app.newId)) return
  const asBefore = joined.map((one) => one.asBefore)
  if (!(await writeVisits(client, facilityId, asBefore, app.newId)))
    throw new Error(`visits ${asBefore.map(({ visitId }) => visitId).join()} lost what they held`)
}
