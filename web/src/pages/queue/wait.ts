import { durationText } from '@gongyue/shared/i18n/say.ts'
import { locale } from '../../text/locale.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A wait in one unit: from two days on in days, from two hours on in hours. Nobody needs "3 days 4 h 12 min". */
export function waitText(ms: number): string {
  const unit = ms >= 2 * DAY ? DAY : ms >= 2 * HOUR ? HOUR : MINUTE
  return durationText((Math.floor(ms / unit) * unit) / MINUTE, locale.value)
}
