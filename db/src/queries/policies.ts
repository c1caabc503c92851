import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import type { Queryable } from '../pool.ts'

/** A policy as it is kept: its version stands beside it. */
export interface PolicyRecord {
  readonly version: number
  readonly body: Omit<Policy, 'version'>
  readonly madeAt: number
  /** The name of now; null for what came with the house. */
  readonly madeBy: string | null
}

/** Versions of the policy, newest first. */
export async function listPolicies(db: Queryable, facilityId: string, limit: number): Promise<readonly PolicyRecord[]> {
  const { rows } = await db.query<PolicyRecord>({
    text: `
      select p.version, p.body, p.made_at as "madeAt", u.display_name as "madeBy"
      from policies p left join users u on u.facility_id = p.facility_id and u.user_id = p.made_by
      where p.facility_id = $1 order by p.version desc limit $2`,
    values: [facilityId, limit],
  })
  return rows
}

/** @returns false when somebody else has just written this version */
export async function insertPolicy(
  db: Queryable,
  facilityId: string,
  { version, body }: Pick<PolicyRecord, 'version' | 'body'>,
  { userId, at }: { readonly userId: string; readonly at: number },
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `
      insert into policies (facility_id, version, body, made_by, made_at) values ($1, $2, $3, $4, to_timestamp($5 / 1000.0))
      on conflict do nothing`,
    values: [facilityId, version, JSON.stringify(body), userId, at],
  })
  return rowCount === 1
}

/** A line of an order that counts in quotas: reserved, or asked for. */
export interface CountedLine {
  readonly orderId: string
  readonly reference: string
  readonly title: string
  readonly partyName: string
  readonly placedAt: number
  /** Whether its order is one of those asked about; others only stand around them. */
  readonly asked: boolean
  readonly waived: readonly string[]
  readonly id: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly partyId: string
  readonly personId: string | null
  readonly headcount: number
  readonly standing: Extract<Claim['standing'], 'held' | 'pending'>
}

const COUNTS = `(l.state = 'pending' or r.state in ('confirmed', 'in-use', 'ended', 'no-show'))`

/**
 * The newest orders placed since then with what counts of them, and what else their parties and persons have on those days; oldest first, as they
 * were placed.
 */
export async function listCountedLines(
  db: Queryable,
  facilityId: string,
  since: number,
  limit: number,
): Promise<readonly CountedLine[]> {
  const { rows } = await db.query<CountedLine>({
    text: `
      with counted as materialized (
        select o.order_id as "orderId", o.reference, o.title, o.placed_at, l.waivers, l.line_id as id, coalesce(r.space_id, l.space_id) as "spaceId",
          coalesce(r.starts_at, l.starts_at) as start, coalesce(r.ends_at, l.ends_at) as "end", l.party_id as "partyId", l.person_id as "personId", o.headcount,
          case when l.state = 'pending' then 'pending' else 'held' end as standing
        from order_lines l
        join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
        left join reservations r on r.facility_id = l.facility_id and r.line_id = l.line_id
        where l.facility_id = $1 and l.ends_at > to_timestamp($2 / 1000.0) - interval '1 day' and ${COUNTS}),
      asked as materialized (
        select "orderId" from counted where placed_at >= to_timestamp($2 / 1000.0)
        group by "orderId", placed_at order by placed_at desc, "orderId" desc limit $3)
      select c."orderId", c.reference, c.title, p.name as "partyName", c.placed_at as "placedAt", a."orderId" is not null as asked,
        coalesce((select array_agg(w ->> 'constraint') from jsonb_array_elements(c.waivers) w), '{}') as waived,
        c.id, c."spaceId", c.start, c."end", c."partyId", c."personId", c.headcount, c.standing
      from counted c
      join parties p on p.facility_id = $1 and p.party_id = c."partyId"
      left join asked a on a."orderId" = c."orderId"
      order by c.placed_at, c."orderId", c.start, c.id`,
    values: [facilityId, since, limit],
  })
  return rows
}
