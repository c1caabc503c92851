import type { FastifyInstance } from 'fastify'
import type { apply as applyContract, ApplicationWire, SectionDraftWire } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { roundStateOf } from '@gongyue/shared/domain/round.ts'

import {
  insertApplication,
  listApplications,
  rewriteApplication,
  withdrawApplication as writeWithdrawal,
  type ApplicationRecord,
  type NewSection,
} from '@gongyue/db/queries/applications.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'
import { mayActFor } from '../orders/asked.ts'
import { isAtDesk, stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { sectionFaults } from './section-faults.ts'
import { applicationWire } from './wire.ts'

/** Who applies in which round. */
export interface Applying {
  readonly who: Who
  readonly roundId: string
  readonly body: BodyOf<typeof applyContract>
  readonly keyed: KeyedRequest | null
}

/** Applies for a party. The round's row is locked: of two that apply for one party at once, the second is told of the first. */
export async function apply(
  app: FastifyInstance,
  { who, roundId, body, keyed }: Applying,
): Promise<Written<ApplicationWire>> {
  const { facilityId, userId } = who
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  return await once(app, keyed, 201, async (tx) => {
    const round = await lockRound(tx.client, facilityId, roundId)
    const state = round && roundStateOf(round, facts.now)
    if (!round || (state === 'upcoming' && !isAtDesk(who))) return no({ problem: 'not-found' })
    const late = mayWrite(who, round, facts.now)
    if (late !== null) return no(late)
    const party = mayActFor(who, body.partyId, facts) ? facts.parties.get(body.partyId) : undefined
    if (!party) return no({ problem: 'malformed', errors: [{ pointer: '/partyId', key: 'not-there', params: {} }] })
    const errors = sectionFaults(body.sections, round)
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    const filter = { roundId, applicationId: null, partyIds: [party.id] }
    const own = (await listApplications(tx.client, facilityId, filter)).find((one) => one.state === 'sent')
    if (own) {
      const current = applicationWire(own, isAtDesk(who), who.timeZone)
      return no({ problem: 'already-applied', params: { party: party.name, round: round.name }, current })
    }
    const id = app.newId()
    await insertApplication(tx.client, facilityId, {
      ...{ id, roundId, partyId: party.id, note: body.note, sentBy: userId, sentAt: facts.now },
      late: state !== 'open',
      sections: body.sections.map((section, position) => newSection(app.newId(), position, section)),
    })
    await note(app, tx, who, 'apply', id, { roundId, ...body })
    return done(await told(tx, who, id))
  })
}

/** Writes an application anew. A section keeps its place in the list, and with it what the house has added. */
export async function changeApplication(
  app: FastifyInstance,
  who: Who,
  before: ApplicationRecord,
  {
    note: words,
    sections,
    version,
  }: Pick<ApplicationRecord, 'note'> & {
    readonly sections: readonly SectionDraftWire[]
    readonly version: number | null
  },
): Promise<Written<ApplicationWire>> {
  const { facilityId } = who
  return await once(app, null, 200, async (tx) => {
    const round = await lockRound(tx.client, facilityId, before.roundId)
    const now = await findIn(tx, who, before.id)
    if (!round || !now) return no({ problem: 'not-found' })
    if (version !== null && version !== now.version)
      return no({ problem: 'stale', current: applicationWire(now, isAtDesk(who), who.timeZone) })
    if (now.state !== 'sent') return no({ problem: 'already-decided' })
    const late = mayWrite(who, round, app.clock())
    if (late !== null) return no(late)
    const errors = sectionFaults(sections, round)
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    const inUse = now.sections.slice(sections.length).filter(({ seriesIds }) => seriesIds.length > 0)
    if (inUse.length > 0) return no({ problem: 'malformed', errors: [IN_USE] })
    const kept = sections.map((section, k) => newSection(now.sections[k]?.id ?? app.newId(), k, section))
    await rewriteApplication(tx.client, facilityId, { id: now.id, note: words, sections: kept })
    await note(app, tx, who, 'change-application', now.id, { note: words, sections })
    return done(await told(tx, who, now.id))
  })
}

/** What has become series is given back there, not by leaving it out here. */
const IN_USE = { pointer: '/sections', key: 'asked-for', params: { count: 1 } } as const

/** Withdraws an application: it does not count any more. */
export async function withdrawApplication(
  app: FastifyInstance,
  who: Who,
  before: ApplicationRecord,
  keyed: KeyedRequest | null,
): Promise<Written<ApplicationWire>> {
  const { facilityId } = who
  return await once(app, keyed, 200, async (tx) => {
    const round = await lockRound(tx.client, facilityId, before.roundId)
    const now = await findIn(tx, who, before.id)
    if (!round || !now) return no({ problem: 'not-found' })
    if (now.state !== 'sent') return no({ problem: 'already-decided' })
    const refusal = stateRefusal(
      round,
      { now: app.clock() },
      ['upcoming', 'open', 'in-allocation', 'handled', 'published'],
      'copy-it',
    )
    if (refusal) return no(refusal)
    await writeWithdrawal(tx.client, facilityId, now.id)
    await note(app, tx, who, 'withdraw-application', now.id, {})
    return done(await told(tx, who, now.id))
  })
}

/** Officers write while applications are taken; the desk also afterwards, also to a result that stands. */
function mayWrite(who: Who, round: RoundRecord, now: number): ProblemAnswer | null {
  const state = roundStateOf(round, now)
  if (state === 'open') return null
  if (state === 'cancelled') return stateRefusal(round, { now }, ['open'], 'copy-it')
  if (isAtDesk(who)) return stateRefusal(round, { now }, ['open', 'in-allocation', 'handled', 'published'], 'wait')
  return { problem: 'not-in-time', params: { round: round.name, opens: round.opensAt, closes: round.closesAt } }
}

/** A section of an application as it is kept. */
export function newSection(id: string, position: number, section: SectionDraftWire): NewSection {
  return {
    ...section,
    ...{ id, position, title: section.title.trim() },
    times: section.times.map((time) => ({ ...time })),
  }
}

async function findIn({ client }: Tx, { facilityId }: Who, applicationId: string): Promise<ApplicationRecord | null> {
  const [found] = await listApplications(client, facilityId, { roundId: null, applicationId, partyIds: null })
  return found ?? null
}

async function told(tx: Tx, who: Who, id: string): Promise<ApplicationWire> {
  const found = await findIn(tx, who, id)
  if (!found) throw new Error(`application ${id} vanished under its lock`)
  return applicationWire(found, isAtDesk(who), who.timeZone)
}

async function note(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  action: string,
  nounId: string,
  data: object,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, action, noun: 'application', nounId }
  await auditRow(client, { ...event, data: { ...data } })
}
