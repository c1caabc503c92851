import type { ContractState, Purpose } from '@gongyue/shared/domain/contract.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A contract with what has come of it. */
export interface ContractRecord {
  readonly id: string
  readonly partyId: string
  readonly partyName: string
  readonly number: string
  readonly title: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly leastPublicPercent: number
  readonly otherUses: Purpose
  readonly note: string
  readonly state: ContractState
  readonly endedReason: string | null
  readonly version: number
  /** Minutes that have taken place. */
  readonly publicMinutes: number
  readonly commercialMinutes: number
  /** Minutes booked in its slots that are still to come. */
  readonly publicAhead: number
  readonly commercialAhead: number
  readonly fen: number
  readonly unpriced: number
}

/** What people write on it. */
export type ContractRow = Pick<
  ContractRecord,
  'id' | 'partyId' | 'number' | 'title' | 'startsOn' | 'endsOn' | 'leastPublicPercent' | 'otherUses' | 'note'
>

/** Which contracts to list; those that end first come first. */
export interface ContractFilter {
  readonly id?: string
  /** Only of these parties; null for all. */
  readonly partyIds: readonly string[] | null
}

export async function listContracts(
  db: Queryable,
  facilityId: string,
  { id, partyIds }: ContractFilter,
): Promise<readonly ContractRecord[]> {
  const { rows } = await db.query<ContractRecord>({
    name: 'list-contracts',
    text: SELECT_CONTRACTS,
    values: [facilityId, id ?? null, partyIds],
  })
  return rows
}

/** Locks a contract for whoever changes it, ends it or adds a slot. @returns its version; null when it is not there */
export async function lockContract(
  db: Queryable,
  facilityId: string,
  id: string,
): Promise<{ readonly version: number; readonly state: ContractState } | null> {
  const { rows } = await db.query<{ version: number; state: ContractState }>({
    text: 'select version, state from contracts where facility_id = $1 and contract_id = $2 for update',
    values: [facilityId, id],
  })
  return rows[0] ?? null
}

export async function insertContract(
  db: Queryable,
  facilityId: string,
  contract: ContractRow,
  by: { readonly userId: string; readonly at: number },
): Promise<void> {
  await db.query({
    text: `
      insert into contracts (facility_id, contract_id, party_id, number, title, starts_on, ends_on, least_public_percent, other_uses, note,
        created_by, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [facilityId, ...columnsOf(contract), by.userId, new Date(by.at)],
  })
}

/** Writes a contract as it is now; the caller holds its lock. */
export async function updateContract(db: Queryable, facilityId: string, contract: ContractRow): Promise<void> {
  await db.query({
    text: `
      update contracts set party_id = $3, number = $4, title = $5, starts_on = $6, ends_on = $7, least_public_percent = $8, other_uses = $9,
        note = $10, version = version + 1
      where facility_id = $1 and contract_id = $2`,
    values: [facilityId, ...columnsOf(contract)],
  })
}

/** It is over with a day; the caller holds its lock. */
export async function endContract(
  db: Queryable,
  facilityId: string,
  id: string,
  { lastDay, reason, at }: { readonly lastDay: LocalDate; readonly reason: string; readonly at: number },
): Promise<void> {
  await db.query({
    text: `
      update contracts set state = 'ended', ends_on = $3, ended_reason = $4, ended_at = $5, version = version + 1
      where facility_id = $1 and contract_id = $2`,
    values: [facilityId, id, lastDay, reason, new Date(at)],
  })
}

/** A standing slot of a contract. */
export interface SlotRecord {
  readonly seriesId: string
  readonly purpose: Purpose
}

/** The slots of a contract, in the order of their making. */
export async function listSlots(db: Queryable, facilityId: string, contractId: string): Promise<readonly SlotRecord[]> {
  const { rows } = await db.query<SlotRecord>({
    text: `select series_id as "seriesId", purpose from contract_slots where facility_id = $1 and contract_id = $2 order by series_id`,
    values: [facilityId, contractId],
  })
  return rows
}

/** Makes a series a slot of a contract. One that was ended in this moment has lost the race: nothing of the series is kept. */
export async function insertSlot(
  db: Queryable,
  facilityId: string,
  { seriesId, contractId, purpose }: SlotRecord & { readonly contractId: string },
): Promise<void> {
  await db.query({
    text: `
      insert into contract_slots (facility_id, series_id, contract_id, purpose)
      select $1, $2, $3, case when c.state = 'standing' then $4 else lost_race() end
      from (select state from contracts where facility_id = $1 and contract_id = $3 for share) as c`,
    values: [facilityId, seriesId, contractId, purpose],
  })
}

/** A contract that is near its end, wherever it is. */
export interface EndingRecord {
  readonly facilityId: string
  readonly timeZone: string
  readonly contractId: string
  readonly number: string
  readonly title: string
  readonly partyName: string
  readonly endsOn: LocalDate
}

/** Contracts that end within so many days of a day that is near now in every zone. */
export async function listEnding(db: Queryable, now: number, days: number): Promise<readonly EndingRecord[]> {
  const { rows } = await db.query<EndingRecord>({
    text: `
      select c.facility_id as "facilityId", f.time_zone as "timeZone", c.contract_id as "contractId", c.number, c.title, p.name as "partyName",
        c.ends_on as "endsOn"
      from contracts c
      join facilities f on f.facility_id = c.facility_id
      join parties p on p.facility_id = c.facility_id and p.party_id = c.party_id
      where c.state = 'standing' and c.ends_on between ($1::timestamptz)::date - 1 and ($1::timestamptz)::date + $2::int + 1
      order by c.ends_on, c.contract_id`,
    values: [new Date(now), days],
  })
  return rows
}

/** Who of a facility is told of what management must see to: managers with an address. */
export async function listManagerAddresses(
  db: Queryable,
  facilityId: string,
): Promise<readonly { readonly userId: string; readonly email: string }[]> {
  const { rows } = await db.query<{ userId: string; email: string }>({
    text: `
      select u.user_id as "userId", u.email from users u
      join user_roles r on r.facility_id = u.facility_id and r.user_id = u.user_id and r.role = 'manager'
      where u.facility_id = $1 and u.active and u.email is not null order by u.user_id`,
    values: [facilityId],
  })
  return rows
}

function columnsOf(contract: ContractRow): readonly unknown[] {
  const { id, partyId, number, title, startsOn, endsOn, leastPublicPercent, otherUses, note } = contract
  return [id, partyId, number, title, startsOn, endsOn, leastPublicPercent, otherUses, note]
}

const MINUTES = `extract(epoch from r.ends_at - r.starts_at) / 60`
const minutesOf = (purpose: Purpose, of: string) =>
  `coalesce(sum(${MINUTES}) filter (where ${of}.purpose = '${purpose}'), 0)::int`

const SELECT_CONTRACTS = `
  select c.contract_id as id, c.party_id as "partyId", p.name as "partyName", c.number, c.title, c.starts_on as "startsOn",
    c.ends_on as "endsOn", c.least_public_percent as "leastPublicPercent", c.other_uses as "otherUses", c.note, c.state,
    c.ended_reason as "endedReason", c.version, u."publicMinutes", u."commercialMinutes", u.fen, u.unpriced, a."publicAhead",
    a."commercialAhead"
  from contracts c
  join parties p on p.facility_id = c.facility_id and p.party_id = c.party_id
  cross join lateral (
    select ${minutesOf('public-benefit', 'u')} as "publicMinutes", ${minutesOf('commercial', 'u')} as "commercialMinutes",
      coalesce(sum(u.fen), 0)::bigint as fen, count(*) filter (where u.fen is null)::int as unpriced
    from uses u
    join reservations r on r.facility_id = u.facility_id and r.reservation_id = u.reservation_id and r.state = 'ended'
    where u.facility_id = c.facility_id and u.contract_id = c.contract_id) as u
  cross join lateral (
    select ${minutesOf('public-benefit', 's')} as "publicAhead", ${minutesOf('commercial', 's')} as "commercialAhead"
    from contract_slots s
    join reservations r on r.facility_id = s.facility_id and r.series_id = s.series_id and r.state in ('confirmed', 'in-use')
    where s.facility_id = c.facility_id and s.contract_id = c.contract_id) as a
  where c.facility_id = $1 and ($2::uuid is null or c.contract_id = $2) and ($3::uuid[] is null or c.party_id = any ($3::uuid[]))
  order by c.ends_on, c.contract_id`
