import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Queryable } from '../pool.ts'

/** How a reservation stood before or after an act. Instants are epoch milliseconds. */
export interface Place {
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly headcount: number
  readonly state: ReservationState
  readonly version: number
}

/** What an act did to one reservation. */
export interface ActChange {
  readonly reservationId: string
  readonly reference: string
  readonly title: string
  readonly before: Place
  readonly after: Place
}

export type ActKind =
  | 'move'
  | 'swap'
  | 'cancel'
  | 'restore'
  | 'rearrange'
  | 'check-in'
  | 'check-out'
  | 'release'
  | 'no-show'
  | 'repair'

/** An act to be kept; written in the transaction of what it did. */
export interface NewAct {
  readonly facilityId: string
  readonly id: string
  readonly at: number
  readonly userId: string
  readonly kind: ActKind
  readonly reason: string | null
  readonly changes: readonly ActChange[]
  /** The act that this one takes back. */
  readonly undoes: string | null
}

/** An act as it is read again, with the name that its user has now and who took it back. */
export interface ActRecord extends Omit<NewAct, 'facilityId'> {
  readonly userName: string
  readonly undoneBy: string | null
}

/** @throws DatabaseError that errors.ts calls `already-there` of an act's `undoes`, when somebody took that act back a moment before */
export async function insertAct(db: Queryable, act: NewAct): Promise<void> {
  await db.query({
    name: 'insert-act',
    text: `insert into acts (facility_id, act_id, at, user_id, kind, reason, changes, reservation_ids, undoes)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      act.facilityId,
      act.id,
      new Date(act.at),
      act.userId,
      act.kind,
      act.reason,
      JSON.stringify(act.changes),
      act.changes.map(({ reservationId }) => reservationId),
      act.undoes,
    ],
  })
}

export async function readAct(db: Queryable, facilityId: string, actId: string): Promise<ActRecord | null> {
  const { rows } = await db.query<ActRecord>({
    name: 'read-act',
    text: `${SELECT_ACTS} where a.facility_id = $1 and a.act_id = $2`,
    values: [facilityId, actId],
  })
  return rows[0] ?? null
}

/** The act on one reservation alone that led to a version of it; null when that version came about otherwise. */
export async function readActLeadingTo(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  version: number,
): Promise<ActRecord | null> {
  const { rows } = await db.query<ActRecord>({
    name: 'read-act-leading-to',
    text: `${SELECT_ACTS}
      where a.facility_id = $1 and a.reservation_ids @> array[$2::uuid] and cardinality(a.reservation_ids) = 1
        and (a.changes->0->'after'->>'version')::int = $3`,
    values: [facilityId, reservationId, version],
  })
  return rows[0] ?? null
}

/** A version that a taking back led to, and the version as which the reservation stands since. */
export interface Undoing {
  readonly reservationId: string
  readonly version: number
  readonly standsAs: number
}

export async function listUndoings(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<readonly Undoing[]> {
  const { rows } = await db.query<Undoing>({
    text: `
      select c->>'reservationId' as "reservationId", (c->'after'->>'version')::int as version,
        (u->'before'->>'version')::int as "standsAs"
      from acts a
      join acts b on b.facility_id = a.facility_id and b.act_id = a.undoes
      cross join jsonb_array_elements(a.changes) as c
      join lateral jsonb_array_elements(b.changes) as u on u->>'reservationId' = c->>'reservationId'
      where a.facility_id = $1 and a.reservation_ids && $2::uuid[] and c->>'reservationId' = any ($2::text[])`,
    values: [facilityId, reservationIds],
  })
  return rows
}

/** Which acts to list, newest first. */
export interface ActFilter {
  readonly facilityId: string
  /** Only of this user; null for everybody's. */
  readonly userId: string | null
  readonly reservationId: string | null
  /** Only acts with a smaller id: ids grow with time. */
  readonly before: string | null
  readonly limit: number
}

export async function listActs(
  db: Queryable,
  { facilityId, userId, reservationId, before, limit }: ActFilter,
): Promise<readonly ActRecord[]> {
  const { rows } = await db.query<ActRecord>({
    text: `${SELECT_ACTS}
      where a.facility_id = $1 and ($2::uuid is null or a.user_id = $2)
        and ($3::uuid is null or a.reservation_ids @> array[$3::uuid])
        and ($4::uuid is null or a.act_id < $4)
      order by a.act_id desc limit $5`,
    values: [facilityId, userId, reservationId, before, limit],
  })
  return rows
}

/** The latest that was done to a reservation, and by whom. */
export interface LatestDeed {
  readonly reservationId: string
  readonly reference: string
  readonly title: string
  /** The action of the audit trail: `move-reservation`, `cancel-order`. */
  readonly action: string
  readonly userName: string | null
  readonly at: number
}

/**
 * For each reservation the last deed on the audit trail, its order's deeds on its line included; in the order of the ids. The deed that says it led
 * to the version of now is the one; ids of two processes within one millisecond tell no order.
 */
export async function latestDeeds(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<readonly LatestDeed[]> {
  const { rows } = await db.query<LatestDeed>({
    text: `
      select r.reservation_id as "reservationId", o.reference, r.title, d.action, u.display_name as "userName", d.at
      from reservations r
      join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
      cross join lateral (
        select a.action, a.user_id, a.at from audit_events a
        where a.facility_id = r.facility_id and (a.noun_id = r.reservation_id
          or (a.noun_id = r.order_id and (a.action = 'place-order' or a.data->'lineIds' ? r.line_id::text)
            and a.action <> 'rearrange-order'))
        order by coalesce(a.data->'after'->>'version', a.data->>'version') is not distinct from r.version::text desc,
          a.audit_id desc
        limit 1
      ) d
      left join users u on u.facility_id = r.facility_id and u.user_id = d.user_id
      where r.facility_id = $1 and r.reservation_id = any ($2::uuid[])
      order by r.reservation_id`,
    values: [facilityId, reservationIds],
  })
  return rows
}

const SELECT_ACTS = `
  select a.act_id as id, a.at, a.user_id as "userId", u.display_name as "userName", a.kind, a.reason, a.changes, a.undoes,
    b.act_id as "undoneBy"
  from acts a
  join users u on u.facility_id = a.facility_id and u.user_id = a.user_id
  left join acts b on b.facility_id = a.facility_id and b.undoes = a.act_id`
