import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { CheckedDate } from '@gongyue/shared/scheduling/check-series.ts'
import type { PlannedDate } from '@gongyue/shared/time/recurrence.ts'
import {
  deleteDates,
  handOverDates,
  updateDates,
  updateSeries,
  type DateEdit,
} from '@gongyue/db/queries/edit-series.ts'
import { insertSeries, insertSeriesDates, type NewSeriesDate } from '@gongyue/db/queries/place-series.ts'
import type { SeriesDateRecord } from '@gongyue/db/queries/series.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Editing } from './change-standing.ts'
import type { DiffEntry } from './edit.ts'
import { newSeriesDate } from './stored-dates.ts'

/** What is written of an edit once its bookings stand. */
interface Written extends Editing {
  readonly diff: readonly DiffEntry[]
  readonly added: ReadonlyMap<string, CheckedDate>
  readonly facts: Facts
}

/**
 * Brings the rows of a series in line with its new rule; with `following` its later part becomes a series of its own, linked to it.
 *
 * @returns the series that the edit was for
 */
export async function writeEdit(app: FastifyInstance, tx: Tx, written: Written): Promise<string> {
  const { client } = tx
  const { series, plan, request, facts, targetId } = written
  const { facilityId } = request.who
  const { title, headcount, rule, remainder } = plan
  const spaceId = plan.spaceId ?? series.spaceId
  // larger than every version that was told of it
  const version = series.version + 1
  const { orderId, partyId, onConflict } = series
  if (request.scope === 'this') {
    await updateSeries(client, facilityId, { ...series, seriesId: series.id, version })
    return series.id
  }
  if (remainder !== null && request.key !== null) {
    await insertSeries(client, {
      ...{ facilityId, seriesId: targetId, orderId, partyId, title, spaceId, headcount, rule, onConflict },
      splitFrom: series.id,
      createdAt: facts.now,
      dates: [],
      audit: { id: app.newId(), userId: request.who.userId },
    })
    await handOverDates(client, facilityId, series.id, targetId, request.key)
    await updateSeries(client, facilityId, { ...series, seriesId: series.id, rule: remainder, state: 'split', version })
  }
  const state = targetId === series.id ? series.state : 'standing'
  await updateSeries(client, facilityId, { seriesId: targetId, title, spaceId, headcount, rule, state, version })
  const { gone, changed, fresh } = rowsOf(written)
  await deleteDates(client, facilityId, targetId, gone)
  await updateDates(client, facilityId, targetId, changed)
  await insertSeriesDates(client, facilityId, targetId, fresh)
  return targetId
}

interface Rows {
  readonly gone: readonly string[]
  readonly changed: readonly DateEdit[]
  readonly fresh: readonly NewSeriesDate[]
}

function rowsOf(written: Written): Rows {
  const { diff, plan, series } = written
  const gone: string[] = []
  const changed: DateEdit[] = []
  const fresh: NewSeriesDate[] = []
  const stored = new Map(series.dates.map((date) => [date.key, date]))
  const keep = (key: string, after: PlannedDate | undefined) => {
    const row = stored.get(key)
    if (row && after) changed.push({ ...planOf(after, row, written), key, newKey: after.key, ...standingOf(row) })
  }
  for (const { change } of diff)
    if (change.kind === 'new') {
      const row = dateRow(change.after, written)
      if (stored.has(row.key)) changed.push({ ...row, newKey: row.key })
      else fresh.push(row)
    } else if (change.kind === 'lost') {
      if (change.after === null) gone.push(change.before.key)
      else changed.push({ ...dateRow(change.after, written), key: change.before.key, newKey: change.after.key })
    } else if (change.kind === 'exception-kept') keep(change.before.key, plan.planned.get(change.before.key))
    else if ('after' in change) {
      const row = stored.get(change.before.key)
      const isLive = row?.state === 'booked' || row?.state === 'waiting'
      if (isLive || change.kind === 'moved') keep(change.before.key, change.after)
      else changed.push({ ...dateRow(change.after, written), key: change.before.key, newKey: change.after.key })
    }
  return { gone, changed, fresh }
}

/** The row of a day that has no booking from before: new, or lost to a holiday. */
function dateRow(after: PlannedDate, { added, facts, plan, series }: Written): NewSeriesDate {
  const space = facts.spaces.get(plan.spaceId ?? series.spaceId)
  if (!space) throw new Error(`series ${series.id} has no space`)
  return newSeriesDate(after, space, { checked: added, facts }, facts.timeZone)
}

/** Where the rule puts a date that has a booking; without a new room it is meant for the one it was meant for. */
function planOf(after: PlannedDate, row: SeriesDateRecord, { plan, facts }: Written) {
  const space = facts.spaces.get(plan.spaceId ?? row.plannedSpaceId)
  const during = { start: after.start, end: after.end }
  const held = space ? heldBy(space, during) : during
  return {
    spaceId: plan.spaceId ?? row.plannedSpaceId,
    ...during,
    heldFrom: held.start,
    heldUntil: held.end,
    announced: after.announced,
    movedFrom: after.date === after.key ? null : after.key,
  }
}

/** What became of it is not touched. */
function standingOf({ lineId, lost, lostName, lostAt, violations }: SeriesDateRecord) {
  return { lineId, lost, lostName, lostAt, violations }
}
