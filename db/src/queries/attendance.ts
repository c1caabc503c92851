import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A reservation as the door sees it. Instants are epoch milliseconds. */
export interface AttendanceRecord extends Attended {
  readonly id: string
  readonly orderId: string
  readonly reference: string
  readonly title: string
  readonly partyId: string
  readonly personId: string | null
  readonly partyName: string
  readonly placedByName: string
  readonly phone: string | null
  readonly spaceId: string
  readonly start: number
  readonly headcount: number
  readonly version: number
  readonly day: string
  readonly code: string
  readonly checkedInByName: string | null
  /** Of its no-show, as long as they count and were not lifted. */
  readonly points: number
}

/** What changes at the door. */
export interface Attended {
  readonly state: ReservationState
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly bookedUntil: number | null
  readonly present: number | null
  readonly checkedInAt: number | null
  readonly checkedInBy: string | null
  readonly checkedOutAt: number | null
}

/** Who holds an atom of a space in a span. */
export interface Occupant {
  readonly title: string
  readonly partyName: string
  readonly end: number
}

export async function readAttendance(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  now: number,
): Promise<AttendanceRecord | null> {
  const { rows } = await db.query<AttendanceRecord>({
    name: 'read-attendance',
    text: `${SELECT} and r.reservation_id = $3`,
    values: [facilityId, new Date(now), reservationId],
  })
  return rows[0] ?? null
}

/** Reservations under a door code on some days, the asked day first. */
export async function findByCode(
  db: Queryable,
  facilityId: string,
  code: string,
  days: readonly string[],
  now: number,
): Promise<readonly AttendanceRecord[]> {
  const { rows } = await db.query<AttendanceRecord>({
    name: 'find-by-code',
    text: `${SELECT} and r.code = $3 and r.day = any ($4::date[]) order by array_position($4::date[], r.day)`,
    values: [facilityId, new Date(now), code, days],
  })
  return rows
}

/** All of a day, by start. */
export async function listAttendance(
  db: Queryable,
  facilityId: string,
  day: string,
  within: Interval,
  now: number,
): Promise<readonly AttendanceRecord[]> {
  const { rows } = await db.query<AttendanceRecord>({
    name: 'list-attendance',
    text: `${SELECT} and r.day = $3 and r.held_from > $4::timestamptz - interval '2 days' and r.held_from < $5
      order by r.starts_at, r.reservation_id`,
    values: [facilityId, new Date(now), day, new Date(within.start), new Date(within.end)],
  })
  return rows
}

/** The one who leaves last of those who hold an atom of the reservation's space within a span; null when it is free for them. */
export async function findOccupant(
  db: Queryable,
  facilityId: string,
  { id, spaceId }: Pick<AttendanceRecord, 'id' | 'spaceId'>,
  within: Interval,
  now: number,
): Promise<Occupant | null> {
  if (within.start >= within.end) return null
  const { rows } = await db.query<Occupant>({
    name: 'find-occupant',
    text: `
      select coalesce(r.title, '') as title, coalesce(p.name, '') as "partyName", ${ms('coalesce(r.ends_at, c.held_until)')} as "end"
      from space_atoms sa
      join claims c on c.facility_id = sa.facility_id and c.atom_id = sa.atom_id and c.status <> 'released'
        and c.held && tstzrange($4, $5, '[)') and (c.expires_at is null or c.expires_at > $6)
        and c.reservation_id is distinct from $3::uuid
      left join reservations r on r.facility_id = c.facility_id and r.reservation_id = c.reservation_id
      left join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
      where sa.facility_id = $1 and sa.space_id = $2
      order by c.held_until desc limit 1`,
    values: [facilityId, spaceId, id, new Date(within.start), new Date(within.end), new Date(now)],
  })
  return rows[0] ?? null
}

/** The atoms that a reservation holds or held last; those of its space, when what it held was given back before it began. */
export async function atomsHeldBy(
  db: Queryable,
  facilityId: string,
  reservationId: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ atomId: string }>({
    name: 'atoms-held-by',
    text: `
      with held as (
        select distinct c.atom_id from claims c
        join reservations r on r.facility_id = c.facility_id and r.reservation_id = c.reservation_id
        where c.facility_id = $1 and c.reservation_id = $2 and c.space_id = r.space_id and c.status = 'confirmed'
      )
      select atom_id as "atomId" from held
      union all
      select sa.atom_id from reservations r
      join space_atoms sa on sa.facility_id = r.facility_id and sa.space_id = r.space_id
      where r.facility_id = $1 and r.reservation_id = $2 and not exists (select 1 from held)
      order by 1`,
    values: [facilityId, reservationId],
  })
  return rows.map(({ atomId }) => atomId)
}

/** Frees what a reservation held before a moment: the desk had let them in too early. */
export async function freeUntil(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  until: number,
): Promise<void> {
  await db.query({
    text: `update claims set status = 'released'
      where facility_id = $1 and reservation_id = $2 and status = 'confirmed' and held_until <= $3`,
    values: [facilityId, reservationId, new Date(until)],
  })
}

/** Writes how it stands now and counts the version up. */
export async function writeAttended(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  to: Attended,
): Promise<void> {
  await db.query({
    name: 'write-attended',
    text: `
      update reservations set state = $3, ends_at = $4, held_from = $5, held_until = $6, booked_until = $7, present = $8,
        checked_in_at = $9, checked_in_by = $10, checked_out_at = $11, version = version + 1
      where facility_id = $1 and reservation_id = $2`,
    values: [
      facilityId,
      reservationId,
      to.state,
      new Date(to.end),
      new Date(to.heldFrom),
      new Date(to.heldUntil),
      dateOf(to.bookedUntil),
      to.present,
      dateOf(to.checkedInAt),
      to.checkedInBy,
      dateOf(to.checkedOutAt),
    ],
  })
}

/** The last deed at the door that led to a version, as the audit trail keeps it. */
export async function readDeed(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  version: number,
): Promise<{
  readonly action: string
  readonly at: number
  readonly before: Attended
  readonly point: string | null
} | null> {
  const { rows } = await db.query<{ action: string; at: number; before: Attended; point: string | null }>({
    text: `
      select action, ${ms('at')} as at, data->'before' as before, data->>'point' as point from audit_events
      where facility_id = $1 and noun_id = $2 and noun = 'reservation' and (data->>'version')::int = $3 and data ? 'before'
      order by audit_id desc limit 1`,
    values: [facilityId, reservationId, version],
  })
  return rows[0] ?? null
}

function dateOf(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant)
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}

const SELECT = `
  select r.reservation_id as id, r.order_id as "orderId", o.reference, r.title, r.party_id as "partyId", r.person_id as "personId",
    p.name as "partyName", u.display_name as "placedByName", coalesce(u.phone, p.phone) as phone, r.space_id as "spaceId",
    ${ms('r.starts_at')} as start, ${ms('r.ends_at')} as "end", ${ms('r.held_from')} as "heldFrom", ${ms('r.held_until')} as "heldUntil",
    ${ms('r.booked_until')} as "bookedUntil", r.headcount, r.present, r.state, r.version, r.day, r.code,
    ${ms('r.checked_in_at')} as "checkedInAt", r.checked_in_by as "checkedInBy", c.display_name as "checkedInByName",
    ${ms('r.checked_out_at')} as "checkedOutAt", coalesce(n.points, 0) as points
  from reservations r
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
  join users u on u.facility_id = o.facility_id and u.user_id = o.placed_by
  left join users c on c.facility_id = r.facility_id and c.user_id = r.checked_in_by
  left join no_show_points n on n.facility_id = r.facility_id and n.reservation_id = r.reservation_id
    and n.lifted_at is null and n.expires_at > $2
  where r.facility_id = $1`
