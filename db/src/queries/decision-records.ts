import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { packed, unpacked } from '@gongyue/shared/domain/packed.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { Queryable } from '../pool.ts'

export const DECISION_KINDS = ['refused', 'accepted', 'override'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

export interface GivenWaiver {
  readonly constraint: string
  readonly reason: string
}

/** A decision with all that was looked at. Instants are epoch milliseconds. */
export interface NewDecisionRecord {
  readonly id: string
  readonly kind: DecisionKind
  readonly decidedAt: number
  /** By whose clock the rules were asked. */
  readonly askedAt: number
  readonly decidedBy: string | null
  readonly partyId: string
  readonly orderId: string | null
  readonly title: string
  readonly policyVersion: number
  readonly factsVersion: number
  readonly asked: readonly Claim[]
  readonly around: readonly Claim[]
  readonly waivers: readonly GivenWaiver[]
  readonly violations: readonly Violation[]
}

/** Whether the facts of a version are kept already: they are large, and sent once. */
export async function hasFacts(db: Queryable, facilityId: string, factsVersion: number): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'has-facts',
    text: 'select 1 from fact_snapshots where facility_id = $1 and facts_version = $2',
    values: [facilityId, factsVersion],
  })
  return rowCount === 1
}

/** Keeps the facts of a version; those that are there stay. */
export async function keepFacts(db: Queryable, { now, ...facts }: Facts, factsVersion: number): Promise<void> {
  await db.query({
    text: `
      insert into fact_snapshots (facility_id, facts_version, facts, kept_at) values ($1, $2, $3, to_timestamp($4 / 1000.0))
      on conflict do nothing`,
    values: [facts.facilityId, factsVersion, packed(facts), now],
  })
}

export async function insertDecisionRecord(
  db: Queryable,
  facilityId: string,
  record: NewDecisionRecord,
): Promise<void> {
  const { id, kind, decidedAt, askedAt, decidedBy, partyId, orderId, title, policyVersion, factsVersion } = record
  const { asked, around, waivers, violations } = record
  await db.query({
    name: 'insert-decision-record',
    text: `
      insert into decision_records (facility_id, decision_id, kind, decided_at, asked_at, decided_by, party_id, order_id, title,
        policy_version, facts_version, asked, around, waivers, violations)
      values ($1, $2, $3, to_timestamp($4 / 1000.0), to_timestamp($5 / 1000.0), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [
      ...[facilityId, id, kind, decidedAt, askedAt, decidedBy, partyId, orderId, title, policyVersion, factsVersion],
      ...[asked, around, waivers, violations].map((value) => JSON.stringify(value)),
    ],
  })
}

/** A decision as it is listed. */
export interface DecisionRecord extends Omit<NewDecisionRecord, 'around'> {
  readonly decidedByName: string | null
  readonly partyName: string
  readonly reference: string | null
}

const SELECT = `
  select d.decision_id as id, d.kind, (extract(epoch from d.decided_at) * 1000)::bigint as "decidedAt",
    (extract(epoch from d.asked_at) * 1000)::bigint as "askedAt", d.decided_by as "decidedBy", u.display_name as "decidedByName",
    d.party_id as "partyId", p.name as "partyName", d.order_id as "orderId", o.reference, d.title, d.policy_version as "policyVersion",
    d.facts_version as "factsVersion", d.asked, d.waivers, d.violations
  from decision_records d
  join parties p on p.facility_id = d.facility_id and p.party_id = d.party_id
  left join users u on u.facility_id = d.facility_id and u.user_id = d.decided_by
  left join orders o on o.facility_id = d.facility_id and o.order_id = d.order_id`

/** Which decisions; the newest first, page by page. */
export interface DecisionFilter {
  readonly facilityId: string
  readonly kind: DecisionKind | null
  readonly constraint: string | null
  readonly before: string | null
  readonly limit: number
}

export async function listDecisionRecords(
  db: Queryable,
  { facilityId, kind, constraint, before, limit }: DecisionFilter,
): Promise<readonly DecisionRecord[]> {
  const { rows } = await db.query<DecisionRecord>({
    text: `${SELECT}
      where d.facility_id = $1 and ($2::text is null or d.kind = $2)
        and ($3::text is null or d.violations @> jsonb_build_array(jsonb_build_object('constraint', $3::text)))
        and ($4::uuid is null or (d.decided_at, d.decision_id) < (select decided_at, decision_id from decision_records
          where facility_id = $1 and decision_id = $4))
      order by d.decided_at desc, d.decision_id desc limit $5`,
    values: [facilityId, kind, constraint, before, limit],
  })
  return rows
}

/** How many refusals since then each rule had a part in, most first: what the house could not give. */
export async function countRefusals(
  db: Queryable,
  facilityId: string,
  since: number,
): Promise<readonly { readonly constraint: string; readonly count: number }[]> {
  const { rows } = await db.query<{ constraint: string; count: number }>({
    text: `
      select v ->> 'constraint' as constraint, count(distinct d.decision_id)::int as count
      from decision_records d, jsonb_array_elements(d.violations) v
      where d.facility_id = $1 and d.kind = 'refused' and d.decided_at >= to_timestamp($2 / 1000.0)
      group by 1 order by 2 desc, 1`,
    values: [facilityId, since],
  })
  return rows
}

/** A decision with the facts of that day, and all that stood around. */
export interface WholeDecision extends DecisionRecord {
  readonly around: readonly Claim[]
  readonly facts: Omit<Facts, 'now'>
}

export async function readDecision(db: Queryable, facilityId: string, id: string): Promise<WholeDecision | null> {
  const { rows } = await db.query<DecisionRecord & { around: readonly Claim[]; facts: unknown }>({
    text: `select r.*, d.around, f.facts from (${SELECT} where d.facility_id = $1 and d.decision_id = $2) r
      join decision_records d on d.facility_id = $1 and d.decision_id = r.id
      join fact_snapshots f on f.facility_id = $1 and f.facts_version = r."factsVersion"`,
    values: [facilityId, id],
  })
  const [row] = rows
  // packed by keepFacts, from facts
  return row ? { ...row, facts: unpacked(row.facts) as Omit<Facts, 'now'> } : null
}

/** Throws away what is older, and facts that no decision refers to any more. */
export async function pruneDecisions(db: Queryable, before: number): Promise<void> {
  await db.query({
    text: `
      with gone as (delete from decision_records where decided_at < to_timestamp($1 / 1000.0))
      delete from fact_snapshots f where kept_at < to_timestamp($1 / 1000.0) and not exists (
        select from decision_records d where d.facility_id = f.facility_id and d.facts_version = f.facts_version
          and d.decided_at >= to_timestamp($1 / 1000.0))`,
    values: [before],
  })
}
