import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** Heads that somebody counted: of one dated reservation, of a programme as a whole, or of one space on a day. */
export interface NewHeadCount {
  readonly id: string
  readonly reservationId?: string | null
  readonly programmeId?: string | null
  readonly spaceId?: string | null
  /** A visit elsewhere. */
  readonly visitId?: string | null
  /** The day in the facility's zone. */
  readonly countedOn: LocalDate
  /** People who were there. */
  readonly onSite: number
  /** People who followed a stream. */
  readonly online: number
  readonly note?: string
  readonly countedBy: string | null
  readonly countedAt: number
}

export interface HeadCountRecord {
  readonly id: string
  readonly reservationId: string | null
  readonly programmeId: string | null
  readonly spaceId: string | null
  readonly countedOn: LocalDate
  readonly onSite: number
  readonly online: number
  readonly note: string
  readonly countedBy: string | null
  readonly countedAt: number
}

/** Writes one count. Counts add up: +1 and +5 at a door are two rows. */
export async function insertHeadCount(db: Queryable, facilityId: string, count: NewHeadCount): Promise<void> {
  const { id, reservationId = null, programmeId = null, spaceId = null, visitId = null } = count
  const { countedOn, onSite, online, note = '' } = count
  await db.query({
    name: 'insert-head-count',
    text: `
      insert into head_counts (facility_id, count_id, reservation_id, programme_id, space_id, counted_on, on_site, online, note,
        counted_by, counted_at, visit_id)
      values ($1, $2, $3, $4, $5, $6::date, $7, $8, $9, $10, to_timestamp($11 / 1000.0), $12)`,
    values: [
      ...[facilityId, id, reservationId, programmeId, spaceId, countedOn, onSite, online, note],
      ...[count.countedBy, count.countedAt, visitId],
    ],
  })
}

/**
 * Takes a count back; it stays on record and counts no more.
 *
 * @returns false when there is none, or it was taken back before
 */
export async function withdrawHeadCount(db: Queryable, facilityId: string, id: string, at: number): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      update head_counts set withdrawn_at = to_timestamp($3 / 1000.0)
      where facility_id = $1 and count_id = $2 and withdrawn_at is null`,
    values: [facilityId, id, at],
  })
  return rowCount === 1
}

/** What counts to list; the newest first. */
export interface HeadCountFilter {
  readonly reservationId?: string
  readonly programmeId?: string
  readonly spaceId?: string
  readonly countedOn?: LocalDate
}

/** Counts that stand, newest first; at most 500. */
export async function listHeadCounts(
  db: Queryable,
  facilityId: string,
  { reservationId, programmeId, spaceId, countedOn }: HeadCountFilter,
): Promise<readonly HeadCountRecord[]> {
  const { rows } = await db.query<HeadCountRecord>({
    text: `
      select count_id as id, reservation_id as "reservationId", programme_id as "programmeId", space_id as "spaceId",
        counted_on as "countedOn", on_site as "onSite", online, note, counted_by as "countedBy",
        (extract(epoch from counted_at) * 1000)::bigint as "countedAt"
      from head_counts
      where facility_id = $1 and withdrawn_at is null and ($2::uuid is null or reservation_id = $2)
        and ($3::uuid is null or programme_id = $3) and ($4::uuid is null or space_id = $4) and ($5::date is null or counted_on = $5)
      order by counted_at desc, count_id desc limit 500`,
    values: [facilityId, reservationId ?? null, programmeId ?? null, spaceId ?? null, countedOn ?? null],
  })
  return rows
}
