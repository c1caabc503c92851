import type { WeekSpan } from '@gongyue/shared/domain/round.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A round as it is read. Instants are epoch milliseconds. */
export interface RoundRecord {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly opensAt: number
  readonly closesAt: number
  readonly spaceIds: readonly string[]
  readonly windows: readonly WeekSpan[]
  readonly gridMinutes: number
  readonly partyMinutes: number | null
  readonly seed: number
  readonly planId: string | null
  readonly handledAt: number | null
  readonly publishedAt: number | null
  readonly policyVersion: number | null
  readonly cancelledAt: number | null
  readonly rolledFrom: string | null
  readonly version: number
  readonly applications: number
  readonly sections: number
  readonly asked: number
}

/** All rounds of a facility, the newest season first. */
export async function listRounds(db: Queryable, facilityId: string): Promise<readonly RoundRecord[]> {
  const { rows } = await db.query<RoundRecord>({
    name: 'list-rounds',
    text: `${SELECT_ROUND} where r.facility_id = $1 order by r.from_date desc, r.round_id desc`,
    values: [facilityId],
  })
  return rows
}

export async function readRound(db: Queryable, facilityId: string, roundId: string): Promise<RoundRecord | null> {
  const { rows } = await db.query<RoundRecord>({
    name: 'read-round',
    text: `${SELECT_ROUND} where r.facility_id = $1 and r.round_id = $2`,
    values: [facilityId, roundId],
  })
  return rows[0] ?? null
}

/** The facility of a round, for a reader who has none. */
export async function facilityOfRound(
  db: Queryable,
  roundId: string,
): Promise<{ readonly facilityId: string; readonly timeZone: string } | null> {
  const { rows } = await db.query<{ facilityId: string; timeZone: string }>({
    text: `select r.facility_id as "facilityId", f.time_zone as "timeZone"
      from rounds r join facilities f on f.facility_id = r.facility_id where r.round_id = $1`,
    values: [roundId],
  })
  return rows[0] ?? null
}

/** Locks a round until the end of the transaction: whoever writes to it, or to what belongs to it, waits. */
export async function lockRound(db: Queryable, facilityId: string, roundId: string): Promise<RoundRecord | null> {
  await db.query({
    name: 'lock-round',
    text: 'select 1 from rounds where facility_id = $1 and round_id = $2 for update',
    values: [facilityId, roundId],
  })
  return await readRound(db, facilityId, roundId)
}

const SELECT_ROUND = `
  select r.round_id as id, r.name, r.summary, r.from_date as "from", r.until_date as until, r.opens_at as "opensAt",
    r.closes_at as "closesAt", r.windows, r.grid_minutes as "gridMinutes", r.party_minutes as "partyMinutes", r.seed,
    r.plan_id as "planId", r.handled_at as "handledAt", r.published_at as "publishedAt", r.policy_version as "policyVersion",
    r.cancelled_at as "cancelledAt", r.rolled_from as "rolledFrom", r.version,
    array(select s.space_id from round_spaces s where s.facility_id = r.facility_id and s.round_id = r.round_id
      order by s.space_id) as "spaceIds",
    (select count(*)::int from applications a
      where a.facility_id = r.facility_id and a.round_id = r.round_id and a.state = 'sent') as applications,
    asked.sections, asked.asked
  from rounds r
  cross join lateral (
    select count(*)::int as sections, coalesce(sum(s.times_a_week), 0)::int as asked
    from applications a join sections s on s.facility_id = a.facility_id and s.application_id = a.application_id
    where a.facility_id = r.facility_id and a.round_id = r.round_id and a.state = 'sent') as asked`

/** What is written of a round; what follows from decisions has functions of its own. */
export interface NewRound extends Pick<
  RoundRecord,
  | 'id'
  | 'name'
  | 'summary'
  | 'from'
  | 'until'
  | 'opensAt'
  | 'closesAt'
  | 'spaceIds'
  | 'windows'
  | 'gridMinutes'
  | 'partyMinutes'
> {}

export async function insertRound(
  db: Queryable,
  facilityId: string,
  round: NewRound &
    Pick<RoundRecord, 'seed' | 'rolledFrom'> & { readonly createdBy: string; readonly createdAt: number },
): Promise<void> {
  await db.query({
    text: `
      insert into rounds (facility_id, round_id, name, summary, from_date, until_date, opens_at, closes_at, windows, grid_minutes,
        party_minutes, seed, rolled_from, created_by, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [facilityId, ...columnsOf(round), round.seed, round.rolledFrom, round.createdBy, new Date(round.createdAt)],
  })
  await setSpaces(db, facilityId, round)
}

/** Writes a round anew and counts its version up. */
export async function updateRound(db: Queryable, facilityId: string, round: NewRound): Promise<void> {
  await db.query({
    text: `
      update rounds set name = $3, summary = $4, from_date = $5, until_date = $6, opens_at = $7, closes_at = $8, windows = $9,
        grid_minutes = $10, party_minutes = $11, version = version + 1
      where facility_id = $1 and round_id = $2`,
    values: [facilityId, ...columnsOf(round)],
  })
  await setSpaces(db, facilityId, round)
}

function columnsOf(round: NewRound): readonly unknown[] {
  const { id, name, summary, from, until, opensAt, closesAt, windows, gridMinutes, partyMinutes } = round
  return [
    ...[id, name, summary, from, until, new Date(opensAt), new Date(closesAt), JSON.stringify(windows), gridMinutes],
    partyMinutes,
  ]
}

async function setSpaces(db: Queryable, facilityId: string, { id, spaceIds }: NewRound): Promise<void> {
  await db.query({
    text: 'delete from round_spaces where facility_id = $1 and round_id = $2 and space_id <> all ($3::uuid[])',
    values: [facilityId, id, spaceIds],
  })
  await db.query({
    text: `insert into round_spaces (facility_id, round_id, space_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing`,
    values: [facilityId, id, spaceIds],
  })
}

export async function cancelRound(
  db: Queryable,
  facilityId: string,
  roundId: string,
  { at, reason }: { readonly at: number; readonly reason: string },
): Promise<void> {
  await db.query({
    text: 'update rounds set cancelled_at = $3, reason = $4, version = version + 1 where facility_id = $1 and round_id = $2',
    values: [facilityId, roundId, new Date(at), reason],
  })
}

/** Settles on a plan; null takes that back. */
export async function settleRound(
  db: Queryable,
  facilityId: string,
  roundId: string,
  settled: { readonly planId: string; readonly at: number } | null,
): Promise<void> {
  await db.query({
    text: `update rounds set plan_id = $3, handled_at = $4, version = version + 1 where facility_id = $1 and round_id = $2`,
    values: [facilityId, roundId, settled?.planId ?? null, settled && new Date(settled.at)],
  })
}

/** The result stands. The first time of publication is kept. */
export async function publishRound(
  db: Queryable,
  facilityId: string,
  roundId: string,
  result: { readonly planId: string; readonly at: number; readonly by: string; readonly policyVersion: number },
): Promise<void> {
  await db.query({
    text: `
      update rounds set plan_id = $3, handled_at = coalesce(handled_at, $4), published_at = coalesce(published_at, $4),
        published_by = $5, policy_version = $6, version = version + 1
      where facility_id = $1 and round_id = $2`,
    values: [facilityId, roundId, result.planId, new Date(result.at), result.by, result.policyVersion],
  })
}
