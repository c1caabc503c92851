import type { FastifyInstance } from 'fastify'
import type { addPin as contract, PinWire } from '@gongyue/shared/api/rounds.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'

import { readSection } from '@gongyue/db/queries/applications.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { deletePin, insertPin, listPins, type PinRecord } from '@gongyue/db/queries/pins.ts'
import { lockRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { fault, isInside, spanFaults } from './round-faults.ts'
import { pinWire } from './wire.ts'

const WHILE_ALLOCATED = ['upcoming', 'open', 'in-allocation', 'handled', 'published'] as const

/** Keeps one weekly time of a section where it is, or keeps a section away from a space, a day or a time. */
export async function addPin(
  app: FastifyInstance,
  who: Who,
  roundId: string,
  body: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<Written<PinWire>> {
  const { facilityId, userId } = who
  return await once(app, keyed, 201, async (tx) => {
    const round = await lockRound(tx.client, facilityId, roundId)
    if (!round) return no({ problem: 'not-found' })
    const now = app.clock()
    const refusal = stateRefusal(round, { now }, WHILE_ALLOCATED, 'copy-it')
    if (refusal) return no(refusal)
    const pin: PinRecord = { ...body, id: app.newId(), roundId }
    const errors = await pinFaults(tx, facilityId, pin, round)
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    await insertPin(tx.client, facilityId, pin, { by: userId, at: now })
    await note(app, tx, who, 'add-pin', pin)
    return done(pinWire(pin))
  })
}

/** Takes a pin or a ban away. */
export async function removePin(app: FastifyInstance, who: Who, pinId: string): Promise<Written<PinWire>> {
  return await once(app, null, 200, async (tx) => {
    const pin = await deletePin(tx.client, who.facilityId, pinId)
    if (!pin) return no({ problem: 'not-found' })
    await note(app, tx, who, 'remove-pin', pin)
    return done(pinWire(pin))
  })
}

/** What makes a pin none at all; whether pins contradict each other is told with their list, for there it can be mended. */
async function pinFaults(
  { client }: Tx,
  facilityId: string,
  pin: PinRecord,
  round: RoundRecord,
): Promise<readonly Fault[]> {
  const { kind, nth, spaceId, weekday, from, until } = pin
  const section = await readSection(client, facilityId, pin.sectionId)
  if (!section || section.roundId !== round.id) return [fault('/sectionId', 'not-there')]
  const faults: Fault[] = []
  if (spaceId !== null && !round.spaceIds.includes(spaceId)) faults.push(fault('/spaceId', 'not-of-round'))
  if ((from === null) !== (until === null)) faults.push(fault(from === null ? '/from' : '/until', 'required'))
  if (kind === 'ban') {
    if (spaceId === null && weekday === null && from === null) faults.push(fault('/spaceId', 'required'))
    if (from !== null && until !== null && from >= until) faults.push(fault('/until', 'end-before-start'))
    return faults
  }
  for (const field of ['nth', 'spaceId', 'weekday', 'from'] as const)
    if (pin[field] === null) faults.push(fault(`/${field}`, 'required'))
  if (nth !== null && nth >= section.timesAWeek)
    faults.push(fault('/nth', 'times-number', { limit: section.timesAWeek }))
  if (weekday === null || from === null || until === null) return faults
  faults.push(...spanFaults({ weekday, from, until }, '', round.gridMinutes))
  if (!isInside({ weekday, from, until }, round.windows)) faults.push(fault('/from', 'outside-windows'))
  if (until - from < section.minMinutes) faults.push(fault('/until', 'too-short-for', { minutes: section.minMinutes }))
  if (until - from > section.maxMinutes) faults.push(fault('/until', 'maximum', { limit: from + section.maxMinutes }))
  const others = await listPins(client, facilityId, round.id)
  if (others.some((other) => other.kind === 'pin' && other.sectionId === pin.sectionId && other.nth === nth))
    faults.push(fault('/nth', 'pinned-elsewhere'))
  return faults
}

async function note(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  action: string,
  { id, ...data }: PinRecord,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId }
  await auditRow(client, { ...event, action, noun: 'pin', nounId: id, data })
}
