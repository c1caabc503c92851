import type { FastifyInstance } from 'fastify'
import type { changeReservation } from '@gongyue/shared/api/reservations.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { readSeries, seriesOfReservation } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import type { EditSeries } from '../series/edit.ts'
import { seriesWire } from '../series/wire.ts'

/** The form of a booking whose change is meant for more of its series. */
export interface WiderForm extends BodyOf<typeof changeReservation> {
  readonly scope: 'following' | 'all'
}

/**
 * The edit of a series that a form means by one of its bookings. The series is taken as it stands now, so that whatever changes in between is told;
 * whoever names a version of the booking that is not that of now is late.
 */
export async function editAsked(
  app: FastifyInstance,
  who: Who,
  reservationId: string,
  { scope, start, end, spaceId, headcount, reason, waivers }: WiderForm,
  version: number | null,
): Promise<Omit<EditSeries, 'keyed' | 'dryRun'>> {
  const { pool } = app.pg
  const at = await seriesOfReservation(pool, who.facilityId, reservationId)
  if (!at) throw malformed([{ pointer: '/scope', key: 'one-of', params: { allowed: 'this' } }])
  // what stands against a rule is set aside for one booking at a time
  if (waivers !== undefined && waivers.length > 0)
    throw malformed([{ pointer: '/waivers', key: 'unknown-field', params: {} }])
  const series = await readSeries(pool, who.facilityId, at.seriesId)
  if (!series) throw new HttpProblem('not-found')
  const date = series.dates.find(({ key }) => key === at.key)
  if (version !== null && date?.reservationVersion !== version)
    throw new HttpProblem('stale', { current: seriesWire(series, who.timeZone) })
  return {
    who,
    seriesId: at.seriesId,
    scope,
    key: at.key,
    changes: {
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(spaceId !== undefined && { spaceId }),
      ...(headcount !== undefined && { headcount }),
    },
    onConflict: 'refuse',
    reason: reason?.trim() || null,
    version: series.version,
  }
}
