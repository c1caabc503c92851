import type { FastifyInstance } from 'fastify'
import type { AskingDevice } from '@gongyue/db/queries/devices.ts'
import { listMoves, listProgramme } from '@gongyue/db/queries/programme.ts'
import { factsAt } from '@gongyue/db/house.ts'
import * as api from '@gongyue/shared/api/wall.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { closuresOf, openSpans } from '@gongyue/shared/domain/opening.ts'
import { LINGER_MINUTES } from '@gongyue/shared/domain/programme.ts'
import type { Space } from '@gongyue/shared/domain/space.ts'
import { MINUTE, overlaps } from '@gongyue/shared/time/interval.ts'
import { dayOf, formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import { namesTag, tagOf } from '../../plugins/etag.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { movedEvents, placeOf, publicEvents, share } from './public-events.ts'
import { wallEvents } from './wall-events.ts'

/** What screens show. Everything here is read by strangers. */
export async function wall(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.readWall, async ({ device, query, headers }) => {
    const facts = factsAt(await app.houses.current(device.facilityId), app.clock())
    const hours = query.hours ?? device.hours
    const codes = query.spaces === undefined ? device.spaceCodes : query.spaces.split(',').filter(Boolean)
    const window = { start: facts.now - LINGER_MINUTES * MINUTE, end: facts.now + hours * 60 * MINUTE }
    const [records, moves] = await Promise.all([
      listProgramme(pool, device.facilityId, window),
      listMoves(pool, device.facilityId, window, facts.now - MOVES_TOLD),
    ])
    const known = [...movedEvents(moves, facts), ...publicEvents(records, facts)].toSorted((a, b) => a.start - b.start)
    const events = [...wallEvents(known, facts, spacesOf(codes, facts), hours)]
    return answer({ ...headOf(device), hours, events }, facts, headers['if-none-match'])
  })

  app.handle(api.readDoor, async ({ device, params, headers }) => {
    const facts = factsAt(await app.houses.current(device.facilityId), app.clock())
    const space = spaceOf(params.code, facts)
    if (space === null) throw new HttpProblem('not-found')
    const day = dayOf(localDateOf(facts.now, facts.timeZone), facts.timeZone)
    const text = (instant: number) => formatInstant(instant, facts.timeZone)
    const spans = { open: openSpans(space.id, localDateOf(facts.now, facts.timeZone), facts), day }
    const records = await listProgramme(pool, device.facilityId, day)
    return answer(
      {
        ...headOf(device),
        place: placeOf(space, facts),
        capacity: space.capacity,
        events: publicEvents(records, facts)
          .filter((event) => share(event.space, space))
          .map(({ start, end, heldFrom, heldUntil, state, title }) => ({
            ...{ start: text(start), end: text(end), heldFrom: text(heldFrom), heldUntil: text(heldUntil) },
            ...{ state, title },
          })),
        open: spans.open.map(({ start, end }) => ({ start: text(start), end: text(end) })),
        closures: closuresOf(space.id, facts)
          .filter(({ during }) => overlaps(during, day))
          .map(({ during, reason }) => ({ start: text(during.start), end: text(during.end), reason })),
      },
      facts,
      headers['if-none-match'],
    )
  })
}

/** Whoever was told of a place more than three days ago has been told of the new one too, in milliseconds. */
const MOVES_TOLD = 3 * 24 * 3_600_000

/** The same lines have the same tag, whatever the clock shows; the time travels beside them, so that a screen's clock stays right. */
function answer<B extends object>(body: B, { now, timeZone }: Facts, known: string | undefined) {
  const at = formatInstant(now, timeZone)
  const etag = tagOf(body)
  const headers = { etag, 'x-time': at }
  if (namesTag(known, etag)) return { status: 304, headers } as const
  return { status: 200, body: { at, ...body }, headers } as const
}

function headOf({ facilityName, timeZone, look }: AskingDevice) {
  return { facility: { name: facilityName, timeZone }, look }
}

/** A place that was renamed does not darken the others; when none is left, somebody should know. */
function spacesOf(codes: readonly string[], facts: Facts): readonly Space[] | null {
  if (codes.length === 0) return null
  const found = codes.flatMap((code) => spaceOf(code, facts) ?? [])
  if (found.length === 0) throw malformed([{ pointer: '/query/spaces', key: 'not-there', params: {} }])
  return found
}

function spaceOf(code: string, { spaces }: Facts): Space | null {
  return [...spaces.values()].find((space) => space.code === code) ?? null
}
