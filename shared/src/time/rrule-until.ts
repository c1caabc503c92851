import { addDays, instantAt, isLocalDate, localDateOf, minuteOfDayAt, parseInstant, type LocalDate } from './wall.ts'

/**
 * The last local day on which a session that begins at `minute` begins by `UNTIL`: a day, a local moment, or one in UTC, as calendars mix them.
 *
 * @returns null when the text is none of them
 */
export function untilOf(text: string, minute: number, zone: string): LocalDate | null {
  const [, year = '', month = '', day = '', hours, minutes, seconds, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  if (!isLocalDate(date)) return null
  if (hours === undefined) return date
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  if (utc !== 'Z') return Number(hours) * 60 + Number(minutes) >= minute ? date : addDays(date, -1)
  const last = parseInstant(`${date}T${hours}:${minutes}:${seconds}Z`)
  if (last === null) return null
  const local = localDateOf(last, zone)
  return minuteOfDayAt(last, zone) >= minute || instantAt(local, minute, zone) <= last ? local : addDays(local, -1)
}
