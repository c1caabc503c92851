import type { DayTypes, SpecialDay } from '@gongyue/shared/time/day-type.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'

/** A place without holidays and without notices to wait for. */
export const NO_NOTICES: DayTypes = { years: new Set(), special: new Map() }

/** National Day of 2026 as the notice of that year has it, the notice of 2027 still to come. */
export const NOTICE_2026: DayTypes = noticeOf(
  [2026],
  [
    ...['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'].map(
      (date) => ({ date, kind: 'legal-holiday', name: '国庆节' }) as const,
    ),
    { date: '2026-09-20', kind: 'make-up-workday', name: '国庆节' },
    { date: '2026-10-10', kind: 'make-up-workday', name: '国庆节' },
  ],
)

export function noticeOf(years: readonly number[], days: readonly SpecialDay[]): DayTypes {
  return { years: new Set(years), special: new Map(days.map((day) => [day.date, day])) }
}

/** Tuesdays at seven in the evening, but for what the test names. */
export function ruleWith(changes: Partial<Rule>): Rule {
  return {
    from: '2026-09-01',
    time: '19:00',
    durationMinutes: 90,
    pattern: { kind: 'weekly', every: 1, weekdays: [2] },
    ends: { kind: 'count', sessions: 8 },
    onHolidays: 'skip',
    moveToMakeUpDay: false,
    except: [],
    ...changes,
  }
}
