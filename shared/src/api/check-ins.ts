import Type, { type Static } from 'typebox'
import { RESERVATION_STATES } from '../domain/reservation.ts'
import { route } from './route.ts'
import { Headcount, Id, InstantText, LocalDateText, Nullable, OneOf, Strict } from './schemas.ts'

/** A reservation as the door sees it. */
export const AttendanceSchema = Strict({
  id: Id,
  orderId: Id,
  reference: Type.String(),
  title: Type.String(),
  partyName: Type.String(),
  /** Who placed the order, for a call by name. */
  placedBy: Type.String(),
  spaceId: Id,
  start: InstantText,
  end: InstantText,
  /** Until when it was booked, once its rest was given back. */
  bookedUntil: Nullable(InstantText),
  headcount: Type.Integer(),
  /** How many came, when it was counted. */
  present: Nullable(Type.Integer()),
  state: OneOf(RESERVATION_STATES),
  version: Type.Integer(),
  day: LocalDateText,
  code: Type.String(),
  checkedInAt: Nullable(InstantText),
  checkedInBy: Nullable(Type.String()),
  checkedOutAt: Nullable(InstantText),
  /** Points noted for the no-show that still count. */
  points: Type.Integer(),
  /** Who is still inside, when others are: the desk asks them to come to an end. */
  inside: Nullable(Strict({ title: Type.String(), partyName: Type.String(), end: InstantText })),
})
export type AttendanceWire = Static<typeof AttendanceSchema>

const arrival = {
  present: Type.Optional(Headcount),
  at: Type.Optional(
    Type.Unsafe<string>({
      ...InstantText,
      description: 'when it really happened, for one that waited for the network; half a day back at most',
    }),
  ),
  letInEarly: Type.Optional(
    Type.Boolean({ default: false, description: 'before the door opens to them; the space is theirs from now' }),
  ),
  restore: Type.Optional(
    Type.Boolean({ default: false, description: 'take up again what was freed as a no-show, where it is still free' }),
  ),
  spaceId: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: 'the door at which they stand; who booked another room is refused' }),
  ),
}

const one = Strict({ id: Id })
const dryRun = Strict({
  dryRun: Type.Optional(Type.Boolean({ default: false, description: 'answer in full, write nothing' })),
})

export const checkIn = route({
  method: 'POST',
  path: '/reservations/:id/check-in',
  scope: 'desk',
  summary: 'They are here. Refused with who, when and what to do when it is not their day, room or time, or was used',
  idempotent: true,
  params: one,
  query: dryRun,
  body: Strict(arrival),
  replies: { 200: AttendanceSchema },
})

export const checkInByCode = route({
  method: 'POST',
  path: '/check-ins',
  scope: 'desk',
  summary: 'The same by six digits, or by the text of a QR code',
  idempotent: true,
  query: dryRun,
  body: Strict({
    code: Type.String({ minLength: 1, maxLength: 200 }),
    day: Type.Optional(LocalDateText),
    ...arrival,
  }),
  replies: { 200: AttendanceSchema },
})

export const findArrivals = route({
  method: 'GET',
  path: '/check-ins',
  scope: 'desk',
  summary:
    'Reservations of a day by name, branch, room, phone tail or number, also by pinyin; those who are expected first',
  query: Strict({
    text: Type.Optional(Type.String({ maxLength: 60 })),
    day: Type.Optional(LocalDateText),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  }),
  /** `at`: when the answer was made, so that a PC whose clock is wrong knows the hour. */
  replies: { 200: Strict({ at: InstantText, items: Type.Array(AttendanceSchema) }) },
})

export const readAttendance = route({
  method: 'GET',
  path: '/reservations/:id/attendance',
  scope: 'desk',
  summary: 'Who came, when, how many',
  params: one,
  replies: { 200: AttendanceSchema },
})

export const countPresent = route({
  method: 'POST',
  path: '/reservations/:id/present',
  scope: 'desk',
  summary: 'More came, or fewer: the head-count of those inside',
  idempotent: true,
  params: one,
  body: Strict({ present: Headcount }),
  replies: { 200: AttendanceSchema },
})

export const checkOut = route({
  method: 'POST',
  path: '/reservations/:id/check-out',
  scope: 'desk',
  summary: 'They have left; the rest is free when the policy says so',
  idempotent: true,
  params: one,
  body: Strict({ at: arrival.at }),
  replies: { 200: AttendanceSchema },
})

export const releaseReservation = route({
  method: 'POST',
  path: '/reservations/:id/release',
  scope: 'desk',
  summary: 'They need it no longer than that: the rest is free for others at once, from the next line of the grid',
  idempotent: true,
  params: one,
  body: Strict({ from: Type.Optional(InstantText) }),
  replies: { 200: AttendanceSchema },
})

export const noteNoShow = route({
  method: 'POST',
  path: '/reservations/:id/no-show',
  scope: 'desk',
  summary: 'Nobody came: the time is free, a point is noted',
  idempotent: true,
  params: one,
  body: Strict({}),
  replies: { 200: AttendanceSchema },
})

export const appealNoShow = route({
  method: 'POST',
  path: '/reservations/:id/appeal',
  scope: 'desk',
  summary:
    'The no-show was an error: its point is lifted, and the time is theirs again where it is asked for and still free',
  idempotent: true,
  params: one,
  body: Strict({
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    restore: Type.Optional(Type.Boolean({ default: false })),
  }),
  replies: { 200: AttendanceSchema },
})

export const takeBackAttendance = route({
  method: 'POST',
  path: '/reservations/:id/take-back',
  scope: 'desk',
  summary:
    'Take back the check-in, check-out, release or no-show that led to this version, as long as nothing came after it',
  idempotent: true,
  params: one,
  body: Strict({ version: Type.Integer({ minimum: 2 }) }),
  replies: { 200: AttendanceSchema },
})
