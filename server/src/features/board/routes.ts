import type { FastifyInstance } from 'fastify'
import { readBoard, type BoardWire } from '@gongyue/shared/api/board.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { openSpans } from '@gongyue/shared/domain/opening.ts'
import { dayTypeOf } from '@gongyue/shared/time/day-type.ts'
import { overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { addDays, dayOf, formatInstant, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listBlocks } from '@gongyue/db/queries/blocks.ts'
import { readCursor } from '@gongyue/db/queries/changes.ts'
import { blockWire, shuttingWire } from './wire.ts'

/** The desk's day: every space, what stands on it, when it is open. */
export async function board(app: FastifyInstance): Promise<void> {
  app.handle(readBoard, async ({ who, query }) => {
    // Before all else: whatever is read behind it is at least as new.
    const cursor = await readCursor(app.pg.pool)
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    const dates = Array.from({ length: query.days ?? 1 }, (_, i) => addDays(query.date, i))
    const window = windowOf(dates, facts)
    const blocks = await listBlocks(app.pg.pool, who.facilityId, window, facts.now)
    const text = (instant: number) => formatInstant(instant, facts.timeZone)
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: {
        date: query.date,
        dayTypes: dates.map((date) => ({ date, ...dayTypeOf(date, facts.dayTypes) })),
        at: text(facts.now),
        blocks: blocks.map((block) => blockWire(block, facts.timeZone)),
        open: openOf(dates, facts, text),
        closures: facts.closures
          .filter(({ during }) => overlaps(during, window))
          .map((closure) => shuttingWire(closure, facts)),
        cursor,
      },
    }
  })
}

type Text = (instant: number) => string

function windowOf(dates: readonly LocalDate[], { timeZone }: Facts): Interval {
  const first = dates[0] ?? ''
  const last = dates.at(-1) ?? first
  return { start: dayOf(first, timeZone).start, end: dayOf(last, timeZone).end }
}

function openOf(dates: readonly LocalDate[], facts: Facts, text: Text): BoardWire['open'] {
  return [...facts.spaces.keys()].map((spaceId) => ({
    spaceId,
    spans: dates
      .flatMap((date) => openSpans(spaceId, date, facts))
      .map(({ start, end }) => ({ start: text(start), end: text(end) })),
  }))
}
