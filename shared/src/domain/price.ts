import type { DayKind } from '../time/day-type.ts'
import { dayTypeOf, type DayTypes } from '../time/day-type.ts'
import type { Interval } from '../time/interval.ts'
import { MINUTE } from '../time/interval.ts'
import { datesIn, instantAt, localDateOf, type LocalDate } from '../time/wall.ts'
import type { Purpose } from './contract.ts'
import type { Some } from './policy.ts'
import type { Space, SpaceKind } from './space.ts'

/** What an hour costs: in one space or in all of a kind, on some days, between two minutes of the day. Whole fen. */
export interface PriceItem {
  readonly spaces:
    | { readonly kind: 'space'; readonly spaceId: string }
    | { readonly kind: 'space-kind'; readonly spaceKind: SpaceKind }
  readonly days: Some<DayKind>
  readonly from: number
  readonly until: number
  readonly fenPerHour: number
  /** For hours that serve the public. */
  readonly publicFenPerHour: number
}

/** Prices as they are from a day on, until a later list. */
export interface PriceList {
  readonly version: number
  readonly validFrom: LocalDate
  readonly items: readonly PriceItem[]
}

/** What is priced. */
export interface Priced {
  readonly space: Pick<Space, 'id' | 'kind'>
  readonly during: Interval
  readonly purpose: Purpose
}

export type Amount =
  | { readonly kind: 'priced'; readonly fen: number; readonly version: number }
  /** No list says what this costs, or what these minutes of it do. */
  | { readonly kind: 'no-price'; readonly minutes: number }

/** The list of a day: the newest of those that had begun. */
export function priceListOn(lists: readonly PriceList[], date: LocalDate): PriceList | null {
  return (
    lists
      .filter(({ validFrom }) => validFrom <= date)
      .toSorted((a, b) =>
        a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1,
      )[0] ?? null
  )
}

/**
 * What a booking comes to under the list of the day on which it starts. Each minute has the price of its own day and hour; a price of the space
 * itself goes before one of its kind, and among equals the first listed. The sum is rounded once, half a fen up.
 */
export function amountOf(
  { space, during, purpose }: Priced,
  lists: readonly PriceList[],
  dayTypes: DayTypes,
  timeZone: string,
): Amount {
  const list = priceListOn(lists, localDateOf(during.start, timeZone))
  const whole = Math.round((during.end - during.start) / MINUTE)
  if (list === null) return { kind: 'no-price', minutes: whole }
  const meant = [
    ...list.items.filter(({ spaces }) => spaces.kind === 'space' && spaces.spaceId === space.id),
    ...list.items.filter(({ spaces }) => spaces.kind === 'space-kind' && spaces.spaceKind === space.kind),
  ]
  let fenMinutes = 0
  let bare = 0
  for (const date of datesIn(during, timeZone)) {
    const { kind } = dayTypeOf(date, dayTypes)
    const items = meant.filter(({ days }) => days === 'any' || days.includes(kind))
    for (const part of partsOf(items, date, during, timeZone)) {
      const minutes = (part.end - part.start) / MINUTE
      if (part.item === null) bare += minutes
      else fenMinutes += minutes * (purpose === 'commercial' ? part.item.fenPerHour : part.item.publicFenPerHour)
    }
  }
  if (bare > 0) return { kind: 'no-price', minutes: Math.round(bare) }
  return { kind: 'priced', fen: Math.floor(fenMinutes / 60 + 0.5), version: list.version }
}

interface Part extends Interval {
  readonly item: PriceItem | null
}

/** A day's share of a span, cut where a price begins or ends. */
function partsOf(
  items: readonly PriceItem[],
  date: LocalDate,
  { start, end }: Interval,
  timeZone: string,
): readonly Part[] {
  const at = (minute: number) => instantAt(date, minute, timeZone)
  const first = Math.max(start, at(0))
  const last = Math.min(end, at(1440))
  const spans = items.map((item) => ({ item, start: at(item.from), end: at(item.until) }))
  const cuts = [...new Set([first, last, ...spans.flatMap((span) => [span.start, span.end])])]
    .filter((cut) => first <= cut && cut <= last)
    .toSorted((a, b) => a - b)
  return cuts.slice(1).map((cut, index) => {
    const from = cuts[index] ?? first
    const found = spans.find((span) => span.start <= from && cut <= span.end)
    return { start: from, end: cut, item: found?.item ?? null }
  })
}
