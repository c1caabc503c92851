import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { Deed, Judged, Standing } from './attend.ts'
import { attendedOf } from './write-deed.ts'

/** Who comes to the door, and how. */
export interface Arrival {
  readonly present: number | null
  /** When it really happened, in epoch milliseconds; later than now is now. */
  readonly at: number
  readonly letInEarly: boolean
  readonly restore: boolean
  /** The door at which they stand, where the desk said so. */
  readonly here: string | null
  readonly by: string
}

/** Whether they may come in, by what stands now. What happened while the network was away is judged by its own hour. */
export function judgeArrival(standing: Standing, arrival: Arrival): Judged {
  const { record, facts } = standing
  const { now, timeZone } = facts
  if (isElsewhere(standing, arrival.here))
    return { kind: 'no', problem: 'wrong-room', params: { here: facts.spaces.get(arrival.here ?? '')?.name ?? '' } }
  if (record.state === 'cancelled') return { kind: 'no', problem: 'reservation-cancelled' }
  if (record.checkedInAt !== null) return { kind: 'no', problem: 'already-checked-in' }
  const otherDay = record.day !== localDateOf(now, timeZone)
  if (arrival.at >= record.end) return { kind: 'no', problem: otherDay ? 'wrong-day' : 'reservation-over' }
  if (record.state === 'no-show') return judgeLate(standing, arrival)
  return judgeTime(standing, arrival, otherDay)
}

/** Their time was given to others: taken up again when asked for, or when they had been there in time after all. */
function judgeLate(standing: Standing, arrival: Arrival): Judged {
  const { record, inside, attendance, facts } = standing
  const inTime = arrival.at <= record.start + (attendance.noShowMinutes ?? Number.POSITIVE_INFINITY) * MINUTE
  const point = inTime ? ({ point: 'lift', reason: 'was there in time' } as const) : {}
  if (facts.now >= record.end)
    // They came, used it and are gone; only the record was late.
    return inTime ? deedOf(standing, arrival, point) : { kind: 'no', problem: 'reservation-over' }
  if (!inTime && !arrival.restore) return { kind: 'no', problem: 'freed-as-no-show' }
  if (inside !== null) return { kind: 'no', problem: 'no-longer-free' }
  return deedOf(standing, arrival, {
    ...point,
    claims: [{ kind: 'take', from: Math.max(facts.now, record.heldFrom), until: record.heldUntil }],
  })
}

function judgeTime(standing: Standing, arrival: Arrival, otherDay: boolean): Judged {
  const { record, inside, attendance, facts } = standing
  if (arrival.at >= record.start - attendance.earlyMinutes * MINUTE) return deedOf(standing, arrival, {})
  if (otherDay) return { kind: 'no', problem: 'wrong-day' }
  if (!arrival.letInEarly || inside !== null) return { kind: 'no', problem: 'too-early' }
  const heldFrom = Math.min(facts.now, record.heldFrom)
  return deedOf(standing, arrival, { claims: [{ kind: 'take', from: heldFrom, until: record.heldFrom }] }, { heldFrom })
}

function deedOf(
  { record, facts }: Standing,
  { present, at, by }: Arrival,
  rest: Partial<Deed>,
  to: Partial<Deed['to']> = {},
): Judged {
  return {
    kind: 'deed',
    deed: {
      action: 'check-in',
      to: {
        ...attendedOf(record),
        state: facts.now >= record.end ? 'ended' : 'in-use',
        checkedInAt: at,
        checkedInBy: by,
        present,
        ...to,
      },
      ...rest,
    },
  }
}

/** The door of a hall is the door of its tables. */
function isElsewhere({ record, facts }: Standing, here: string | null): boolean {
  if (here === null || here === record.spaceId) return false
  const theirs = new Set(facts.spaces.get(record.spaceId)?.atomIds)
  return facts.spaces.get(here)?.atomIds.some((atom) => theirs.has(atom)) !== true
}
