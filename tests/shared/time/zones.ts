import { DateTime } from 'luxon'

/**
 * Zones with a trick each: none; an hour in spring and autumn; forty-five minutes off the grid and southern; half an hour; a clock put
 * back for Ramadan; midnight itself skipped, shown twice, or put back across.
 */
export const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Atlantic/Azores',
] as const

/** What a zone's clock shows, by luxon: the oracle. */
export function shownBy(zone: string, instant: number): string {
  return DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")
}

/** Every instant between two years at which a zone's clock is moved, found by luxon's offsets alone. */
export function clockChanges(zone: string, firstYear: number, lastYear: number): readonly number[] {
  const found: number[] = []
  const last = Date.UTC(lastYear + 1, 0, 1)
  const offset = (instant: number) => DateTime.fromMillis(instant, { zone }).offset
  for (let week = Date.UTC(firstYear, 0, 1); week < last; week += WEEK) {
    if (offset(week) === offset(week + WEEK)) continue
    for (let at = week + QUARTER; at <= week + WEEK; at += QUARTER)
      if (offset(at) !== offset(at - QUARTER)) found.push(at)
  }
  return found
}

const QUARTER = 900_000
/** No clock is moved twice within one. */
const WEEK = 604_800_000
