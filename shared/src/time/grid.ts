import { MINUTE } from './interval.ts'
import { dayOf, instantAt, localDateOf, minuteOfDayAt } from './wall.ts'

/** Minutes from the last grid line to an instant, lines counted from the facility's midnight. A stray second counts as a minute. */
export function minutesOffGrid(instant: number, gridMinutes: number, zone: string): number {
  const stray = instant % MINUTE === 0 ? 0 : 1
  return (minuteOfDayAt(instant, zone) % gridMinutes) + stray
}

/** The first grid line at or after an instant; midnight is one. */
export function gridLineFrom(instant: number, gridMinutes: number, zone: string): number {
  if (minutesOffGrid(instant, gridMinutes, zone) === 0) return instant
  const date = localDateOf(instant, zone)
  const passed = Math.floor(minuteOfDayAt(instant, zone) / gridMinutes)
  for (let minute = (passed + 1) * gridMinutes; minute < 1440; minute += gridMinutes) {
    const line = instantAt(date, minute, zone)
    if (line >= instant) return line // in an hour shown twice the line of the first has passed
  }
  return dayOf(date, zone).end
}

/** The last grid line at or before an instant. */
export function gridLineUntil(instant: number, gridMinutes: number, zone: string): number {
  const minute = minuteOfDayAt(instant, zone)
  const line = instantAt(localDateOf(instant, zone), minute - (minute % gridMinutes), zone)
  return Math.min(line, instant)
}
