import type { SpanWire } from '@gongyue/shared/api/schemas.ts'
import { addDays, formatInstant, instantAt, weekdayOf, type LocalDate } from '@gongyue/shared/time/wall.ts'

/** How far to look. */
export const RANGES = ['today', 'tomorrow', 'week', 'fortnight', 'month'] as const
export type Range = (typeof RANGES)[number]

/** When in the day, or only on free days. */
export const PARTS = ['any', 'morning', 'afternoon', 'evening', 'weekend'] as const
export type Part = (typeof PARTS)[number]

const DAYS = {
  today: [0, 1],
  tomorrow: [1, 1],
  week: [0, 7],
  fortnight: [0, 14],
  month: [0, 31],
} as const satisfies Record<Range, readonly [from: number, count: number]>

/** In minutes of the day. */
const HOURS = {
  any: [6 * 60, 1440],
  morning: [6 * 60, 12 * 60],
  afternoon: [12 * 60, 18 * 60],
  evening: [18 * 60, 1440],
  weekend: [6 * 60, 1440],
} as const satisfies Record<Part, readonly [from: number, until: number]>

/** The windows to look in, in order of time; what has begun begins now, what is over is left out. */
export function windowsOf(
  range: Range,
  part: Part,
  { today, now, zone }: { readonly today: LocalDate; readonly now: number; readonly zone: string },
): readonly SpanWire[] {
  const [first, count] = DAYS[range]
  const [from, until] = HOURS[part]
  return Array.from({ length: count }, (_, index) => addDays(today, first + index)).flatMap((date) => {
    if (part === 'weekend' && weekdayOf(date) < 6) return []
    const start = Math.max(now, instantAt(date, from, zone))
    const end = until === 1440 ? instantAt(addDays(date, 1), 0, zone) : instantAt(date, until, zone)
    return start < end ? [{ start: formatInstant(start, zone), end: formatInstant(end, zone) }] : []
  })
}
