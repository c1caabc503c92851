import type { Interval } from '@gongyue/shared/time/interval.ts'
import { minuteOfDayAt } from '@gongyue/shared/time/wall.ts'

/** `18:30` on the facility's clock. */
export function clockAt(instant: number, zone: string): string {
  const minute = minuteOfDayAt(instant, zone)
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** `18:30:05` on the facility's clock. */
export function clockWithSeconds(instant: number, zone: string): string {
  return `${clockAt(instant, zone)}:${two(Math.floor(instant / 1000) % 60)}`
}

/** `18:30–20:00`; an end at midnight is told as 24:00, as people say it. */
export function clockSpanOf({ start, end }: Interval, zone: string): string {
  const close = clockAt(end, zone)
  return `${clockAt(start, zone)}–${close === '00:00' && end > start ? '24:00' : close}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
