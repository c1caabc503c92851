import type { Closure } from '@gongyue/shared/domain/facts.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { nextWeekday, startOf } from './days.ts'
import { idOf } from './dice.ts'
import { spaceOf } from './house.ts'

export interface SampleClosure extends Closure {
  /** What was placed before did not know of it. */
  readonly declaredAt: number
  /** Declared when all was booked already: what it hits still waits for somebody to mend it. */
  readonly late: boolean
}

/** The first day on which the theatre will be shut; a Monday. */
export function theatreShutFrom(today: LocalDate): LocalDate {
  return nextWeekday(addDays(today, 14), 1)
}

/** One closure that is over, one to come that has caught a request, and one that was declared last evening and hits classes. */
export function sampleClosures(today: LocalDate): readonly SampleClosure[] {
  return [
    closure('gym', addDays(today, -20), addDays(today, -30), '健身馆器械年度检修'),
    closure('theatre', theatreShutFrom(today), addDays(today, -2), '舞台吊杆和灯光设备检修'),
    {
      ...closure('classroom-203', nextWeekday(addDays(today, 5), 1), today, '电路改造'),
      declaredAt: startOf(today) - 180 * MINUTE,
      late: true,
    },
  ]
}

/** Three whole days. */
function closure(code: string, first: LocalDate, declared: LocalDate, reason: string): SampleClosure {
  const declaredAt = startOf(declared) + 10 * 60 * MINUTE
  return {
    id: idOf(`closure ${code} ${first}`, declaredAt),
    spaceId: spaceOf(code).id,
    during: { start: startOf(first), end: startOf(addDays(first, 3)) },
    reason,
    declaredAt,
    late: false,
  }
}
