import type { Queryable } from '../pool.ts'

export type RepairState = 'open' | 'applied' | 'superseded' | 'dismissed'

/** What a plan that was applied has written. */
export interface AppliedPlan {
  readonly plan: number
  readonly actId: string | null
  readonly closureId: string | null
  readonly orderId: string | null
  readonly drafts: number
}

/** A repair as it is kept. Plans, cause and what runs are the server's own wire: the database looks into none of them. Instants are epoch milliseconds. */
export interface RepairRecord {
  readonly id: string
  readonly kind: string
  readonly cause: object
  readonly fingerprint: string
  readonly hit: number
  readonly people: number
  readonly running: readonly object[]
  readonly plans: readonly object[]
  readonly state: RepairState
  readonly version: number
  readonly madeBy: string | null
  readonly madeByName: string | null
  readonly madeAt: number
  readonly settledByName: string | null
  readonly settledAt: number | null
  readonly applied: AppliedPlan | null
}

/** What is worked out anew. */
export type WorkedOut = Pick<RepairRecord, 'fingerprint' | 'hit' | 'people' | 'running' | 'plans'>

/** Keeps a new repair. */
export async function insertRepair(
  db: Queryable,
  facilityId: string,
  repair: WorkedOut & Pick<RepairRecord, 'id' | 'kind' | 'cause' | 'madeBy' | 'madeAt'>,
): Promise<void> {
  await db.query({
    text: `insert into repairs (facility_id, repair_id, kind, cause, fingerprint, hit, people, running, plans, made_by, made_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      facilityId,
      repair.id,
      repair.kind,
      JSON.stringify(repair.cause),
      repair.fingerprint,
      repair.hit,
      repair.people,
      JSON.stringify(repair.running),
      JSON.stringify(repair.plans),
      repair.madeBy,
      new Date(repair.madeAt),
    ],
  })
}

/** One repair, or null. With `lock` nobody else settles it before this transaction ends. */
export async function readRepairRow(
  db: Queryable,
  facilityId: string,
  repairId: string,
  lock = false,
): Promise<RepairRecord | null> {
  if (lock)
    await db.query({
      text: 'select 1 from repairs where facility_id = $1 and repair_id = $2 for update',
      values: [facilityId, repairId],
    })
  const { rows } = await db.query<RepairRecord>({
    text: `${SELECT_REPAIRS} where r.facility_id = $1 and r.repair_id = $2`,
    values: [facilityId, repairId],
  })
  return rows[0] ?? null
}

/** Open repairs, the oldest first. */
export async function listOpenRepairs(db: Queryable, facilityId: string): Promise<readonly RepairRecord[]> {
  const { rows } = await db.query<RepairRecord>({
    text: `${SELECT_REPAIRS} where r.facility_id = $1 and r.state = 'open' order by r.made_at, r.repair_id limit 200`,
    values: [facilityId],
  })
  return rows
}

/** Puts new plans in the place of old ones, for the world has moved on. */
export async function renewRepair(
  db: Queryable,
  facilityId: string,
  repairId: string,
  { fingerprint, hit, people, running, plans }: WorkedOut,
): Promise<void> {
  await db.query({
    text: `update repairs set fingerprint = $3, hit = $4, people = $5, running = $6, plans = $7, version = version + 1
      where facility_id = $1 and repair_id = $2 and state = 'open'`,
    values: [facilityId, repairId, fingerprint, hit, people, JSON.stringify(running), JSON.stringify(plans)],
  })
}

/** Ends a repair. */
export async function settleRepair(
  db: Queryable,
  facilityId: string,
  repairId: string,
  settled: {
    readonly state: Exclude<RepairState, 'open'>
    readonly by: string
    readonly at: number
    readonly applied: AppliedPlan | null
    readonly reason: string | null
  },
): Promise<void> {
  const { state, by, at, applied, reason } = settled
  await db.query({
    text: `update repairs set state = $3, settled_by = $4, settled_at = $5, applied = $6, reason = $7, version = version + 1
      where facility_id = $1 and repair_id = $2 and state = 'open'`,
    values: [facilityId, repairId, state, by, new Date(at), applied && JSON.stringify(applied), reason],
  })
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

const SELECT_REPAIRS = `
  select r.repair_id as id, r.kind, r.cause, r.fingerprint, r.hit, r.people, r.running, r.plans, r.state, r.version,
    r.made_by as "madeBy", m.display_name as "madeByName", ${ms('r.made_at')} as "madeAt", s.display_name as "settledByName",
    ${ms('r.settled_at')} as "settledAt", r.applied
  from repairs r
  left join users m on m.facility_id = r.facility_id and m.user_id = r.made_by
  left join users s on s.facility_id = r.facility_id and s.user_id = r.settled_by`
