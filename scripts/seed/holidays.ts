import type { DayTypes, SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'

/** A year's official notice. */
export interface HolidayNotice {
  readonly year: number
  readonly source: string
  readonly announcedOn: LocalDate
  readonly days: readonly SpecialDay[]
}

/**
 * 国务院办公厅关于2026年部分节假日安排的通知. No other year is in the sample: the notice for 2027 is "未公布",
 * and a booking that reaches into it must say so.
 */
export const NOTICE_2026: HolidayNotice = {
  year: 2026,
  source: '国办发明电〔2025〕7号',
  announcedOn: '2025-11-04',
  days: [
    ...holiday('元旦', '2026-01-01', 3, ['2026-01-04']),
    ...holiday('春节', '2026-02-15', 9, ['2026-02-14', '2026-02-28']),
    ...holiday('清明节', '2026-04-04', 3, []),
    ...holiday('劳动节', '2026-05-01', 5, ['2026-05-09']),
    ...holiday('端午节', '2026-06-19', 3, []),
    ...holiday('中秋节', '2026-09-25', 3, []),
    ...holiday('国庆节', '2026-10-01', 7, ['2026-09-20', '2026-10-10']),
  ],
}

/** What kind of day each day is, as far as it is announced. */
export const DAY_TYPES: DayTypes = {
  years: new Set([NOTICE_2026.year]),
  special: new Map(NOTICE_2026.days.map((day) => [day.date, day])),
}

function holiday(
  name: string,
  first: LocalDate,
  length: number,
  workedFor: readonly LocalDate[],
): readonly SpecialDay[] {
  return [
    ...Array.from({ length }, (_, index) => ({ date: addDays(first, index), kind: 'legal-holiday' as const, name })),
    ...workedFor.map((date) => ({ date, kind: 'make-up-workday' as const, name: `${name}调休` })),
  ]
}
