import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import { liftPoint, reinstatePoint } from '@gongyue/db/queries/no-shows.ts'
import type { Queryable } from '@gongyue/db/pool.ts'

/** What happens to the point of a no-show that was noted before. */
export type PointStep = 'lift' | 'reinstate'

/**
 * What becomes of the point when a reservation is taken up again, or falls back: whoever gets their time back from the desk, by an appeal or by
 * an act, was no no-show; taking that back makes it one again.
 */
export function pointStepOf(before: ReservationState, after: ReservationState): PointStep | null {
  if ((before === 'no-show') === (after === 'no-show')) return null
  return before === 'no-show' ? 'lift' : 'reinstate'
}

export async function writePoint(
  db: Queryable,
  step: PointStep,
  point: {
    readonly facilityId: string
    readonly reservationId: string
    readonly at: number
    readonly by: string
    readonly reason: string
  },
): Promise<void> {
  const { facilityId, reservationId, at, by, reason } = point
  if (step === 'lift') await liftPoint(db, facilityId, reservationId, { at, by, reason })
  else await reinstatePoint(db, facilityId, reservationId)
}
