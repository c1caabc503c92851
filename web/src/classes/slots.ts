import type { CallWire } from '@gongyue/shared/api/enrolments.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { clockAfter } from '../rules/words.ts'
import { weekdayWord } from '../rules/weekdays.ts'

/** A time to choose from, `周二 19:00–20:30`. */
export function slotWords({ weekday, from }: CallWire['slots'][number], minutes: number): string {
  const time = clockAfter('00:00', from).slice(0, 5)
  return `${weekdayWord(weekday as Weekday)} ${time}–${clockAfter(time, minutes).slice(0, 5)}` // the contract holds 1…7
}

/** How many are still needed before a course opens: so many must be able to come at one and the same time. */
export function missingOf({ bySlot, least }: Pick<CallWire, 'bySlot' | 'least'>): number {
  return Math.max(0, least - Math.max(0, ...bySlot))
}
