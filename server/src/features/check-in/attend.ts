import type { FastifyInstance } from 'fastify'
import type { ProblemId } from '@gongyue/shared/api/problem.ts'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import { attendanceOf, type Attendance } from '@gongyue/shared/domain/attendance.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Params } from '@gongyue/shared/domain/message.ts'
import { clockTime } from '@gongyue/shared/i18n/say.ts'
import { refusalOf } from '@gongyue/db/errors.ts'
import { factsAt } from '@gongyue/db/house.ts'
import {
  findOccupant,
  readAttendance,
  type Attended,
  type AttendanceRecord,
  type Occupant,
} from '@gongyue/db/queries/attendance.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockFacts } from '@gongyue/db/queries/no-shows.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { lockReservations } from '@gongyue/db/queries/standing.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { attendanceWire } from './wire.ts'
import { writeDeed } from './write-deed.ts'

/** How it stands, and what a deed is judged by. */
export interface Standing {
  readonly record: AttendanceRecord
  /** Who else holds their space until they are done: before their time, or after it was freed. */
  readonly inside: Occupant | null
  readonly attendance: Attendance
  readonly facts: Facts
}

/** What is done at the door, worked out before anything is written. */
export interface Deed {
  readonly action: 'check-in' | 'count-present' | 'check-out' | 'release' | 'no-show' | 'appeal' | 'take-back'
  readonly to: Attended
  /** Spans given back or taken, in this order. */
  readonly claims?: readonly ClaimStep[]
  readonly point?: 'give' | 'lift' | 'reinstate'
  readonly reason?: string
  /** For a taking back: the version to which the deed led that it takes back. */
  readonly takesBack?: number
}

export type ClaimStep =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'free-before'; readonly until: number }
  | { readonly kind: 'take'; readonly from: number; readonly until: number }

/** A deed, or why not. */
export type Judged =
  | { readonly kind: 'deed'; readonly deed: Deed }
  | { readonly kind: 'no'; readonly problem: ProblemId; readonly params?: Params }

export interface Attend {
  readonly who: Who
  readonly reservationId: string
  readonly keyed: KeyedRequest | null
  readonly dryRun?: boolean
  /** Whether a point may be given or lifted: then the facts are locked before the row. */
  readonly points: boolean
  readonly judge: (standing: Standing, tx: Tx) => Judged | Promise<Judged>
}

export type AttendOutcome = DecidedAtDoor | Exclude<Idempotent<never>, { readonly kind: 'done' }>

export type DecidedAtDoor =
  | { readonly kind: 'done'; readonly body: AttendanceWire }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no'; readonly problem: ProblemId; readonly params: Params; readonly standing: Standing }

/** One deed at the door: the row is locked, judged as it stands, and written with its claims, points and audit row, or nothing is. */
export async function attend(app: FastifyInstance, request: Attend): Promise<AttendOutcome> {
  const facts = factsAt(await app.houses.current(request.who.facilityId), app.clock())
  return await inTransaction(app.pg.pool, (tx) => once(app, tx, request, facts), { dice: app.dice }).catch(
    async (error: unknown): Promise<AttendOutcome> => {
      // The floor was asked for a span that somebody took a moment before.
      if (refusalOf(error)?.kind !== 'space-overlap') throw error
      const standing = await look(app.pg.pool, request, facts)
      return standing ? taken(standing) : { kind: 'not-found' }
    },
  )
}

async function once(app: FastifyInstance, tx: Tx, request: Attend, facts: Facts): Promise<AttendOutcome> {
  const told = await idempotent(
    tx,
    request.keyed,
    () => decide(app, tx, request, facts),
    (value) => ({
      status: 200,
      response: value.kind === 'done' ? value.body : null,
    }),
  )
  if (told.kind !== 'done') return told
  const { value } = told
  return value.kind === 'done' && request.dryRun !== true ? value : tx.undo(value)
}

/** The deed inside the caller's transaction; a "no" leaves it to the caller to roll back. */
export async function decide(app: FastifyInstance, tx: Tx, request: Attend, facts: Facts): Promise<DecidedAtDoor> {
  const { who, reservationId } = request
  if (request.points) await lockFacts(tx.client, who.facilityId)
  await lockReservations(tx.client, who.facilityId, [reservationId])
  const standing = await look(tx.client, request, facts)
  if (!standing) return { kind: 'not-found' }
  const judged = await request.judge(standing, tx)
  if (judged.kind === 'no')
    return { kind: 'no', problem: judged.problem, params: { ...paramsOf(standing), ...judged.params }, standing }
  if (request.dryRun !== true && !(await writeDeed(app, tx, { who, standing, deed: judged.deed })))
    return taken(standing)
  const record =
    request.dryRun === true
      ? standing.record
      : await readAttendance(tx.client, who.facilityId, reservationId, facts.now)
  return record
    ? { kind: 'done', body: attendanceWire(record, standing.inside, facts.timeZone) }
    : { kind: 'not-found' }
}

async function look(
  db: Tx['client'] | FastifyInstance['pg']['pool'],
  { who, reservationId }: Attend,
  facts: Facts,
): Promise<Standing | null> {
  const { facilityId } = who
  const record = await readAttendance(db, facilityId, reservationId, facts.now)
  if (!record) return null
  const inside = await findOccupant(
    db,
    facilityId,
    record,
    { start: facts.now, end: insideUntil(record, facts.now) },
    facts.now,
  )
  return { record, inside, attendance: attendanceOf(facts.policy), facts }
}

/** Whose space is theirs now is alone in it; before their time and after it was freed, others may be inside. */
export function insideUntil({ state, heldFrom, heldUntil }: AttendanceRecord, now: number): number {
  if (state === 'no-show') return heldUntil
  return state === 'confirmed' && now < heldFrom ? heldFrom : now
}

function taken(standing: Standing): DecidedAtDoor {
  return { kind: 'no', problem: 'no-longer-free', params: paramsOf(standing), standing }
}

/** What every sentence about a reservation may need. */
function paramsOf({ record, inside, attendance, facts }: Standing): Params {
  const space = facts.spaces.get(record.spaceId)?.name ?? ''
  return {
    title: record.title,
    space,
    start: record.start,
    end: record.end,
    opens: record.start - attendance.earlyMinutes * 60_000,
    at: record.checkedInAt ?? record.start,
    by: record.checkedInByName ?? '—',
    inside: insideText(record, inside, facts),
  }
}

function insideText({ state, heldUntil }: AttendanceRecord, inside: Occupant | null, { now, timeZone }: Facts) {
  if (inside) {
    const until = clockTime(inside.end, timeZone)
    const who = [inside.partyName, inside.title].filter(Boolean).join(' · ')
    return { 'zh-CN': `现由 ${who} 使用，到 ${until}。`, en: `It is held by ${who} until ${until}.` }
  }
  if (state === 'no-show' && heldUntil <= now)
    return { 'zh-CN': '预约的时间也已过去，请另行预约。', en: 'Its time has passed as well: book anew.' }
  return state === 'no-show'
    ? { 'zh-CN': '场地目前空着，可以恢复并签到。', en: 'It is still free: take it up again and check in.' }
    : { 'zh-CN': '场地目前空着，可以提前放行。', en: 'The space is free now: the desk may let them in.' }
}
