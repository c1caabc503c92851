import type { VolunteerOfferState } from '@gongyue/shared/domain/service.ts'
import type { Queryable } from '../pool.ts'

/** Somebody who offered to help. */
export interface VolunteerOfferRecord {
  readonly id: string
  readonly name: string
  /** Plain digits. */
  readonly phone: string
  readonly skills: readonly string[]
  readonly note: string
  readonly userId: string | null
  readonly state: VolunteerOfferState
  readonly personId: string | null
  readonly reason: string
  /** Somebody of the house with this number. */
  readonly knownAs: string | null
  readonly version: number
  readonly askedAt: number
}

export type NewVolunteerOffer = Pick<
  VolunteerOfferRecord,
  'id' | 'name' | 'phone' | 'skills' | 'note' | 'userId' | 'askedAt'
> & { readonly consent: number }

/** @returns false when a form with this number waits already */
export async function insertVolunteerOffer(
  db: Queryable,
  facilityId: string,
  offer: NewVolunteerOffer,
): Promise<boolean> {
  const { id, name, phone, skills, note, userId, askedAt, consent } = offer
  const { rowCount } = await db.query({
    text: `
      insert into volunteer_offers (facility_id, offer_id, name, phone, skills, note, user_id, consent, asked_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (facility_id, phone) where (state = 'waiting') do nothing`,
    values: [facilityId, id, name, phone, skills, note, userId, consent, new Date(askedAt)],
  })
  return rowCount === 1
}

/** Which offers to list; those who wait longest come first. */
export interface VolunteerOfferFilter {
  readonly id?: string
  readonly userId?: string
  readonly state?: VolunteerOfferState
}

export async function listVolunteerOffers(
  db: Queryable,
  facilityId: string,
  { id, userId, state }: VolunteerOfferFilter,
): Promise<readonly VolunteerOfferRecord[]> {
  const { rows } = await db.query<VolunteerOfferRecord>({
    text: `
      select o.offer_id as id, o.name, o.phone, o.skills, o.note, o.user_id as "userId", o.state, o.person_id as "personId", o.reason,
        (select w.name from people w where w.facility_id = o.facility_id and translate(w.phone, ' -', '') = o.phone
          order by w.active desc, w.created_at limit 1) as "knownAs",
        o.version, o.asked_at as "askedAt"
      from volunteer_offers o
      where o.facility_id = $1 and ($2::uuid is null or o.offer_id = $2) and ($3::uuid is null or o.user_id = $3)
        and ($4::text is null or o.state = $4)
      order by o.asked_at, o.offer_id limit 500`,
    values: [facilityId, id ?? null, userId ?? null, state ?? null],
  })
  return rows
}

/** Locks an offer for whoever decides it. */
export async function lockVolunteerOffer(db: Queryable, facilityId: string, id: string): Promise<void> {
  await db.query({
    text: 'select 1 from volunteer_offers where facility_id = $1 and offer_id = $2 for update',
    values: [facilityId, id],
  })
}

export async function settleVolunteerOffer(
  db: Queryable,
  facilityId: string,
  id: string,
  settled: { readonly personId: string | null; readonly reason: string; readonly by: string; readonly at: number },
): Promise<void> {
  const { personId, reason, by, at } = settled
  await db.query({
    text: `
      update volunteer_offers set state = case when $3::uuid is null then 'declined' else 'taken-in' end, person_id = $3, reason = $4,
        decided_by = $5, decided_at = $6, version = version + 1
      where facility_id = $1 and offer_id = $2`,
    values: [facilityId, id, personId, reason, by, new Date(at)],
  })
}

/** The account somebody signs in with, kept with who they are. */
export async function linkPersonToUser(
  db: Queryable,
  facilityId: string,
  personId: string,
  userId: string,
): Promise<void> {
  await db.query({
    text: 'update people set user_id = $3 where facility_id = $1 and person_id = $2',
    values: [facilityId, personId, userId],
  })
}
