import type { OfferState, WishState } from '@gongyue/shared/domain/visit.ts'
import type { Queryable } from '../pool.ts'

/** A request without a service, with the offers made for it. Instants are epoch milliseconds. */
export interface WishRecord {
  readonly id: string
  readonly partyId: string
  readonly partyName: string
  readonly placedBy: string
  readonly placedByName: string
  readonly placedAt: number
  readonly title: string
  readonly words: string
  readonly headcount: number
  readonly from: string
  readonly until: string
  readonly placeId: string | null
  readonly placeName: string | null
  readonly districtId: string | null
  readonly district: string | null
  readonly address: string
  readonly contact: string
  readonly contactPhone: string | null
  readonly state: WishState
  readonly version: number
  readonly offers: readonly WishOfferRecord[]
}

export interface WishOfferRecord {
  readonly id: string
  readonly serviceId: string
  readonly start: number
  readonly end: number
  readonly spaceId: string | null
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly equipment: readonly string[]
  readonly words: string
  readonly state: OfferState
  readonly madeAt: number
  readonly orderId: string | null
}

export type NewWish = Omit<
  WishRecord,
  'partyName' | 'placedByName' | 'placeName' | 'district' | 'state' | 'version' | 'offers'
>

export async function insertWish(db: Queryable, facilityId: string, wish: NewWish): Promise<void> {
  await db.query({
    text: `
      insert into wishes (facility_id, wish_id, party_id, placed_by, placed_at, title, words, headcount, from_date, until_date, place_id,
        district_id, address, contact, contact_phone, state)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'open')`,
    values: [
      ...[
        facilityId,
        wish.id,
        wish.partyId,
        wish.placedBy,
        new Date(wish.placedAt),
        wish.title,
        wish.words,
        wish.headcount,
      ],
      ...[wish.from, wish.until, wish.placeId, wish.districtId, wish.address, wish.contact, wish.contactPhone],
    ],
  })
}

/** Locks a wish. */
export async function lockWish(db: Queryable, facilityId: string, wishId: string): Promise<void> {
  await db.query({
    text: 'select 1 from wishes where facility_id = $1 and wish_id = $2 for update',
    values: [facilityId, wishId],
  })
}

/** Wishes of some parties, or of all; newest first, 200 at most. */
export async function listWishes(
  db: Queryable,
  facilityId: string,
  { partyIds, state, ids = null }: WishFilter,
): Promise<readonly WishRecord[]> {
  const { rows } = await db.query<WishRecord>({
    text: `${SELECT}
      where w.facility_id = $1 and ($2::uuid[] is null or w.party_id = any ($2::uuid[])) and ($3::text is null or w.state = $3)
        and ($4::uuid[] is null or w.wish_id = any ($4::uuid[]))
      order by w.placed_at desc, w.wish_id desc limit 200`,
    values: [facilityId, partyIds, state, ids],
  })
  return rows
}

export interface WishFilter {
  readonly partyIds: readonly string[] | null
  readonly state: WishState | null
  readonly ids?: readonly string[] | null
}

/** The wish that an offer answers. */
export async function wishOfOffer(db: Queryable, facilityId: string, offerId: string): Promise<string | null> {
  const { rows } = await db.query<{ wishId: string }>({
    text: 'select wish_id as "wishId" from wish_offers where facility_id = $1 and offer_id = $2',
    values: [facilityId, offerId],
  })
  return rows[0]?.wishId ?? null
}

export async function setWishState(db: Queryable, facilityId: string, wishId: string, state: WishState): Promise<void> {
  await db.query({
    text: 'update wishes set state = $3, version = version + 1 where facility_id = $1 and wish_id = $2',
    values: [facilityId, wishId, state],
  })
}

export interface NewWishOffer {
  readonly id: string
  readonly wishId: string
  readonly serviceId: string
  readonly start: number
  readonly spaceId: string | null
  readonly people: readonly string[]
  readonly equipment: readonly string[]
  readonly words: string
  readonly madeBy: string
  readonly madeAt: number
}

export async function insertWishOffer(db: Queryable, facilityId: string, offer: NewWishOffer): Promise<void> {
  await db.query({
    text: `
      insert into wish_offers (facility_id, offer_id, wish_id, service_id, starts_at, space_id, people, equipment, words, state, made_by, made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11)`,
    values: [
      ...[facilityId, offer.id, offer.wishId, offer.serviceId, new Date(offer.start), offer.spaceId, offer.people],
      ...[offer.equipment, offer.words, offer.madeBy, new Date(offer.madeAt)],
    ],
  })
}

/** Settles an offer: taken with the order it became, or left. */
export async function settleWishOffer(
  db: Queryable,
  facilityId: string,
  offerId: string,
  { state, orderId }: { readonly state: Exclude<OfferState, 'open'>; readonly orderId: string | null },
): Promise<void> {
  await db.query({
    text: `update wish_offers set state = $3, order_id = $4 where facility_id = $1 and offer_id = $2`,
    values: [facilityId, offerId, state, orderId],
  })
}

/** Whatever is still open of a wish that is settled. */
export async function withdrawOpenOffers(db: Queryable, facilityId: string, wishId: string): Promise<void> {
  await db.query({
    text: `update wish_offers set state = 'withdrawn' where facility_id = $1 and wish_id = $2 and state = 'open'`,
    values: [facilityId, wishId],
  })
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

const SELECT = `
  select w.wish_id as id, w.party_id as "partyId", p.name as "partyName", w.placed_by as "placedBy", u.display_name as "placedByName",
    ${ms('w.placed_at')} as "placedAt", w.title, w.words, w.headcount, w.from_date as "from", w.until_date as "until",
    w.place_id as "placeId", op.name as "placeName", w.district_id as "districtId", d.name as district, w.address, w.contact,
    w.contact_phone as "contactPhone", w.state, w.version,
    (select coalesce(json_agg(json_build_object('id', o.offer_id, 'serviceId', o.service_id, 'start', ${ms('o.starts_at')},
        'end', ${ms("o.starts_at + s.minutes * interval '1 minute'")}, 'spaceId', o.space_id, 'equipment', o.equipment, 'words', o.words,
        'people', (select coalesce(json_agg(json_build_object('id', n.person_id, 'name', n.name) order by n.name), '[]')
          from people n where n.facility_id = o.facility_id and n.person_id = any (o.people)),
        'state', o.state, 'madeAt', ${ms('o.made_at')}, 'orderId', o.order_id) order by o.made_at, o.offer_id), '[]')
      from wish_offers o join services s on s.facility_id = o.facility_id and s.service_id = o.service_id
      where o.facility_id = w.facility_id and o.wish_id = w.wish_id) as offers
  from wishes w
  join parties p on p.facility_id = w.facility_id and p.party_id = w.party_id
  join users u on u.facility_id = w.facility_id and u.user_id = w.placed_by
  left join outside_places op on op.facility_id = w.facility_id and op.place_id = w.place_id
  left join districts d on d.facility_id = w.facility_id and d.district_id = w.district_id`
