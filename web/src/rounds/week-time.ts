import type { WeeklyPlaceWire, WeekSpanWire } from '@gongyue/shared/api/rounds.ts'
import { spaceName } from '../app/spaces.ts'
import { weekdayWord } from '../rules/weekdays.ts'

/** `19:30` of the minutes of a day; the end of the day is `24:00`. */
export function clockAt(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0')
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`
}

/** `周三 19:30–21:00`. */
export function weekSpanWords({ weekday, from, until }: WeekSpanWire): string {
  return `${weekdayWord(weekday)} ${clockAt(from)}–${clockAt(until)}`
}

/** `周三 19:30–21:00 书法教室`. */
export function placeWords(place: WeeklyPlaceWire): string {
  return `${weekSpanWords(place)} ${spaceName(place.spaceId)}`.trim()
}

/** Minutes of a day from what a field of time shows; null for nothing. */
export function minutesOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(clock) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}
