import type { WeekSpanWire } from '@gongyue/shared/api/rounds.ts'
import { WEEKDAYS } from '../rules/weekdays.ts'

/** A cell of the week: a weekday and the minute of the day it begins at. */
export interface WeekCell {
  readonly weekday: WeekSpanWire['weekday']
  readonly minute: number
}

/** What is painted: a value for each cell that has one. */
export type Painted<V extends string> = ReadonlyMap<string, V>

/** A span with what it was painted with. */
export type PaintedSpan<V extends string> = WeekSpanWire & { readonly value: V }

export function cellKey({ weekday, minute }: WeekCell): string {
  return `${weekday} ${minute}`
}

/** The cells that spans cover; a span that begins beside the lines still covers every cell it touches. */
export function paintedOf<V extends string>(spans: readonly PaintedSpan<V>[], step: number): Painted<V> {
  const cells = new Map<string, V>()
  for (const { weekday, from, until, value } of spans)
    for (let minute = Math.floor(from / step) * step; minute < until; minute += step)
      cells.set(cellKey({ weekday, minute }), value)
  return cells
}

/** Cells that touch and have one value are one span; by weekday and hour. */
export function spansOf<V extends string>(cells: Painted<V>, step: number): readonly PaintedSpan<V>[] {
  const spans: PaintedSpan<V>[] = []
  for (const weekday of WEEKDAYS)
    for (let minute = 0; minute < 1440; minute += step) {
      const value = cells.get(cellKey({ weekday, minute }))
      if (value === undefined) continue
      const last = spans[spans.length - 1]
      if (last && last.weekday === weekday && last.until === minute && last.value === value)
        spans[spans.length - 1] = { ...last, until: minute + step }
      else spans.push({ weekday, from: minute, until: minute + step, value })
    }
  return spans
}

/** Everything between two corners painted; null wipes. What may not be painted stays as it is. */
export function paintedBetween<V extends string>(
  cells: Painted<V>,
  one: WeekCell,
  other: WeekCell,
  value: V | null,
  step: number,
  allowed: (cell: WeekCell) => boolean,
): Painted<V> {
  const next = new Map(cells)
  const [left, right] = [Math.min(one.weekday, other.weekday), Math.max(one.weekday, other.weekday)]
  const [top, bottom] = [Math.min(one.minute, other.minute), Math.max(one.minute, other.minute)]
  for (const weekday of WEEKDAYS.filter((day) => day >= left && day <= right))
    for (let minute = top; minute <= bottom; minute += step) {
      if (!allowed({ weekday, minute })) continue
      if (value === null) next.delete(cellKey({ weekday, minute }))
      else next.set(cellKey({ weekday, minute }), value)
    }
  return next
}

/** Whether a cell lies within what is given out. */
export function within(windows: readonly WeekSpanWire[], { weekday, minute }: WeekCell, step: number): boolean {
  return windows.some((one) => one.weekday === weekday && one.from <= minute && minute + step <= one.until)
}

/** The hours that a week of windows needs, whole; a house without windows is drawn from eight to ten. */
export function hoursOf(windows: readonly WeekSpanWire[]): { readonly from: number; readonly until: number } {
  if (windows.length === 0) return { from: 480, until: 1320 }
  return {
    from: Math.floor(Math.min(...windows.map(({ from }) => from)) / 60) * 60,
    until: Math.ceil(Math.max(...windows.map(({ until }) => until)) / 60) * 60,
  }
}
