import type { Deed, Judged, Standing } from './attend.ts'
import { attendedOf } from './write-deed.ts'

/** Nobody came, and the desk says so before the clock does; never before it has begun. */
export function judgeAbsence({ record, facts }: Standing): Judged {
  if (record.state === 'cancelled') return { kind: 'no', problem: 'reservation-cancelled' }
  if (record.checkedInAt !== null) return { kind: 'no', problem: 'already-checked-in' }
  if (record.state === 'no-show') return { kind: 'no', problem: 'freed-as-no-show' }
  if (facts.now < record.start) return { kind: 'no', problem: 'not-begun' }
  const deed: Deed = {
    action: 'no-show',
    to: { ...attendedOf(record), state: 'no-show' },
    claims: [{ kind: 'cut', at: facts.now }],
    point: 'give',
  }
  return { kind: 'deed', deed }
}

/** The no-show was an error. Their time comes back only when it is asked for and nobody has it. */
export function judgeAppeal(standing: Standing, reason: string, restore: boolean): Judged {
  const { record, inside, facts } = standing
  if (record.state !== 'no-show') return { kind: 'no', problem: 'not-a-no-show' }
  const over = facts.now >= record.end
  if (restore && over) return { kind: 'no', problem: 'reservation-over' }
  if (restore && inside !== null) return { kind: 'no', problem: 'no-longer-free' }
  // Without its time back it stays freed, but it is a no-show of nobody's fault: its point is gone.
  if (!restore && record.points === 0) return { kind: 'no', problem: 'not-a-no-show' }
  const deed: Deed = {
    action: 'appeal',
    to: { ...attendedOf(record), state: restore ? 'confirmed' : 'no-show' },
    claims: restore ? [{ kind: 'take', from: facts.now, until: record.heldUntil }] : [],
    point: 'lift',
    reason,
  }
  return { kind: 'deed', deed }
}
