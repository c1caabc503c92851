import type { Queryable } from '../pool.ts'

/** One more date of an order: as the reservation it stands in for, at another time. Instants are epoch milliseconds. */
export interface AddedDate {
  readonly sourceId: string
  readonly lineId: string
  readonly reservationId: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly day: string
  readonly code: string
}

/**
 * Writes lines and reservations like those they stand in for: the same order, party, series, class and people. Their claims are the caller's, see
 * claims.ts, and so is the order's state.
 *
 * @throws DatabaseError that errors.ts calls `already-there` of a reservation's `code`, when it was drawn already that day
 */
export async function insertDates(
  db: Queryable,
  facilityId: string,
  dates: readonly AddedDate[],
  by: string,
  now: number,
): Promise<void> {
  await db.query({
    text: `
      with a as (
        select d.*, r.order_id, r.party_id, r.person_id, r.title, r.headcount, r.series_id, to_timestamp(d.start / 1000.0) as starts_at,
          to_timestamp(d."end" / 1000.0) as ends_at, to_timestamp(d."heldFrom" / 1000.0) as held_from,
          to_timestamp(d."heldUntil" / 1000.0) as held_until, row_number() over (partition by r.order_id order by d.start) as nth
        from jsonb_to_recordset($2::jsonb) as d ("sourceId" uuid, "lineId" uuid, "reservationId" uuid, "spaceId" uuid, start float8,
          "end" float8, "heldFrom" float8, "heldUntil" float8, day date, code text)
        join reservations r on r.facility_id = $1 and r.reservation_id = d."sourceId"
      ), lined as (
        insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until,
          party_id, person_id, state, decided_by, decided_at)
        select $1, a.order_id, a."lineId",
          nth + (select max(l.position) from order_lines l where l.facility_id = $1 and l.order_id = a.order_id), 'space', a."spaceId",
          a.starts_at, a.ends_at, a.held_from, a.held_until, a.party_id, a.person_id, 'accepted', $3, $4
        from a
      ), reserved as (
        insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title, headcount,
          starts_at, ends_at, held_from, held_until, day, code, state, created_at, series_id)
        select $1, "reservationId", order_id, "lineId", "spaceId", party_id, person_id, title, headcount, starts_at, ends_at,
          held_from, held_until, day, code, 'confirmed', $4, series_id
        from a
      ), peopled as (
        insert into reservation_people (facility_id, reservation_id, person_id)
        select $1, a."reservationId", rp.person_id from a
        join reservation_people rp on rp.facility_id = $1 and rp.reservation_id = a."sourceId"
      )
      insert into programme_sessions (facility_id, programme_id, reservation_id, makes_up_for)
      select $1, ps.programme_id, a."reservationId", a."sourceId" from a
      join programme_sessions ps on ps.facility_id = $1 and ps.reservation_id = a."sourceId"`,
    values: [facilityId, JSON.stringify(dates), by, new Date(now)],
  })
}
