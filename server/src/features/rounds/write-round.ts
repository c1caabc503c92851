import type { FastifyInstance } from 'fastify'
import type { changeRound as changeContract, RoundDraftWire, RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { listApplications } from '@gongyue/db/queries/applications.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import {
  cancelRound as writeCancellation,
  insertRound,
  lockRound,
  readRound,
  updateRound,
  type NewRound,
  type RoundRecord,
} from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { lockFacts } from '../repairs/lock-facts.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { goneFaults, roundFaults } from './round-faults.ts'
import { roundWire } from './wire.ts'

/** A draft as it is kept. */
export function roundOf(id: string, draft: RoundDraftWire): NewRound {
  return {
    ...draft,
    id,
    name: draft.name.trim(),
    opensAt: parseInstant(draft.opensAt) ?? Number.NaN,
    closesAt: parseInstant(draft.closesAt) ?? Number.NaN,
    windows: draft.windows.map((window) => ({ ...window })),
  }
}

/** Makes a round. From its opening on it holds its spaces. */
export async function addRound(
  app: FastifyInstance,
  who: Who,
  draft: RoundDraftWire,
  keyed: KeyedRequest | null,
): Promise<Written<RoundWire>> {
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  return await once(app, keyed, 201, async (tx) => {
    await lockFacts(tx.client, who.facilityId)
    const round = roundOf(app.newId(), draft)
    const errors = roundFaults(round, facts)
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    return done(await insertNew(app, tx, who, round, null))
  })
}

/** Writes a new round with its audit row, and reads it again. */
export async function insertNew(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  round: NewRound,
  rolledFrom: string | null,
): Promise<RoundWire> {
  const { facilityId, userId } = who
  const now = app.clock()
  const seed = Math.floor(app.dice() * 2_147_483_647)
  await insertRound(tx.client, facilityId, { ...round, seed, rolledFrom, createdBy: userId, createdAt: now })
  await noteRound(app, tx, who, 'add-round', round.id, { ...round, seed, rolledFrom })
  return roundWire(await kept(tx, facilityId, round.id), now, who.timeZone)
}

/** Changes a round that is not published. */
export async function changeRound(
  app: FastifyInstance,
  who: Who,
  id: string,
  version: number | null,
  changes: BodyOf<typeof changeContract>,
): Promise<Written<RoundWire>> {
  const { facilityId, timeZone } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  return await once(app, null, 200, async (tx) => {
    await lockFacts(tx.client, facilityId)
    const before = await lockRound(tx.client, facilityId, id)
    if (!before) return no({ problem: 'not-found' })
    if (version !== null && version !== before.version)
      return no({ problem: 'stale', current: roundWire(before, facts.now, timeZone) })
    const refusal = stateRefusal(before, facts, ['upcoming', 'open', 'in-allocation', 'handled'], 'copy-it')
    if (refusal) return no(refusal)
    const round = roundOf(id, { ...roundDraftOf(before, timeZone, facts.now), ...changes })
    const applied = await listApplications(tx.client, facilityId, { roundId: id, applicationId: null, partyIds: null })
    const sections = applied.filter(({ state }) => state === 'sent').flatMap((one) => one.sections)
    const errors = [...roundFaults(round, facts), ...goneFaults(round, sections)]
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    await updateRound(tx.client, facilityId, round)
    await noteRound(app, tx, who, 'change-round', id, changes)
    return done(roundWire(await kept(tx, facilityId, id), facts.now, timeZone))
  })
}

/** Calls a round off: nothing is held for it any more. */
export async function cancelRound(
  app: FastifyInstance,
  who: Who,
  id: string,
  reason: string,
  keyed: KeyedRequest | null,
): Promise<Written<RoundWire>> {
  const { facilityId, timeZone } = who
  return await once(app, keyed, 200, async (tx) => {
    await lockFacts(tx.client, facilityId)
    const before = await lockRound(tx.client, facilityId, id)
    if (!before) return no({ problem: 'not-found' })
    const now = app.clock()
    const refusal = stateRefusal(before, { now }, ['upcoming', 'open', 'in-allocation', 'handled'], 'by-series')
    if (refusal) return no(refusal)
    await writeCancellation(tx.client, facilityId, id, { at: now, reason: reason.trim() })
    await noteRound(app, tx, who, 'cancel-round', id, { reason })
    return done(roundWire(await kept(tx, facilityId, id), now, timeZone))
  })
}

/** What is written to the trail of a round. */
export async function noteRound(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Pick<Who, 'facilityId'> & { readonly userId: string | null },
  action: string,
  nounId: string,
  data: object,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, action, noun: 'round', nounId }
  await auditRow(client, { ...event, data: { ...data } })
}

/** A stored round as a draft that changes are laid over. */
export function roundDraftOf(round: RoundRecord, timeZone: string, now: number): RoundDraftWire {
  const { name, summary, from, until, opensAt, closesAt, spaceIds, windows, gridMinutes, partyMinutes } = roundWire(
    round,
    now,
    timeZone,
  )
  return { name, summary, from, until, opensAt, closesAt, spaceIds, windows, gridMinutes, partyMinutes }
}

async function kept({ client }: Tx, facilityId: string, id: string): Promise<RoundRecord> {
  const round = await readRound(client, facilityId, id)
  if (!round) throw new Error(`round ${id} vanished under its lock`)
  return round
}
