import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { openCall as contract } from '@gongyue/shared/api/enrolments.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listCalls, listVotes, lockCall, setCall, type CallRecord } from '@gongyue/db/queries/course-calls.ts'
import { insertEnrolment, lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { hashRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertProgramme, listProgrammes, updateProgramme, type ProgrammeRow } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { placeSessions } from '../programmes/place-sessions.ts'
import type { PlacedSeries } from '../series/place-series.ts'
import { ruleOfSlot } from './dates-of-call.ts'

/** At which time, where and with whom a course opens. */
export interface OpenCall {
  readonly who: Who
  readonly callId: string
  readonly asked: BodyOf<typeof contract>
}

export type Opened =
  | { readonly kind: 'opened'; readonly programmeId: string; readonly enrolled: number; readonly told: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'already-decided' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | Exclude<PlacedSeries, { readonly kind: 'placed' | 'fits' | 'malformed' }>

/**
 * Opens a course: a class with its sessions, in which whoever can come at that time has a place, in the order of joining, as long as there are
 * some. Three steps, each whole: the class is noted at the course, its sessions are placed once for the course, and the places are given with
 * the last. Asked again after a fault it goes on where it stopped; when the room was taken meanwhile, the course stays open and the class a draft.
 */
export async function openCall(app: FastifyInstance, request: OpenCall): Promise<Opened> {
  const { who, callId, asked } = request
  const begun = await begin(app, request)
  if (begun.kind !== 'begun') return begun
  const { programmeId, call } = begun
  const slot = call.slots[asked.slot]
  if (!slot) return { kind: 'malformed', errors: [{ pointer: '/slot', key: 'not-there', params: {} }] }
  const placed = await placeSessions(app, {
    who,
    programmeId,
    asked: { spaceId: asked.spaceId, rule: ruleOfSlot(call, slot) as PlaceRule, onConflict: 'refuse' },
    keyed: {
      facilityId: who.facilityId,
      userId: who.userId,
      key: `open-call-${callId}-${asked.slot}`,
      requestHash: hashRequest(`open-call ${callId}`, asked),
    },
    dryRun: false,
  })
  if (placed.kind === 'fits') throw new Error('a class was weighed that was to be placed')
  if (placed.kind !== 'placed' && placed.kind !== 'again') return placed
  return await givePlaces(app, request, call, programmeId)
}

type PlaceRule = Parameters<typeof placeSessions>[1]['asked']['rule']

/** Notes the class at the course: the one it has already begun to become, or a new draft. */
async function begin(
  app: FastifyInstance,
  { who, callId, asked }: OpenCall,
): Promise<
  | { readonly kind: 'begun'; readonly programmeId: string; readonly call: CallRecord }
  | Exclude<Opened, { readonly kind: 'opened' }>
> {
  const { facilityId, userId } = who
  const { facts } = await app.houses.current(facilityId)
  const missing = (pointer: string): Fault => ({ pointer, key: 'not-there', params: {} })
  const errors = [
    ...(facts.spaces.has(asked.spaceId) ? [] : [missing('/spaceId')]),
    ...(asked.personId === null || facts.people.has(asked.personId) ? [] : [missing('/personId')]),
    ...(facts.parties.has(asked.partyId) ? [] : [missing('/partyId')]),
  ]
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      await lockCall(client, facilityId, callId)
      const [call] = await listCalls(client, facilityId, callId)
      if (!call) return { kind: 'not-found' }
      if (call.state !== 'open') return { kind: 'already-decided' }
      if (asked.slot >= call.slots.length) errors.push(missing('/slot'))
      if (errors.length > 0) return { kind: 'malformed', errors }
      const programmeId = call.programmeId ?? app.newId()
      const row = programmeOf(call, programmeId, asked, app.clock())
      if (call.programmeId === null) await insertProgramme(client, facilityId, row, userId)
      else await updateProgramme(client, facilityId, row)
      await setCall(client, facilityId, callId, { state: 'open', programmeId })
      return { kind: 'begun', programmeId, call }
    },
    app,
  )
}

function programmeOf(call: CallRecord, id: string, asked: OpenCall['asked'], now: number): ProgrammeRow {
  const { title, summary, skills, least, capacity } = call
  return {
    ...{ id, title, summary, skills, least, capacity },
    termId: null,
    partyId: asked.partyId,
    personId: asked.personId,
    branchSeats: null,
    opensAt: now,
    closesAt: Math.max(call.closesAt, now + 60_000),
    attendancePercent: 80,
    certificateHours: Math.round((call.sessions * call.minutes) / 6) / 10,
    state: 'draft',
  }
}

/** Publishes the class and gives the places; who can not come, or for whom there was none, keeps the vote and is told by it. */
async function givePlaces(
  app: FastifyInstance,
  { who, callId, asked }: OpenCall,
  call: CallRecord,
  programmeId: string,
): Promise<Opened> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }): Promise<Opened> => {
      await lockCall(client, facilityId, callId)
      await lockProgramme(client, facilityId, programmeId)
      const [[now], [programme], votes] = [
        await listCalls(client, facilityId, callId),
        await listProgrammes(client, facilityId, { programmeId, termId: null, drafts: true, userId: null }),
        await listVotes(client, facilityId, [callId]),
      ]
      if (now?.state !== 'open' || !programme) return { kind: 'already-decided' }
      const served = votes.filter(({ slots }) => slots.includes(asked.slot)).slice(0, call.capacity)
      const at = app.clock()
      for (const { name, phone, partyId, userId: voter } of served)
        await insertEnrolment(client, facilityId, {
          ...{ id: app.newId(), programmeId, name, phone, partyId, userId: voter },
          state: 'enrolled',
          askedAt: at,
        })
      await updateProgramme(client, facilityId, { ...programme, state: 'published' })
      await setCall(client, facilityId, callId, { state: 'opened', programmeId })
      const told = votes.length - served.length
      await auditRow(client, {
        facilityId,
        auditId: app.newId(),
        at,
        userId,
        action: 'open-call',
        noun: 'course-call',
        nounId: callId,
        data: { programmeId, ...asked, enrolled: served.length, told },
      })
      return { kind: 'opened', programmeId, enrolled: served.length, told }
    },
    app,
  )
}
