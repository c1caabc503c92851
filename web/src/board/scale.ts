import { MINUTE, type Interval } from '@gongyue/shared/time/interval.ts'
import { dayOf, instantAt, minuteOfDayAt, type LocalDate } from '@gongyue/shared/time/wall.ts'

/** The finest step of the board. */
export const SLOT_MINUTES = 15
const SLOT = SLOT_MINUTES * MINUTE
const HOUR = 60 * MINUTE

/**
 * Time along the board. Everything drawn is told in fractions of its width, so that zoom, print and a resized window need no script.
 * Elapsed time, not wall time: a day of 23 or 25 hours is drawn as long as it is. Of several days only the hours in use are drawn, side by
 * side: `parts` are those, and what lies between them has no width.
 */
export interface Scale {
  readonly from: number
  readonly until: number
  readonly slots: number
  readonly parts: readonly Interval[]
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

/** The hours in use of several days, side by side; the same hours on all of them, so that eyes can go across. */
export function severalDays(dates: readonly LocalDate[], zone: string, spans: readonly Interval[]): Scale {
  const { first, last } = hoursCommonTo(dates, zone, spans)
  return scaleOf(
    ...dates.map((date) => {
      const midnight = dayOf(date, zone).start
      return { start: midnight + first, end: midnight + last }
    }),
  )
}

/** The first of several days, with the hours in use on any of them. */
export function commonHours(dates: readonly LocalDate[], zone: string, spans: readonly Interval[]): Scale {
  const { first, last } = hoursCommonTo(dates, zone, spans)
  const midnight = dayOf(dates[0] ?? '', zone).start
  return scaleOf({ start: midnight + first, end: midnight + last })
}

/** Several whole days, side by side. */
export function wholeDays(dates: readonly LocalDate[], zone: string): Scale {
  return scaleOf(...dates.map((date) => dayOf(date, zone)))
}

function hoursCommonTo(dates: readonly LocalDate[], zone: string, spans: readonly Interval[]) {
  const days = dates.map((date) => {
    const midnight = dayOf(date, zone).start
    const { from, until } = hoursInUse(date, zone, spans)
    return { from: from - midnight, until: until - midnight }
  })
  return { first: Math.min(...days.map(({ from }) => from)), last: Math.max(...days.map(({ until }) => until)) }
}

/** The instants from one end of the board to the other, for a row whose time is `shift` later. */
export function windowOf({ from, until }: Scale, shift: number): Interval {
  return { start: from + shift, end: until + shift }
}

/** Where a span lies, cut to what is shown; null when none of it is. */
export function extentOf(scale: Scale, { start, end }: Interval): Extent | null {
  const from = Math.max(start, scale.from)
  const until = Math.min(end, scale.until)
  if (from >= until) return null
  const left = percent(scale, from)
  const width = round(shareOf(scale, until) - shareOf(scale, from))
  if (width <= 0) return null
  const cutStart = start < scale.from
  const cutEnd = end > scale.until
  return { left, width, cut: cutStart ? (cutEnd ? 'both' : 'start') : cutEnd ? 'end' : 'none' }
}

/** Where an instant lies in percent, or null outside. */
export function positionOf(scale: Scale, instant: number): number | null {
  const inPart = scale.parts.some(({ start, end }) => start <= instant && instant <= end)
  return inPart ? percent(scale, instant) : null
}

/** The slot in which an instant lies, kept inside the scale; an instant between two parts is in the first slot of the later one. */
export function slotAt(scale: Scale, instant: number): number {
  return clampSlot(scale, Math.floor(slotsBefore(scale, instant)))
}

/** The slot under a pointer, given how far along the board it is (0…1). */
export function slotAtFraction(scale: Scale, fraction: number): number {
  return clampSlot(scale, Math.floor(fraction * scale.slots))
}

/** The instant under a pointer, given how far along the board it is; kept inside. */
export function instantAtFraction(scale: Scale, fraction: number): number {
  const slots = Math.min(scale.slots, Math.max(0, fraction * scale.slots))
  const whole = clampSlot(scale, Math.floor(slots))
  return slotSpan(scale, whole).start + (slots - whole) * SLOT
}

/** The first slot that begins at or after an instant; may be `slots`, one past the last. */
export function slotAfter(scale: Scale, instant: number): number {
  return Math.min(scale.slots, Math.max(0, Math.ceil(slotsBefore(scale, instant))))
}

export function slotSpan(scale: Scale, slot: number): Interval {
  let rest = slot
  for (const part of scale.parts) {
    const slots = slotsIn(part)
    if (rest < slots || part === scale.parts.at(-1)) {
      const start = part.start + rest * SLOT
      return { start, end: Math.min(part.end, start + SLOT) }
    }
    rest -= slots
  }
  return { start: scale.from, end: scale.from + SLOT }
}

/** One tick for every full hour of the facility's clock. */
export function hourTicks(scale: Scale, zone: string): readonly Tick[] {
  const ticks: Tick[] = []
  for (let slot = 0; slot < scale.slots; slot += 1) {
    const at = slotSpan(scale, slot).start
    const minute = minuteOfDayAt(at, zone)
    if (minute % 60 !== 0) continue
    ticks.push({ at, label: `${String(minute / 60).padStart(2, '0')}:00`, left: round((slot / scale.slots) * 100) })
  }
  return ticks
}

/** Where each day of several begins, in percent. */
export function dayMarks({
  parts,
  slots,
}: Scale): readonly { readonly at: number; readonly left: number; readonly width: number }[] {
  let before = 0
  return parts.map((part) => {
    const mark = { at: part.start, left: round((before / slots) * 100), width: round((slotsIn(part) / slots) * 100) }
    before += slotsIn(part)
    return mark
  })
}

function scaleOf(...parts: readonly Interval[]): Scale {
  return {
    from: parts[0]?.start ?? 0,
    until: parts.at(-1)?.end ?? SLOT,
    slots: parts.reduce((sum, part) => sum + slotsIn(part), 0),
    parts,
  }
}

function slotsIn({ start, end }: Interval): number {
  return Math.ceil((end - start) / SLOT)
}

/** How many slots of the board lie before an instant, with what of its own slot has passed. */
function slotsBefore({ parts }: Scale, instant: number): number {
  let slots = 0
  for (const part of parts) {
    if (instant < part.start) return slots
    if (instant < part.end) return slots + (instant - part.start) / SLOT
    slots += slotsIn(part)
  }
  return slots
}

function clampSlot({ slots }: Scale, slot: number): number {
  return Math.min(slots - 1, Math.max(0, slot))
}

function percent(scale: Scale, instant: number): number {
  return round(shareOf(scale, instant))
}

/** In percent, unrounded. By time, not by slots: the last slot of a part may be a short one. */
function shareOf({ parts }: Scale, instant: number): number {
  let all = 0
  let before = 0
  for (const { start, end } of parts) {
    all += end - start
    before += Math.min(end, Math.max(start, instant)) - start
  }
  return (before / all) * 100
}

/** Four decimals are a hundredth of a pixel on a wall of screens, and equal layouts stay equal. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
