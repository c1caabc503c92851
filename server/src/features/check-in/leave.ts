import { gridLineFrom } from '@gongyue/shared/time/grid.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import type { ClaimStep, Deed, Judged, Standing } from './attend.ts'
import { attendedOf } from './write-deed.ts'

/** They have left at a moment. */
export function judgeLeaving(standing: Standing, at: number): Judged {
  const { record, attendance } = standing
  if (record.state !== 'in-use') return { kind: 'no', problem: refusalFor(standing) }
  const shortened = attendance.checkOutFreesRest ? shortenedTo(standing, at) : null
  return {
    kind: 'deed',
    deed: {
      action: 'check-out',
      to: { ...attendedOf(record), ...shortened?.to, state: 'ended', checkedOutAt: at },
      ...(shortened && { claims: shortened.claims }),
    },
  }
}

/** They need it until a moment only; until then it goes on. */
export function judgeRelease(standing: Standing, from: number): Judged {
  const { record, facts } = standing
  if (record.state !== 'in-use' && record.state !== 'confirmed') return { kind: 'no', problem: refusalFor(standing) }
  if (facts.now >= record.end) return { kind: 'no', problem: 'reservation-over' }
  if (record.state === 'confirmed' && facts.now < record.start) return { kind: 'no', problem: 'not-begun' }
  const shortened = shortenedTo(standing, Math.max(from, facts.now))
  if (!shortened) return { kind: 'no', problem: 'reservation-over' }
  return {
    kind: 'deed',
    deed: { action: 'release', to: { ...attendedOf(record), ...shortened.to }, claims: shortened.claims },
  }
}

/** The end at the next line of the grid, with the strike behind it; null when there is nothing left to free. */
function shortenedTo(
  { record, facts }: Standing,
  at: number,
): { readonly to: Partial<Deed['to']>; readonly claims: readonly ClaimStep[] } | null {
  const grid = facts.spaces.get(record.spaceId)?.gridMinutes ?? 15
  const line = gridLineFrom(at, grid, facts.timeZone)
  // Something must be left of it, also of one whose people left before it began.
  const end = line > record.start ? line : record.start + grid * MINUTE
  if (end >= record.end) return null
  const heldUntil = end + (record.heldUntil - record.end)
  return {
    to: { end, heldUntil, bookedUntil: record.bookedUntil ?? record.end },
    claims: [{ kind: 'cut', at: heldUntil }],
  }
}

function refusalFor({ record }: Standing) {
  if (record.state === 'cancelled') return 'reservation-cancelled'
  if (record.state === 'no-show') return 'freed-as-no-show'
  return record.state === 'ended' ? 'reservation-over' : 'not-checked-in'
}
