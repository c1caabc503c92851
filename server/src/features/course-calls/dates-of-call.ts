import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { expand, type Rule } from '@gongyue/shared/time/recurrence.ts'
import { addDays, weekdayOf, type Weekday } from '@gongyue/shared/time/wall.ts'
import type { CallRow, CallSlot } from '@gongyue/db/queries/course-calls.ts'

/** The rule of a course at one of its times: weekly, as many sessions as it has, holidays left out and added at the end. */
export function ruleOfSlot({ fromDate, minutes, sessions }: CallRow, { weekday, from }: CallSlot): Rule {
  const clock = `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`
  return {
    from: addDays(fromDate, (weekday - weekdayOf(fromDate) + 7) % 7),
    time: clock,
    durationMinutes: minutes,
    // the contract holds it between 1 and 7
    pattern: { kind: 'weekly', every: 1, weekdays: [weekday as Weekday] },
    ends: { kind: 'count', sessions },
    onHolidays: 'add-at-end',
    moveToMakeUpDay: false,
    except: [],
  }
}

/** When the sessions would be, for each of the course's times. */
export function datesOfCall(call: CallRow, { dayTypes, timeZone }: Facts): readonly (readonly Interval[])[] {
  return call.slots.map((slot) => {
    const expansion = expand(ruleOfSlot(call, slot), dayTypes, timeZone)
    if (expansion.kind !== 'dates') return []
    return expansion.dates.filter(({ skipped }) => skipped === null).map(({ start, end }) => ({ start, end }))
  })
}
