import { dayTypeOf, type DayTypes } from './day-type.ts'
import { addDays, dayOf, localDateOf } from './wall.ts'

/**
 * When a promise of "within n workdays" has run out: at the end of the n-th workday after the day of `since`. Weekend days that are worked to make
 * up for a holiday count, legal holidays do not.
 *
 * @returns an instant in epoch milliseconds
 */
export function endOfWorkday(since: number, workdays: number, dayTypes: DayTypes, zone: string): number {
  let date = localDateOf(since, zone)
  for (let left = workdays; left > 0;) {
    date = addDays(date, 1)
    const { kind } = dayTypeOf(date, dayTypes)
    if (kind === 'workday' || kind === 'make-up-workday') left -= 1
  }
  return dayOf(date, zone).end
}
