import type { Weekday } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'
import type { RunReason, RunScore } from './runs.ts'

/** One weekly time in a plan, as it is kept. */
export interface AllocationRecord {
  readonly sectionId: string
  readonly nth: number
  readonly place: { readonly spaceId: string; readonly weekday: Weekday; readonly from: number; readonly until: number }
  readonly pinned: boolean
  readonly dates: number
  readonly lost: number
}

/** Why a weekly time has no place in a plan, as it was worked out. */
export interface UnmetRecord {
  readonly sectionId: string
  readonly nth: number
  readonly reasons: readonly RunReason[]
  readonly options: number
  readonly taken: number
  readonly pinned: number
  readonly dearer: number
  readonly competitors: readonly { readonly sectionId: string; readonly options: number }[]
  readonly wouldHaveWorked: readonly {
    readonly place: AllocationRecord['place']
    readonly changes: readonly ('space' | 'day' | 'time' | 'length')[]
  }[]
}

export interface RuleCostRecord {
  readonly constraint: string
  readonly level: 'hard' | 'medium' | 'soft'
  readonly penalty: number
  readonly count: number
}

export interface SeasonPlanRecord {
  readonly id: string
  readonly roundId: string
  readonly runId: string | null
  readonly name: string
  readonly version: number
  readonly fingerprint: string
  readonly score: RunScore
  readonly cost: number
  readonly bound: number | null
  readonly rules: readonly RuleCostRecord[]
  readonly unmet: readonly UnmetRecord[]
  readonly madeAt: number
  readonly byName: string | null
  readonly placed: number
  readonly allocations: readonly AllocationRecord[]
}

/** Plans of a round, the newest first, without their allocations. */
export async function listSeasonPlans(
  db: Queryable,
  facilityId: string,
  roundId: string,
): Promise<readonly SeasonPlanRecord[]> {
  const { rows } = await db.query<SeasonPlanRecord>({
    name: 'list-season-plans',
    text: `select ${COLUMNS}, '[]'::jsonb as allocations ${FROM} where p.facility_id = $1 and p.round_id = $2
      order by p.made_at desc, p.plan_id desc`,
    values: [facilityId, roundId],
  })
  return rows
}

export async function readSeasonPlan(
  db: Queryable,
  facilityId: string,
  planId: string,
): Promise<SeasonPlanRecord | null> {
  const { rows } = await db.query<SeasonPlanRecord>({
    name: 'read-season-plan',
    text: `
      select ${COLUMNS}, coalesce((select jsonb_agg(jsonb_build_object('sectionId', a.section_id, 'nth', a.nth,
          'place', jsonb_build_object('spaceId', a.space_id, 'weekday', a.weekday, 'from', a.from_minute, 'until', a.until_minute),
          'pinned', a.pinned, 'dates', a.dates, 'lost', a.lost) order by a.section_id, a.nth)
        from allocations a where a.facility_id = p.facility_id and a.plan_id = p.plan_id), '[]') as allocations
      ${FROM} where p.facility_id = $1 and p.plan_id = $2`,
    values: [facilityId, planId],
  })
  return rows[0] ?? null
}

export async function lockSeasonPlan(
  db: Queryable,
  facilityId: string,
  planId: string,
): Promise<SeasonPlanRecord | null> {
  await db.query({
    text: 'select 1 from season_plans where facility_id = $1 and plan_id = $2 for update',
    values: [facilityId, planId],
  })
  return await readSeasonPlan(db, facilityId, planId)
}

const COLUMNS = `p.plan_id as id, p.round_id as "roundId", p.run_id as "runId", p.name, p.version, p.fingerprint, p.score, p.cost, p.bound,
  p.rules, p.unmet, p.made_at as "madeAt", u.display_name as "byName",
  (select count(*)::int from allocations a where a.facility_id = p.facility_id and a.plan_id = p.plan_id) as placed`
const FROM = `from season_plans p left join users u on u.facility_id = p.facility_id and u.user_id = p.made_by`

/** What a plan holds, worked out. */
export interface PlanContent extends Pick<
  SeasonPlanRecord,
  'score' | 'cost' | 'bound' | 'rules' | 'unmet' | 'fingerprint' | 'allocations'
> {}

export async function insertSeasonPlan(
  db: Queryable,
  facilityId: string,
  plan: PlanContent &
    Pick<SeasonPlanRecord, 'id' | 'roundId' | 'runId' | 'name' | 'madeAt'> & { readonly madeBy: string | null },
): Promise<void> {
  await db.query({
    text: `
      insert into season_plans (facility_id, plan_id, round_id, run_id, name, fingerprint, score, cost, bound, rules, unmet, made_by,
        made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      ...[facilityId, plan.id, plan.roundId, plan.runId, plan.name, plan.fingerprint, JSON.stringify(plan.score)],
      ...[plan.cost, plan.bound, JSON.stringify(plan.rules), JSON.stringify(plan.unmet), plan.madeBy],
      new Date(plan.madeAt),
    ],
  })
  await setAllocations(db, facilityId, plan.id, plan.allocations)
}

/** Writes what a plan holds anew and counts its version up. */
export async function updateSeasonPlan(
  db: Queryable,
  facilityId: string,
  planId: string,
  plan: PlanContent,
): Promise<void> {
  await db.query({
    text: `
      update season_plans set fingerprint = $3, score = $4, cost = $5, bound = $6, rules = $7, unmet = $8, version = version + 1
      where facility_id = $1 and plan_id = $2`,
    values: [
      ...[facilityId, planId, plan.fingerprint, JSON.stringify(plan.score), plan.cost, plan.bound],
      ...[JSON.stringify(plan.rules), JSON.stringify(plan.unmet)],
    ],
  })
  await db.query({
    text: 'delete from allocations where facility_id = $1 and plan_id = $2',
    values: [facilityId, planId],
  })
  await setAllocations(db, facilityId, planId, plan.allocations)
}

async function setAllocations(
  db: Queryable,
  facilityId: string,
  planId: string,
  allocations: readonly AllocationRecord[],
): Promise<void> {
  if (allocations.length === 0) return
  const rows = allocations.map(({ place, ...rest }) => ({ ...rest, ...place }))
  await db.query({
    text: `
      insert into allocations (facility_id, plan_id, section_id, nth, space_id, weekday, from_minute, until_minute, pinned, dates, lost)
      select $1, $2, a."sectionId", a.nth, a."spaceId", a.weekday, a."from", a.until, a.pinned, a.dates, a.lost
      from jsonb_to_recordset($3::jsonb) as a ("sectionId" uuid, nth smallint, "spaceId" uuid, weekday smallint, "from" smallint,
        until smallint, pinned boolean, dates smallint, lost smallint)`,
    values: [facilityId, planId, JSON.stringify(rows)],
  })
}
