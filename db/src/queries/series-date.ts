/** A column in epoch milliseconds. */
export function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}

/**
 * What became of a date, in SQL over `d` (its row), `l` (its line) and `r` (its reservation): said once, read everywhere. A booked date is
 * whatever its reservation is; only why it was lost stands in its own row.
 */
export const STATE_OF_DATE = `
  case
    when l.state = 'pending' then 'waiting'
    when l.state = 'accepted' and r.state <> 'cancelled' then 'booked'
    when d.lost in ('closure', 'priority') then 'bumped'
    when d.lost = 'given-back' then 'cancelled'
    when d.line_id is null or l.state = 'declined' then 'skipped'
    else 'cancelled'
  end`

/**
 * What the lines and reservations of a series amount to, counting up with everything that becomes of them: whoever changes one date by another
 * door has changed the version of the series.
 */
export const VERSION_OF_DATES = `
  coalesce(sum(coalesce(r.version, 0) + case when l.state <> 'pending' then 1 else 0 end), 0)`

/** The fields of a `SeriesDateRecord`. */
export const DATE_COLUMNS = `
  d.key, coalesce(r.space_id, l.space_id, d.space_id) as "spaceId",
  ${ms('coalesce(r.starts_at, l.starts_at, d.starts_at)')} as start, ${ms('coalesce(r.ends_at, l.ends_at, d.ends_at)')} as "end",
  d.space_id as "plannedSpaceId", ${ms('d.starts_at')} as "plannedStart", ${ms('d.ends_at')} as "plannedEnd",
  ${STATE_OF_DATE} as state, d.announced, d.moved_from as "movedFrom", d.lost, d.lost_name as "lostName",
  ${ms('d.lost_at')} as "lostAt", d.violations,
  d.line_id as "lineId", r.reservation_id as "reservationId", r.version as "reservationVersion"`
