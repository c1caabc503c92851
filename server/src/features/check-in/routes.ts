import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as api from '@gongyue/shared/api/check-ins.ts'
import { attendanceOf } from '@gongyue/shared/domain/attendance.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { findOccupant, readAttendance } from '@gongyue/db/queries/attendance.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { alternativesFor } from '../orders/alternatives.ts'
import { judgeAbsence, judgeAppeal } from './absent.ts'
import { judgeArrival } from './arrive.ts'
import { attend, insideUntil, type Attend, type AttendOutcome, type Standing } from './attend.ts'
import { findArrivals, findByText } from './find.ts'
import { judgeLeaving, judgeRelease } from './leave.ts'
import { judgeTakeBack } from './take-back.ts'
import { attendanceWire } from './wire.ts'
import { attendedOf } from './write-deed.ts'

/** The door: who came, who left, who did not come. */
export async function checkIns(app: FastifyInstance): Promise<void> {
  const factsFor = async ({ facilityId }: Who): Promise<Facts> =>
    factsAt(await app.houses.current(facilityId), app.clock())

  /** One deed on one reservation, told. */
  const perform = async (
    request: FastifyRequest & { readonly who: Who },
    reservationId: string,
    points: boolean,
    judge: Attend['judge'],
    dryRun = false,
  ) => {
    const { who } = request
    const keyed = keyedRequest(request, who)
    return await told(app, await attend(app, { who, reservationId, keyed, dryRun, points, judge }))
  }

  app.handle(api.findArrivals, async ({ who, query }) => {
    const facts = await factsFor(who)
    const { text = '', day = null, limit = 20 } = query
    const rows = await findArrivals(app, { text, day, limit }, facts)
    const items = rows.map((row) => attendanceWire(row, null, facts.timeZone))
    return { status: 200, body: { at: formatInstant(facts.now, facts.timeZone), items } }
  })

  app.handle(api.readAttendance, async ({ who, params }) => {
    const facts = await factsFor(who)
    const { pool } = app.pg
    const record = await readAttendance(pool, who.facilityId, params.id, facts.now)
    if (!record) throw new HttpProblem('not-found')
    const within = { start: facts.now, end: insideUntil(record, facts.now) }
    const inside = await findOccupant(pool, who.facilityId, record, within, facts.now)
    return { status: 200, body: attendanceWire(record, inside, facts.timeZone) }
  })

  app.handle(api.checkInByCode, async (request) => {
    const { who, body, query } = request
    const facts = await factsFor(who)
    const arrival = { ...arrivalOf(body, facts), by: who.userId }
    const found = await findByText(app, body.code, body.day ?? null, facts)
    if (found.kind !== 'found') return { problem: found.kind, params: { code: found.code } }
    const { record } = found
    return await perform(
      request,
      record.id,
      record.state === 'no-show',
      (now) => judgeArrival(now, arrival),
      query.dryRun,
    )
  })

  app.handle(api.checkIn, async (request) => {
    const { who, body, params, query } = request
    const facts = await factsFor(who)
    const arrival = { ...arrivalOf(body, facts), by: who.userId }
    // Only one that was freed has a point to lift.
    const seen = await readAttendance(app.pg.pool, who.facilityId, params.id, facts.now)
    return await perform(
      request,
      params.id,
      seen?.state === 'no-show',
      (now) => judgeArrival(now, arrival),
      query.dryRun,
    )
  })

  app.handle(api.countPresent, async (request) =>
    perform(request, request.params.id, false, ({ record }) =>
      record.checkedInAt === null
        ? { kind: 'no', problem: 'not-checked-in' }
        : {
            kind: 'deed',
            deed: { action: 'count-present', to: { ...attendedOf(record), present: request.body.present } },
          },
    ),
  )

  app.handle(api.checkOut, async (request) => {
    const at = momentOf(request.body.at, await factsFor(request.who), '/at')
    return await perform(request, request.params.id, false, (now) => judgeLeaving(now, at))
  })

  app.handle(api.releaseReservation, async (request) => {
    const { now } = await factsFor(request.who)
    const from = parseInstant(request.body.from ?? '') ?? now
    return await perform(request, request.params.id, false, (standing) => judgeRelease(standing, from))
  })

  app.handle(api.noteNoShow, async (request) => perform(request, request.params.id, true, judgeAbsence))

  app.handle(api.appealNoShow, async (request) => {
    const { reason, restore = false } = request.body
    return await perform(request, request.params.id, true, (standing) => judgeAppeal(standing, reason, restore))
  })

  app.handle(api.takeBackAttendance, async (request) =>
    perform(request, request.params.id, true, (standing, tx) => judgeTakeBack(standing, request.body.version, tx)),
  )
}

/** How far back a check-in may lie that waited for the network. */
const LONGEST_WAIT = 12 * 60 * MINUTE

function arrivalOf(
  body: {
    readonly present?: number
    readonly at?: string
    readonly letInEarly?: boolean
    readonly restore?: boolean
    readonly spaceId?: string
  },
  facts: Facts,
) {
  const { present = null, at, letInEarly = false, restore = false, spaceId: here = null } = body
  if (here !== null && !facts.spaces.has(here)) throw malformed([{ pointer: '/spaceId', key: 'not-there', params: {} }])
  return { present, at: momentOf(at, facts, '/at'), letInEarly, restore, here }
}

/** The moment told, never later than now: the clock of a PC may be fast. */
function momentOf(text: string | undefined, { now, timeZone }: Facts, pointer: string): number {
  const at = text === undefined ? now : (parseInstant(text) ?? now)
  if (at < now - LONGEST_WAIT)
    throw malformed([{ pointer, key: 'minimum', params: { limit: formatInstant(now - LONGEST_WAIT, timeZone) } }])
  return Math.min(at, now)
}

async function told(app: FastifyInstance, outcome: AttendOutcome) {
  switch (outcome.kind) {
    case 'done':
      return { status: 200, body: outcome.body } as const
    case 'again':
      // kept by this very route, so it is what the contract says
      return { status: 200, body: outcome.response as api.AttendanceWire } as const
    case 'reused':
      return { problem: 'key-reused' } as const
    case 'not-found':
      throw new HttpProblem('not-found')
    case 'no':
      return {
        problem: outcome.problem,
        params: outcome.params,
        current: attendanceWire(outcome.standing.record, outcome.standing.inside, outcome.standing.facts.timeZone),
        ...(LOOKS_ELSEWHERE.has(outcome.problem) && { alternatives: await insteadOf(app, outcome.standing) }),
      } as const
  }
}

/** Where "no" means that their place is gone. */
const LOOKS_ELSEWHERE: ReadonlySet<string> = new Set(['freed-as-no-show', 'no-longer-free'])

/** Where else they could go now, for as long as they had booked. */
async function insteadOf(app: FastifyInstance, { record, facts, inside }: Standing) {
  const space = facts.spaces.get(record.spaceId)
  if (!space || inside === null || record.end <= facts.now) return []
  const during = { start: record.start, end: record.end }
  const asked = {
    id: record.id,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: { start: record.heldFrom, end: record.heldUntil },
    partyId: record.partyId,
    personId: '',
    headcount: record.headcount,
    features: [],
    conditions: {},
    standing: 'asked',
    wish: { spaceId: space.id, start: record.start },
  } as const
  // The desk lets them in: points and notice are its own business here.
  const policy = { ...facts.policy, attendance: { ...attendanceOf(facts.policy), pointLimit: Number.MAX_SAFE_INTEGER } }
  return await alternativesFor(app, [asked], { ...facts, policy }, 3)
}
