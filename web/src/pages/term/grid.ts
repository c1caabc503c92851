import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { mondayOf, weekdayOf, WEEKDAYS } from '../../rules/weekdays.ts'
import { addDays, clockOf, dayOf, type Day } from '../../text/when.ts'

/** One date of a series as the grid knows it. */
export interface TermDate {
  readonly seriesId: string
  readonly title: string
  readonly partyName: string
  readonly date: SeriesDateWire
}

export const BANDS = ['all', 'morning', 'afternoon', 'evening'] as const
export type Band = (typeof BANDS)[number]

/** What of a term is looked at. */
export interface TermFilter {
  /** Null: the whole week. */
  readonly weekday: Weekday | null
  readonly band: Band
  /** Null: all places side by side; one: its weekdays side by side. */
  readonly spaceId: string | null
  /** Part of a party's or an activity's name. */
  readonly find: string
}

/** When the parts of a day begin and end, by the facility's clock. */
const HOURS: Readonly<Record<Band, readonly [from: string, until: string]>> = {
  all: ['00:00', '24:00'],
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '18:00'],
  evening: ['18:00', '24:00'],
}

/** Where something new begins when a cell of this part of the day is chosen. */
const FIRST_HOUR: Readonly<Record<Band, string>> = {
  all: '19:00',
  morning: '09:00',
  afternoon: '14:00',
  evening: '19:00',
}

/** The Mondays of all weeks that a span of days touches. */
export function weeksOf(from: Day, until: Day): readonly Day[] {
  const weeks: Day[] = []
  for (let monday = mondayOf(from); monday <= until; monday = addDays(monday, 7)) weeks.push(monday)
  return weeks
}

/** What passes: a date is in a part of the day when it is held at any moment of it. */
export function passing(dates: readonly TermDate[], { weekday, band, spaceId, find }: TermFilter): readonly TermDate[] {
  const [from, until] = HOURS[band]
  const wanted = find.trim().toLowerCase()
  return dates.filter(({ date, title, partyName }) => {
    if (spaceId !== null && date.spaceId !== spaceId) return false
    if (weekday !== null && weekdayOf(dayOf(date.start)) !== weekday) return false
    const end = dayOf(date.end) > dayOf(date.start) ? '24:00' : clockOf(date.end)
    if (clockOf(date.start) >= until || end <= from) return false
    return wanted === '' || `${title} ${partyName}`.toLowerCase().includes(wanted)
  })
}

/** One column: a place, or a weekday of the one place that was chosen. */
export interface TermColumn {
  readonly id: string
  readonly spaceId: string
  readonly weekday: Weekday | null
}

/** Kinds that one books by the hour and by the piece: they get a column only when a series is there. */
const PIECES: readonly SpaceWire['kind'][] = ['table', 'gym-place']

/** Places side by side in the order of the board, or the weekdays of one place. */
export function columnsOf(
  spaces: readonly SpaceWire[],
  dates: readonly TermDate[],
  { spaceId, weekday }: TermFilter,
): readonly TermColumn[] {
  if (spaceId !== null)
    return WEEKDAYS.filter((day) => weekday === null || day === weekday).map((day) => ({
      id: `${spaceId} ${day}`,
      spaceId,
      weekday: day,
    }))
  const used = new Set(dates.map(({ date }) => date.spaceId))
  return spaces
    .filter(({ id, bookable, kind }) => used.has(id) || (bookable && !PIECES.includes(kind)))
    .map(({ id }) => ({ id, spaceId: id, weekday: null }))
}

/** Columns of one kind side by side, for the head above them. */
export function groupsOf(
  columns: readonly TermColumn[],
  kindOf: (spaceId: string) => SpaceWire['kind'],
): readonly { readonly kind: SpaceWire['kind']; readonly count: number }[] {
  const groups: { kind: SpaceWire['kind']; count: number }[] = []
  for (const { spaceId } of columns) {
    const kind = kindOf(spaceId)
    const last = groups[groups.length - 1]
    if (last && last.kind === kind) last.count += 1
    else groups.push({ kind, count: 1 })
  }
  return groups
}

/** What stands in each cell, by start. */
export function cellsOf(
  dates: readonly TermDate[],
  columns: readonly TermColumn[],
): ReadonlyMap<string, readonly TermDate[]> {
  const byWeekday = columns.some(({ weekday }) => weekday !== null)
  const cells = new Map<string, TermDate[]>()
  for (const one of dates) {
    const day = dayOf(one.date.start)
    const column = byWeekday ? `${one.date.spaceId} ${weekdayOf(day)}` : one.date.spaceId
    const key = cellKey(mondayOf(day), column)
    const cell = cells.get(key)
    if (cell) cell.push(one)
    else cells.set(key, [one])
  }
  for (const cell of cells.values()) cell.sort((a, b) => (a.date.start < b.date.start ? -1 : 1))
  return cells
}

export function cellKey(monday: Day, columnId: string): string {
  return `${monday} ${columnId}`
}

/** Where a new series begins that is made from an empty cell: an hour and a half in the part of the day that is looked at. */
export function slotOf(monday: Day, column: TermColumn, { weekday, band }: TermFilter) {
  const day = addDays(monday, (column.weekday ?? weekday ?? 1) - 1)
  const start = `${day}T${FIRST_HOUR[band]}`
  const end = `${day}T${String(Number(start.slice(11, 13)) + 1).padStart(2, '0')}:30`
  return { spaceId: column.spaceId, start, end }
}
