import type { FastifyInstance } from 'fastify'
import type { changeReservation } from '@gongyue/shared/api/reservations.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { readStanding } from '@gongyue/db/queries/standing.ts'
import type { Change } from '../acts/change.ts'

/**
 * The change that a form means: what it leaves out stays. One who names no version takes the reservation as it stands now.
 *
 * @returns null when there is no such reservation
 */
export async function changeAsked(
  app: FastifyInstance,
  facilityId: string,
  id: string,
  { start, end, spaceId, headcount }: BodyOf<typeof changeReservation>,
  version: number | null,
): Promise<Change | null> {
  const [now] = await readStanding(app.pg.pool, facilityId, [id])
  if (!now) return null
  return {
    kind: 'move',
    reservationId: id,
    version: version ?? now.version,
    spaceId: spaceId ?? now.spaceId,
    start: start === undefined ? now.start : (parseInstant(start) ?? Number.NaN),
    end: end === undefined ? now.end : (parseInstant(end) ?? Number.NaN),
    headcount: headcount ?? null,
  }
}
