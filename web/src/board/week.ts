import { dayOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import type { BoardDay, BoardSpace } from './day.ts'
import { layOutRows, type Layout } from './layout.ts'
import type { Scale } from './scale.ts'

/** One space, a row for each day. `scale` is of the first day; the others look at the same hours of theirs. */
export function layOutWeek(
  space: BoardSpace,
  day: BoardDay,
  spaces: readonly BoardSpace[],
  scale: Scale,
  zone: string,
): Layout {
  const midnight = dayOf(day.date, zone).start
  const plans = day.dates.map((date) => ({
    id: rowIdOf(space.id, date),
    space,
    depth: 0,
    role: 'single' as const,
    folded: false,
    parts: 0,
    hidden: [],
    date,
    shift: dayOf(date, zone).start - midnight,
  }))
  return layOutRows(plans, day, spaces, scale)
}

/** The row of a day. */
export function rowIdOf(spaceId: string, date: LocalDate): string {
  return `${spaceId} ${date}`
}
