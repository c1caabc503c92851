import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { Queryable } from '../pool.ts'
import type { Attended } from './attendance.ts'

/** A point for one who did not come. */
export interface NewPoint {
  readonly facilityId: string
  readonly reservationId: string
  readonly partyId: string
  readonly personId: string | null
  readonly points: number
  readonly givenAt: number
  readonly expiresAt: number
}

/** Whoever writes points changes facts. Its lock comes before any row's, as everywhere: see `lockInputs`. */
export async function lockFacts(db: Queryable, facilityId: string): Promise<void> {
  await db.query({
    name: 'lock-facts',
    text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
    values: [`${facilityId} facts`],
  })
}

/** Notes points; one that was lifted before counts again. */
export async function givePoints(db: Queryable, points: readonly NewPoint[]): Promise<void> {
  if (points.length === 0) return
  await db.query({
    text: `
      insert into no_show_points (facility_id, reservation_id, party_id, person_id, points, given_at, expires_at)
      select p."facilityId", p."reservationId", p."partyId", p."personId", p.points, to_timestamp(p."givenAt" / 1000.0),
        to_timestamp(p."expiresAt" / 1000.0)
      from jsonb_to_recordset($1::jsonb) as p ("facilityId" uuid, "reservationId" uuid, "partyId" uuid, "personId" uuid,
        points integer, "givenAt" float8, "expiresAt" float8)
      on conflict (facility_id, reservation_id) do update set lifted_at = null, lifted_by = null, reason = null`,
    values: [JSON.stringify(points)],
  })
}

/** Takes a point back; it stays on record with who did it and why. */
export async function liftPoint(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  { at, by, reason }: { readonly at: number; readonly by: string; readonly reason: string },
): Promise<void> {
  await db.query({
    text: `update no_show_points set lifted_at = $3, lifted_by = $4, reason = $5
      where facility_id = $1 and reservation_id = $2 and lifted_at is null`,
    values: [facilityId, reservationId, new Date(at), by, reason],
  })
}

/** A lifted point counts again. */
export async function reinstatePoint(db: Queryable, facilityId: string, reservationId: string): Promise<void> {
  await db.query({
    text: `update no_show_points set lifted_at = null, lifted_by = null, reason = null
      where facility_id = $1 and reservation_id = $2 and lifted_at is not null`,
    values: [facilityId, reservationId],
  })
}

/** What the round of the minute looks for, in epoch milliseconds. */
export interface Due {
  readonly facilityId: string
  readonly now: number
  /** Null where the house takes no note of no-shows. */
  readonly noShowMinutes: number | null
  readonly spaces: 'any' | readonly SpaceKind[]
  readonly limit: number
}

/** One that is due. `fate` says what becomes of it. */
export interface DueRecord {
  readonly id: string
  readonly partyId: string
  readonly personId: string | null
  readonly fate: 'no-show' | 'ended'
  readonly version: number
  /** As it stood, for who takes it back. */
  readonly before: Attended
}

/**
 * Reservations whose time has come, locked; what another process has in hand is passed over. Whose end is past when nobody looked is ended: a
 * server that was away can not say who did not come.
 */
export async function lockDue(db: Queryable, due: Due): Promise<readonly DueRecord[]> {
  const { rows } = await db.query<DueRecord>({
    name: 'lock-due',
    text: `${DUE} order by r.reservation_id limit $5 for update of r skip locked`,
    values: dueValues(due),
  })
  return rows
}

/** Whether anything is due, without a lock: most minutes have nothing. */
export async function isAnyDue(db: Queryable, due: Due): Promise<boolean> {
  const { rows } = await db.query<{ some: boolean }>({
    name: 'is-any-due',
    text: `select exists (${DUE} limit $5) as some`,
    values: dueValues(due),
  })
  return rows[0]?.some === true
}

/** Writes the fates and counts the versions up. */
export async function writeFates(
  db: Queryable,
  facilityId: string,
  fates: readonly Pick<DueRecord, 'id' | 'fate'>[],
): Promise<void> {
  await db.query({
    text: `
      update reservations r set state = f.fate, version = r.version + 1
      from unnest($2::uuid[], $3::text[]) as f (id, fate)
      where r.facility_id = $1 and r.reservation_id = f.id`,
    values: [facilityId, fates.map(({ id }) => id), fates.map(({ fate }) => fate)],
  })
}

export async function listFacilityIds(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({ text: 'select facility_id as id from facilities order by code' })
  return rows.map(({ id }) => id)
}

function dueValues({ facilityId, now, noShowMinutes, spaces, limit }: Due): unknown[] {
  const deadline = noShowMinutes === null ? null : new Date(now - noShowMinutes * 60_000)
  return [facilityId, new Date(now), deadline, spaces === 'any' ? null : spaces, limit]
}

function ms(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`
}

/** Four days back: no booking lasts longer than three, and a server away for longer leaves older ones as they are. */
const DUE = `
  select r.reservation_id as id, r.party_id as "partyId", r.person_id as "personId", r.version,
    json_build_object('state', r.state, 'end', ${ms('r.ends_at')}, 'heldFrom', ${ms('r.held_from')}, 'heldUntil', ${ms('r.held_until')},
      'bookedUntil', ${ms('r.booked_until')}, 'present', r.present, 'checkedInAt', ${ms('r.checked_in_at')},
      'checkedInBy', r.checked_in_by, 'checkedOutAt', ${ms('r.checked_out_at')}) as before,
    case when r.state = 'confirmed' and r.ends_at > $2 then 'no-show' else 'ended' end as fate
  from reservations r
  join spaces s on s.facility_id = r.facility_id and s.space_id = r.space_id
  where r.facility_id = $1 and r.held_from > $2::timestamptz - interval '4 days' and r.held_from <= $2
    and (r.state in ('confirmed', 'in-use') and r.ends_at <= $2
      or r.state = 'confirmed' and r.starts_at <= $3 and ($4::text[] is null or s.kind = any ($4::text[])))`
