import { MINUTE, type Interval } from '@gongyue/shared/time/interval.ts'
import { dayOf, instantAt, minuteOfDayAt, type LocalDate } from '@gongyue/shared/time/wall.ts'

/** The finest step of the board. */
export const SLOT_MINUTES = 15
const SLOT = SLOT_MINUTES * MINUTE
const HOUR = 60 * MINUTE

/**
 * Time along the board. Everything drawn is told in fractions of its width, so that zoom, print and a resized window need no script.
 * Elapsed time, not wall time: a day of 23 or 25 hours is drawn as long as it is.
 */
export interface Scale {
  readonly from: number
  readonly until: number
  readonly slots: number
}

/** A stretch of the board in percent of its width; `cut` tells which ends go on outside. */
export interface Extent {
  readonly left: number
  readonly width: number
  readonly cut: 'none' | 'start' | 'end' | 'both'
}

/** A mark of the time header. */
export interface Tick {
  readonly at: number
  /** `18:00` as the facility's clock shows it. */
  readonly label: string
  readonly left: number
}

/** The whole day. */
export function wholeDay(date: LocalDate, zone: string): Scale {
  return scaleOf(dayOf(date, zone))
}

/** The hours in which anything is open or booked, rounded outward to full hours; 8 to 22 when nothing is. */
export function hoursInUse(date: LocalDate, zone: string, spans: Iterable<Interval>): Scale {
  const day = dayOf(date, zone)
  let start = Infinity
  let end = -Infinity
  for (const span of spans) {
    if (span.end <= day.start || span.start >= day.end) continue
    start = Math.min(start, span.start)
    end = Math.max(end, span.end)
  }
  if (start >= end) return scaleOf({ start: instantAt(date, 8 * 60, zone), end: instantAt(date, 22 * 60, zone) })
  return scaleOf({
    start: Math.max(day.start, day.start + Math.floor((start - day.start) / HOUR) * HOUR),
    end: Math.min(day.end, day.start + Math.ceil((end - day.start) / HOUR) * HOUR),
  })
}

/** Where a span lies, cut to what is shown; null when none of it is. */
export function extentOf(scale: Scale, { start, end }: Interval): Extent | null {
  const from = Math.max(start, scale.from)
  const until = Math.min(end, scale.until)
  if (from >= until) return null
  const cutStart = start < scale.from
  const cutEnd = end > scale.until
  return {
    left: percent(scale, from),
    width: round(((until - from) / (scale.until - scale.from)) * 100),
    cut: cutStart ? (cutEnd ? 'both' : 'start') : cutEnd ? 'end' : 'none',
  }
}

/** Where an instant lies in percent, or null outside. */
export function positionOf(scale: Scale, instant: number): number | null {
  return instant < scale.from || instant > scale.until ? null : percent(scale, instant)
}

/** The slot in which an instant lies, kept inside the scale. */
export function slotAt(scale: Scale, instant: number): number {
  return clampSlot(scale, Math.floor((instant - scale.from) / SLOT))
}

/** The slot under a pointer, given how far along the board it is (0…1). */
export function slotAtFraction(scale: Scale, fraction: number): number {
  return clampSlot(scale, Math.floor(fraction * scale.slots))
}

/** The first slot that begins at or after an instant; may be `slots`, one past the last. */
export function slotAfter(scale: Scale, instant: number): number {
  return Math.min(scale.slots, Math.max(0, Math.ceil((instant - scale.from) / SLOT)))
}

export function slotSpan(scale: Scale, slot: number): Interval {
  const start = scale.from + slot * SLOT
  return { start, end: Math.min(scale.until, start + SLOT) }
}

/** One tick for every full hour of the facility's clock. */
export function hourTicks(scale: Scale, zone: string): readonly Tick[] {
  const ticks: Tick[] = []
  for (let slot = 0; slot < scale.slots; slot += 1) {
    const at = scale.from + slot * SLOT
    const minute = minuteOfDayAt(at, zone)
    if (minute % 60 !== 0) continue
    ticks.push({ at, label: `${String(minute / 60).padStart(2, '0')}:00`, left: percent(scale, at) })
  }
  return ticks
}

function scaleOf({ start, end }: Interval): Scale {
  return { from: start, until: end, slots: Math.ceil((end - start) / SLOT) }
}

function clampSlot({ slots }: Scale, slot: number): number {
  return Math.min(slots - 1, Math.max(0, slot))
}

function percent(scale: Scale, instant: number): number {
  return round(((instant - scale.from) / (scale.until - scale.from)) * 100)
}

/** Four decimals are a hundredth of a pixel on a wall of screens, and equal layouts stay equal. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
