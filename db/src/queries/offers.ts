import type { Name } from '@gongyue/shared/domain/names.ts'
import type { OfferState } from '@gongyue/shared/domain/series.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'
import { ms } from './series-date.ts'

/** An offer as people read it. Instants are epoch milliseconds. */
export interface OfferRecord {
  readonly id: string
  readonly seriesId: string
  readonly orderId: string
  readonly key: LocalDate
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly spaceId: string
  readonly spaceName: Name
  readonly start: number
  readonly end: number
  readonly claimIds: readonly string[]
  readonly state: OfferState
  readonly madeAt: number
  readonly expiresAt: number
}

/** A date that was lost and may be had again, with all that a rule asks of it. */
export interface EntitledDate {
  readonly seriesId: string
  readonly key: LocalDate
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly orderId: string
  readonly partyId: string
  readonly personId: string | null
  readonly title: string
  readonly headcount: number
  readonly features: readonly string[]
  readonly conditions: Readonly<Record<string, number>>
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  /** The class whose session it would be, who holds it, and what they must know; null for a series that is none. */
  readonly programmeId: string | null
  readonly people: readonly string[]
  readonly skills: readonly string[]
}

/**
 * Lost dates ahead in the order in which they are entitled to a slot: those that the house took back before those that never had one, then the
 * oldest. Not those given back by their holder, nor those that an offer was made for before; and what an officer never granted is not granted
 * by this door.
 */
export async function listEntitled(
  db: Queryable,
  facilityId: string,
  now: number,
  limit: number,
): Promise<readonly EntitledDate[]> {
  const { rows } = await db.query<EntitledDate>({
    name: 'list-entitled',
    text: `${SELECT_ENTITLED}
      where d.facility_id = $1 and d.lost in ('closure', 'priority', 'refused') and d.starts_at > $2 and s.state <> 'cancelled'
        and (l.line_id is null or l.state = 'withdrawn')
        and (d.lost <> 'refused' or exists (select 1 from order_lines a
          where a.facility_id = s.facility_id and a.order_id = s.order_id and a.state = 'accepted'))
        and not exists (select 1 from offers f where f.facility_id = d.facility_id and f.series_id = d.series_id and f.key = d.key
          and f.state <> 'withdrawn')
      order by (d.lost = 'refused'), d.lost_at, d.series_id, d.key limit $3`,
    values: [facilityId, new Date(now), limit],
  })
  return rows
}

/** The date that an offer is for, as its series means it now. */
export async function readEntitled(
  db: Queryable,
  facilityId: string,
  seriesId: string,
  key: LocalDate,
): Promise<EntitledDate | null> {
  const { rows } = await db.query<EntitledDate>({
    text: `${SELECT_ENTITLED} where d.facility_id = $1 and d.series_id = $2 and d.key = $3::date`,
    values: [facilityId, seriesId, key],
  })
  return rows[0] ?? null
}

/** A slot to be kept; its claims are written apart, see claims.ts. */
export interface NewOffer {
  readonly id: string
  readonly seriesId: string
  readonly key: LocalDate
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly claimIds: readonly string[]
  readonly madeAt: number
  readonly expiresAt: number
}

export async function insertOffers(db: Queryable, facilityId: string, offers: readonly NewOffer[]): Promise<void> {
  const at = (field: string) => `to_timestamp(o."${field}" / 1000.0)`
  await db.query({
    text: `
      insert into offers (facility_id, offer_id, series_id, key, space_id, starts_at, ends_at, claim_ids, state, made_at, expires_at)
      select $1, o.id, o."seriesId", o.key, o."spaceId", ${at('start')}, ${at('end')},
        array(select jsonb_array_elements_text(o."claimIds")::uuid), 'open', ${at('madeAt')}, ${at('expiresAt')}
      from jsonb_to_recordset($2::jsonb) as o (id uuid, "seriesId" uuid, key date, "spaceId" uuid, start float8, "end" float8,
        "claimIds" jsonb, "madeAt" float8, "expiresAt" float8)`,
    values: [facilityId, JSON.stringify(offers)],
  })
}

/** Which offers to list; those that expire first come first. */
export interface OfferFilter {
  readonly facilityId: string
  /** Only of these parties; null for all. */
  readonly partyIds: readonly string[] | null
  readonly state: OfferState | null
}

export async function listOffers(db: Queryable, filter: OfferFilter): Promise<readonly OfferRecord[]> {
  const { rows } = await db.query<OfferRecord>({
    text: `${SELECT_OFFERS}
      where f.facility_id = $1 and ($2::uuid[] is null or s.party_id = any ($2::uuid[])) and ($3::text is null or f.state = $3)
      order by f.expires_at, f.offer_id limit 500`,
    values: [filter.facilityId, filter.partyIds, filter.state],
  })
  return rows
}

/** An offer, locked until the end of the transaction where that is asked for. */
export async function readOffer(
  db: Queryable,
  facilityId: string,
  offerId: string,
  locked = false,
): Promise<OfferRecord | null> {
  const { rows } = await db.query<OfferRecord>({
    text: `${SELECT_OFFERS} where f.facility_id = $1 and f.offer_id = $2 ${locked ? 'for update of f' : ''}`,
    values: [facilityId, offerId],
  })
  return rows[0] ?? null
}

/** Settles open offers and frees what they kept. @returns those that were open still */
export async function settleOffers(
  db: Queryable,
  facilityId: string,
  offerIds: readonly string[],
  state: Exclude<OfferState, 'open'>,
  at: number,
  userId: string | null,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      with settled as (
        update offers set state = $3, settled_at = $4, settled_by = $5
        where facility_id = $1 and offer_id = any ($2::uuid[]) and state = 'open'
        returning offer_id, claim_ids
      ), freed as (
        update claims set status = 'released'
        where facility_id = $1 and status = 'tentative' and claim_id in (select unnest(claim_ids) from settled)
      )
      select offer_id as id from settled`,
    values: [facilityId, offerIds, state, new Date(at), userId],
  })
  return rows.map(({ id }) => id)
}

/** Open offers of some dates of a series, or of all of them when `keys` is null. */
export async function openOffersOf(
  db: Queryable,
  facilityId: string,
  seriesId: string,
  keys: readonly LocalDate[] | null,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select offer_id as id from offers
      where facility_id = $1 and series_id = $2 and state = 'open' and ($3::date[] is null or key = any ($3::date[]))`,
    values: [facilityId, seriesId, keys],
  })
  return rows.map(({ id }) => id)
}

/** Open offers whose time is over. */
export async function listDueOffers(db: Queryable, facilityId: string, now: number): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'list-due-offers',
    text: `select offer_id as id from offers where facility_id = $1 and state = 'open' and expires_at <= $2 order by offer_id`,
    values: [facilityId, new Date(now)],
  })
  return rows.map(({ id }) => id)
}

/** Gives a date its booking: what it was lost by is forgotten. */
export async function bookDate(
  db: Queryable,
  facilityId: string,
  seriesId: string,
  key: LocalDate,
  lineId: string,
): Promise<void> {
  await db.query({
    text: `
      update series_dates set line_id = $4, lost = null, lost_name = null, lost_at = null, violations = '[]'
      where facility_id = $1 and series_id = $2 and key = $3::date`,
    values: [facilityId, seriesId, key, lineId],
  })
}

/** One who makes offers after the other, so that they are made in the order of entitlement. */
export async function lockOffers(db: Queryable, facilityId: string): Promise<void> {
  await db.query({
    text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
    values: [`${facilityId} offers`],
  })
}

const SELECT_ENTITLED = `
  select d.series_id as "seriesId", d.key, d.space_id as "spaceId", ${ms('d.starts_at')} as start, ${ms('d.ends_at')} as "end",
    ${ms('d.held_from')} as "heldFrom", ${ms('d.held_until')} as "heldUntil", s.order_id as "orderId", s.party_id as "partyId",
    (select a.person_id from order_lines a where a.facility_id = s.facility_id and a.order_id = s.order_id order by a.position limit 1)
      as "personId",
    s.title, s.headcount, o.features, o.conditions,
    coalesce((select a.waivers from order_lines a where a.facility_id = s.facility_id and a.order_id = s.order_id
      order by jsonb_array_length(a.waivers) desc, a.position limit 1), '[]') as waivers,
    g.programme_id as "programmeId", array_remove(array[g.person_id], null) as people, coalesce(g.skills, '{}') as skills
  from series_dates d
  join series s on s.facility_id = d.facility_id and s.series_id = d.series_id
  left join programme_series gs on gs.facility_id = s.facility_id and gs.series_id = s.series_id
  left join programmes g on g.facility_id = gs.facility_id and g.programme_id = gs.programme_id
  join orders o on o.facility_id = s.facility_id and o.order_id = s.order_id
  left join order_lines l on l.facility_id = d.facility_id and l.line_id = d.line_id`

const SELECT_OFFERS = `
  select f.offer_id as id, f.series_id as "seriesId", s.order_id as "orderId", f.key, s.title, s.party_id as "partyId",
    p.name as "partyName", f.space_id as "spaceId", sp.name as "spaceName", ${ms('f.starts_at')} as start, ${ms('f.ends_at')} as "end",
    f.claim_ids as "claimIds", f.state, ${ms('f.made_at')} as "madeAt", ${ms('f.expires_at')} as "expiresAt"
  from offers f
  join series s on s.facility_id = f.facility_id and s.series_id = f.series_id
  join parties p on p.facility_id = s.facility_id and p.party_id = s.party_id
  join spaces sp on sp.facility_id = f.facility_id and sp.space_id = f.space_id`
