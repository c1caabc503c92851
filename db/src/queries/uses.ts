import type { Purpose } from '@gongyue/shared/domain/contract.ts'
import type { PriceItem, PriceList } from '@gongyue/shared/domain/price.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** One booking of a partner that has taken place, and what it came to. Instants are epoch milliseconds. */
export interface UseRecord {
  readonly reservationId: string
  readonly contractId: string | null
  readonly partyId: string
  readonly reference: string
  readonly title: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly purpose: Purpose
  readonly fen: number | null
  readonly computedFen: number | null
  readonly priceVersion: number | null
  readonly reason: string | null
  readonly version: number
}

/** Uses of a contract that began within a span, by start. */
export async function listUses(
  db: Queryable,
  facilityId: string,
  contractId: string,
  within: { readonly start: number; readonly end: number },
): Promise<readonly UseRecord[]> {
  const { rows } = await db.query<UseRecord>({
    text: `${SELECT_USES} and u.contract_id = $2 and r.starts_at >= $3 and r.starts_at < $4 order by r.starts_at, r.reservation_id`,
    values: [facilityId, contractId, new Date(within.start), new Date(within.end)],
  })
  return rows
}

/** One use, locked until the end of the transaction when `lock` is set. */
export async function readUse(
  db: Queryable,
  facilityId: string,
  reservationId: string,
  lock = false,
): Promise<UseRecord | null> {
  const { rows } = await db.query<UseRecord>({
    text: `${SELECT_USES} and u.reservation_id = $2 ${lock ? 'for update of u' : ''}`,
    values: [facilityId, reservationId],
  })
  return rows[0] ?? null
}

/** What was corrected by hand. */
export interface UseCorrection extends Pick<UseRecord, 'reservationId' | 'purpose' | 'fen' | 'reason'> {
  readonly by: string
  readonly at: number
}

export async function correctUse(
  db: Queryable,
  facilityId: string,
  { reservationId, purpose, fen, reason, by, at }: UseCorrection,
): Promise<void> {
  await db.query({
    text: `
      update uses set purpose = $3, fen = $4, reason = $5, corrected_by = $6, corrected_at = $7, version = version + 1
      where facility_id = $1 and reservation_id = $2`,
    values: [facilityId, reservationId, purpose, fen, reason, by, new Date(at)],
  })
}

/** A booking of a partner that has ended and is not recorded, or has no price yet. */
export interface UnrecordedUse {
  readonly reservationId: string
  readonly partyId: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  /** Of the slot it is a date of. */
  readonly slotContractId: string | null
  readonly slotPurpose: Purpose | null
}

/** At most `limit` of a facility, oldest first. Corrected ones stay as they are. */
export async function listUnrecorded(
  db: Queryable,
  facilityId: string,
  { now, since, limit }: { readonly now: number; readonly since: number; readonly limit: number },
): Promise<readonly UnrecordedUse[]> {
  const { rows } = await db.query<UnrecordedUse>({
    name: 'list-unrecorded-uses',
    text: `
      select r.reservation_id as "reservationId", r.party_id as "partyId", r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end",
        s.contract_id as "slotContractId", s.purpose as "slotPurpose"
      from parties p
      join reservations r on r.facility_id = p.facility_id and r.party_id = p.party_id
      left join contract_slots s on s.facility_id = r.facility_id and s.series_id = r.series_id
      left join uses u on u.facility_id = r.facility_id and u.reservation_id = r.reservation_id
      where p.facility_id = $1 and p.kind = 'partner' and r.state = 'ended' and r.starts_at >= $3 and r.ends_at <= $2
        and u.reservation_id is null
      order by r.starts_at, r.reservation_id limit $4`,
    values: [facilityId, new Date(now), new Date(since), limit],
  })
  return rows
}

/** Uses without a price that nobody has corrected: a later list may cover them. */
export async function listUnpriced(db: Queryable, facilityId: string): Promise<readonly UseRecord[]> {
  const { rows } = await db.query<UseRecord>({
    text: `${SELECT_USES} and u.fen is null and u.corrected_at is null order by r.starts_at, r.reservation_id`,
    values: [facilityId],
  })
  return rows
}

/** What a use is recorded as. */
export interface NewUse {
  readonly reservationId: string
  readonly contractId: string | null
  readonly purpose: Purpose
  readonly fen: number | null
  readonly priceVersion: number | null
}

/** Records uses; one that is there already stays, but for a price that was missing. */
export async function recordUses(
  db: Queryable,
  facilityId: string,
  uses: readonly NewUse[],
  at: number,
): Promise<void> {
  if (uses.length === 0) return
  await db.query({
    text: `
      insert into uses (facility_id, reservation_id, contract_id, purpose, computed_fen, fen, price_version, recorded_at)
      select $1, u."reservationId", u."contractId", u.purpose, u.fen, u.fen, u."priceVersion", $3
      from jsonb_to_recordset($2::jsonb) as u ("reservationId" uuid, "contractId" uuid, purpose text, fen bigint, "priceVersion" int)
      order by u."reservationId"
      on conflict on constraint uses_pkey do update
        set computed_fen = excluded.computed_fen, fen = excluded.fen, price_version = excluded.price_version, version = uses.version + 1
        where uses.fen is null and uses.corrected_at is null and excluded.fen is not null`,
    values: [facilityId, JSON.stringify(uses), new Date(at)],
  })
}

/** All price lists, the newest version first. */
export async function listPriceLists(db: Queryable, facilityId: string): Promise<readonly PriceList[]> {
  const { rows } = await db.query<PriceList>({
    text: `select version, valid_from as "validFrom", items from price_lists where facility_id = $1 order by version desc`,
    values: [facilityId],
  })
  return rows
}

/** Writes the next version after `version`; false when somebody else has written it. */
export async function insertPriceList(
  db: Queryable,
  facilityId: string,
  list: { readonly version: number; readonly validFrom: LocalDate; readonly items: readonly PriceItem[] },
  by: { readonly userId: string; readonly at: number },
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      insert into price_lists (facility_id, version, valid_from, items, made_by, made_at) values ($1, $2, $3, $4, $5, $6)
      on conflict on constraint price_lists_pkey do nothing`,
    values: [facilityId, list.version, list.validFrom, JSON.stringify(list.items), by.userId, new Date(by.at)],
  })
  return rowCount === 1
}

const SELECT_USES = `
  select u.reservation_id as "reservationId", u.contract_id as "contractId", r.party_id as "partyId", o.reference, r.title,
    r.space_id as "spaceId", r.starts_at as start, r.ends_at as "end", u.purpose, u.fen, u.computed_fen as "computedFen",
    u.price_version as "priceVersion", u.reason, u.version
  from uses u
  join reservations r on r.facility_id = u.facility_id and r.reservation_id = u.reservation_id and r.state = 'ended'
  join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
  where u.facility_id = $1`
