import type { WeeklyPlaceWire, WeekSpanWire } from '@gongyue/shared/api/rounds.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { WEEKDAYS } from '../../../rules/weekdays.ts'
import type { Block } from './blocks.ts'

/** What of the week is looked at; null is all. */
export interface GridFilter {
  readonly weekday: Weekday | null
  readonly spaceId: string | null
  /** Part of a party's or a section's name; others fade. */
  readonly find: string
  /** 1 fits the window; more needs scrolling. */
  readonly zoom: number
}

/** A row: a space with its days side by side, or one day of the one space that is looked at. */
export interface GridRow {
  readonly id: string
  readonly spaceId: string
  readonly weekday: Weekday | null
  readonly lanes: number
  /** In lanes, from the top of the grid. */
  readonly top: number
  readonly placed: readonly { readonly block: Block; readonly lane: number }[]
}

/** A day with the hours that are given out on it, and where it stands across, in shares of the whole. */
export interface GridDay {
  readonly weekday: Weekday
  readonly from: number
  readonly until: number
  readonly left: number
  readonly width: number
}

export interface Grid {
  /** Side by side; or all over each other, one for each row. */
  readonly days: readonly GridDay[]
  /** Whether each row is a day of one space. */
  readonly byDay: boolean
  readonly rows: readonly GridRow[]
  readonly lanes: number
}

/** A point of the week on the grid. */
export interface GridSpot {
  readonly spaceId: string
  readonly weekday: Weekday
  readonly minute: number
}

/**
 * Lays blocks out. A day is as wide as its own hours, so that evenings have room beside weekends. With one space chosen its days stand
 * below one another on one scale.
 */
export function gridOf(
  blocks: readonly Block[],
  spaceIds: readonly string[],
  windows: readonly WeekSpanWire[],
  { weekday, spaceId }: Pick<GridFilter, 'weekday' | 'spaceId'>,
): Grid {
  const byDay = spaceId !== null
  const days = daysOf([...windows, ...blocks.map(({ place }) => place)], weekday, byDay)
  const heads = byDay
    ? days.map((day) => ({ id: `${spaceId} ${day.weekday}`, spaceId, weekday: day.weekday }))
    : spaceIds.map((id) => ({ id, spaceId: id, weekday: null }))
  let lanes = 0
  const rows = heads.map((head): GridRow => {
    const own = blocks.filter(
      ({ place }) =>
        place.spaceId === head.spaceId &&
        (head.weekday === null ? dayIn(days, place.weekday) !== undefined : place.weekday === head.weekday),
    )
    const placed = laidOut(own)
    const row = { ...head, placed, top: lanes, lanes: Math.max(1, ...placed.map(({ lane }) => lane + 1)) }
    lanes += row.lanes
    return row
  })
  return { days, byDay, rows, lanes }
}

/** Left and width of a place in percent of the grid, and its row; null when it is not shown. */
export function extentOf(
  grid: Grid,
  place: WeeklyPlaceWire,
): { readonly left: number; readonly width: number; readonly row: GridRow } | null {
  const row = grid.rows.find(
    ({ spaceId, weekday }) => spaceId === place.spaceId && (weekday === null || weekday === place.weekday),
  )
  const day = dayIn(grid.days, place.weekday)
  if (!row || !day) return null
  const perMinute = day.width / (day.until - day.from)
  const left = day.left + (place.from - day.from) * perMinute
  return { left: left * 100, width: (place.until - place.from) * perMinute * 100, row }
}

/** What lies under a point, given in shares of the grid: across from 0 to 1, down in lanes. */
export function spotAt(grid: Grid, across: number, down: number): GridSpot | null {
  if (across < 0 || across >= 1 || down < 0 || down >= grid.lanes) return null
  const row = grid.rows.find(({ top, lanes }) => down >= top && down < top + lanes)
  if (!row) return null
  const day = grid.days.find(
    ({ weekday, left, width }) =>
      (row.weekday === null || row.weekday === weekday) && across >= left && across < left + width,
  )
  if (!day) return null
  const { weekday, from, until, left, width } = day
  return { spaceId: row.spaceId, weekday, minute: from + ((across - left) / width) * (until - from) }
}

/** Pushes a start onto the grid of starts and into its day. */
export function snapped(minute: number, minutes: number, step: number, { from, until }: GridDay): number {
  const start = Math.round(minute / step) * step
  const last = Math.floor((until - minutes) / step) * step
  return Math.max(Math.ceil(from / step) * step, Math.min(last, start))
}

export function dayIn(days: readonly GridDay[], weekday: Weekday): GridDay | undefined {
  return days.find((day) => day.weekday === weekday)
}

/** The block beside another, for arrows: the next in its row, or the nearest of the row above or below. */
export function blockBeside(grid: Grid, key: string, move: 'left' | 'right' | 'up' | 'down'): Block | null {
  const index = grid.rows.findIndex(({ placed }) => placed.some(({ block }) => block.key === key))
  const row = grid.rows[index]
  if (!row) return null
  const inOrder = row.placed.map(({ block }) => block)
  const at = inOrder.findIndex((block) => block.key === key)
  const own = inOrder[at]
  if (!own) return null
  if (move === 'left' || move === 'right') return inOrder[at + (move === 'right' ? 1 : -1)] ?? null
  const step = move === 'down' ? 1 : -1
  for (let next = index + step; next >= 0 && next < grid.rows.length; next += step) {
    const near = (grid.rows[next]?.placed ?? []).map(({ block }) => block)
    const best = near.toSorted((a, b) => away(a, own) - away(b, own))[0]
    if (best) return best
  }
  return null
}

function away(a: Block, b: Block): number {
  return Math.abs(weekMinute(a) - weekMinute(b))
}

function weekMinute({ place }: Block): number {
  return place.weekday * 1440 + place.from
}

/** First come, first lane: what overlaps stands below. */
function laidOut(blocks: readonly Block[]): readonly { readonly block: Block; readonly lane: number }[] {
  const ends: { weekday: Weekday; until: number }[] = []
  return blocks
    .toSorted((a, b) => weekMinute(a) - weekMinute(b) || a.key.localeCompare(b.key))
    .map((block) => {
      const { weekday, from, until } = block.place
      const free = ends.findIndex((end) => end.weekday !== weekday || end.until <= from)
      const lane = free < 0 ? ends.length : free
      ends[lane] = { weekday, until }
      return { block, lane }
    })
}

/** Whole hours of each day; a day on which nothing is given out is left out. */
function daysOf(spans: readonly WeekSpanWire[], only: Weekday | null, byDay: boolean): readonly GridDay[] {
  const used = WEEKDAYS.filter((day) => only === null || day === only).flatMap((weekday) => {
    const own = spans.filter((span) => span.weekday === weekday)
    if (own.length === 0) return []
    const from = Math.floor(Math.min(...own.map((span) => span.from)) / 60) * 60
    return { weekday, from, until: Math.ceil(Math.max(...own.map(({ until }) => until)) / 60) * 60 }
  })
  if (byDay) {
    const from = Math.min(...used.map((day) => day.from))
    const until = Math.max(...used.map((day) => day.until))
    return used.map(({ weekday }) => ({ weekday, from, until, left: 0, width: 1 }))
  }
  const minutes = used.reduce((sum, { from, until }) => sum + until - from, 0)
  let left = 0
  return used.map((day) => {
    const width = (day.until - day.from) / minutes
    left += width
    return { ...day, left: left - width, width }
  })
}
