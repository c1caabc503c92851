import type { PartyKind } from '@gongyue/shared/domain/party.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A booking with what decides how much of it is public. Who has it is left in the database. Instants are epoch milliseconds. */
export interface ProgrammeRecord {
  readonly id: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly state: ReservationState
  readonly title: string
  readonly partyKind: PartyKind
  readonly version: number
  readonly createdAt: number
}

/** Bookings that hold a part of a window, in the order of the day; cancelled ones too, for whoever still comes for them. */
export async function listProgramme(
  db: Queryable,
  facilityId: string,
  within: Interval,
): Promise<readonly ProgrammeRecord[]> {
  const { rows } = await db.query<ProgrammeRecord>({
    name: 'list-programme',
    text: `select r.reservation_id as id, r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end",
        r.held_from as "heldFrom", r.held_until as "heldUntil", r.state, r.title, p.kind as "partyKind", r.version,
        r.created_at as "createdAt"
      from reservations r
      join spaces s on s.facility_id = r.facility_id and s.space_id = r.space_id
      join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
      where r.facility_id = $1 and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3
        and r.held_until > $2
      order by r.starts_at, s.position, s.code, r.reservation_id`,
    values: [facilityId, new Date(within.start), new Date(within.end)],
  })
  return rows
}

/** A booking that stood in a window until somebody moved it away, with where it stands now. */
export interface MoveRecord extends ProgrammeRecord {
  readonly movedTo: { readonly spaceId: string; readonly start: number; readonly end: number }
}

/**
 * What was moved away from a window since a moment, once for each booking and from where it stood first. What was moved back is not moved. Acts
 * are found by their ids, which begin with the time.
 */
export async function listMoves(
  db: Queryable,
  facilityId: string,
  { start, end }: Interval,
  since: number,
): Promise<readonly MoveRecord[]> {
  const { rows } = await db.query<MoveRecord>({
    name: 'list-moves',
    text: `select m.*, r.state, r.title, p.kind as "partyKind", r.version, r.created_at as "createdAt",
        json_build_object('spaceId', r.space_id, 'start', (extract(epoch from r.starts_at) * 1000)::bigint,
          'end', (extract(epoch from r.ends_at) * 1000)::bigint) as "movedTo"
      from (
        select distinct on (c ->> 'reservationId') (c ->> 'reservationId')::uuid as id,
          (c -> 'before' ->> 'spaceId')::uuid as "spaceId", (c -> 'before' ->> 'start')::float8 as start,
          (c -> 'before' ->> 'end')::float8 as "end", (c -> 'before' ->> 'start')::float8 as "heldFrom",
          (c -> 'before' ->> 'end')::float8 as "heldUntil"
        from acts a cross join jsonb_array_elements(a.changes) as c
        where a.facility_id = $1 and a.act_id >= $4
        order by c ->> 'reservationId', a.act_id
      ) m
      join reservations r on r.facility_id = $1 and r.reservation_id = m.id
      join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
      where m.start < $3 and m."end" > $2 and r.state in ('confirmed', 'in-use')
        and (r.space_id <> m."spaceId" or (extract(epoch from r.starts_at) * 1000)::float8 <> m.start)`,
    values: [facilityId, start, end, firstIdAt(since)],
  })
  return rows
}

/** The smallest UUIDv7 of a millisecond. */
function firstIdAt(instant: number): string {
  const time = Math.max(0, instant).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/** A booking as the caretakers need it. */
export interface DutyRecord {
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly title: string
  readonly partyName: string
  readonly headcount: number
  readonly features: readonly string[]
}

/** What stands in a window, with what was asked for. */
export async function listDuties(db: Queryable, facilityId: string, within: Interval): Promise<readonly DutyRecord[]> {
  const { rows } = await db.query<DutyRecord>({
    text: `select r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end", r.held_from as "heldFrom",
        r.held_until as "heldUntil", r.title, p.name as "partyName", r.headcount, o.features
      from reservations r
      join spaces s on s.facility_id = r.facility_id and s.space_id = r.space_id
      join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
      join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
      where r.facility_id = $1 and r.held_from > $2::timestamptz - interval '3 days' and r.held_from < $3
        and r.held_until > $2 and r.state not in ('cancelled', 'no-show')
      order by r.held_from, r.starts_at, s.position, s.code, r.reservation_id`,
    values: [facilityId, new Date(within.start), new Date(within.end)],
  })
  return rows
}

/** When the duty list goes out: minute of the facility's day. */
export interface DutyMail {
  readonly minute: number
  readonly daysAhead: number
  readonly addresses: readonly string[]
}

export async function listDutyMails(db: Queryable, facilityId: string): Promise<readonly DutyMail[]> {
  const { rows } = await db.query<DutyMail>({
    text: `select minute, days_ahead as "daysAhead", addresses from duty_mails where facility_id = $1
      order by minute, days_ahead`,
    values: [facilityId],
  })
  return rows
}

/** Every facility that has a duty mail, with its zone. */
export async function listDutyFacilities(
  db: Queryable,
): Promise<readonly { readonly facilityId: string; readonly timeZone: string }[]> {
  const { rows } = await db.query<{ facilityId: string; timeZone: string }>({
    text: `select f.facility_id as "facilityId", f.time_zone as "timeZone" from facilities f
      where exists (select from duty_mails d where d.facility_id = f.facility_id) order by f.facility_id`,
  })
  return rows
}

/** Puts these in the place of all that were. */
export async function replaceDutyMails(db: Queryable, facilityId: string, mails: readonly DutyMail[]): Promise<void> {
  await db.query({ text: 'delete from duty_mails where facility_id = $1', values: [facilityId] })
  for (const { minute, daysAhead, addresses } of mails)
    await db.query({
      text: 'insert into duty_mails (facility_id, minute, days_ahead, addresses) values ($1, $2, $3, $4)',
      values: [facilityId, minute, daysAhead, addresses],
    })
}
