import type pg from 'pg'
import type { Legs } from '@gongyue/shared/domain/outreach.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A visit to be written, or written anew, with all that it holds. */
export interface VisitPlan extends Legs {
  readonly visitId: string
  readonly lineId: string
  readonly at: Interval
  readonly afterId: string | null
  readonly people: readonly string[]
  readonly equipment: readonly string[]
}

/** Locks visits in the order of their ids. */
export async function lockVisits(db: Queryable, facilityId: string, visitIds: readonly string[]): Promise<void> {
  await db.query({
    text: 'select 1 from visits where facility_id = $1 and visit_id = any ($2::uuid[]) order by visit_id for update',
    values: [facilityId, visitIds],
  })
}

/** The visit that comes straight after another, if one does. */
export async function followerOf(db: Queryable, facilityId: string, visitId: string): Promise<string | null> {
  const { rows } = await db.query<{ lineId: string }>({
    text: `select line_id as "lineId" from visits where facility_id = $1 and after_id = $2 and state <> 'cancelled'`,
    values: [facilityId, visitId],
  })
  return rows[0]?.lineId ?? null
}

/** The line of a visit. */
export async function lineOfVisit(db: Queryable, facilityId: string, visitId: string): Promise<string | null> {
  const { rows } = await db.query<{ lineId: string }>({
    text: `select line_id as "lineId" from visits where facility_id = $1 and visit_id = $2`,
    values: [facilityId, visitId],
  })
  return rows[0]?.lineId ?? null
}

/**
 * Writes visits as they shall stand, new ones or those that were: times, crew, vehicle and kits. What they held before is given back, what they
 * hold now is claimed: one row for each person and each numbered piece, sorted as all claims are.
 *
 * @param newId - gives each claim its id
 * @returns false when somebody or something is held by others at that time; the caller rolls back
 */
export async function writeVisits(
  client: pg.ClientBase,
  facilityId: string,
  plans: readonly VisitPlan[],
  newId: () => string,
): Promise<boolean> {
  const ids = plans.map(({ visitId }) => visitId)
  await releaseVisits(client, facilityId, ids)
  for (const plan of plans) {
    await client.query({
      name: 'write-visit',
      text: `
        insert into visits (facility_id, visit_id, line_id, departs_at, arrives_at, starts_at, ends_at, leaves_at, returns_at, after_id, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'planned')
        on conflict on constraint visits_pkey do update set departs_at = $4, arrives_at = $5, starts_at = $6, ends_at = $7, leaves_at = $8,
          returns_at = $9, after_id = $10, version = visits.version + 1`,
      values: [
        ...[facilityId, plan.visitId, plan.lineId],
        ...[plan.departs, plan.arrives, plan.at.start, plan.at.end, plan.leaves, plan.returns].map(
          (at) => new Date(at),
        ),
        plan.afterId,
      ],
    })
    await setMembers(client, facilityId, plan)
  }
  const claims = plans
    .flatMap(({ visitId, people, equipment, departs, returns }) =>
      [...people, ...equipment].map((atomId) => ({ claimId: newId(), atomId, visitId, departs, returns })),
    )
    .toSorted((a, b) => (a.atomId < b.atomId ? -1 : a.atomId > b.atomId ? 1 : a.departs - b.departs))
  const { rowCount } = await client.query({
    name: 'claim-for-visits',
    text: `
      insert into claims (facility_id, claim_id, atom_id, visit_id, held_from, held_until, status)
      select $1, c.*, 'confirmed'
      from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[]) as c
      on conflict do nothing`,
    values: [
      facilityId,
      claims.map(({ claimId }) => claimId),
      claims.map(({ atomId }) => atomId),
      claims.map(({ visitId }) => visitId),
      claims.map(({ departs }) => new Date(departs)),
      claims.map(({ returns }) => new Date(returns)),
    ],
  })
  return rowCount === claims.length
}

/** Gives back what visits hold. */
export async function releaseVisits(db: Queryable, facilityId: string, visitIds: readonly string[]): Promise<void> {
  await db.query({
    name: 'release-visits',
    text: `update claims set status = 'released' where facility_id = $1 and visit_id = any ($2::uuid[]) and status <> 'released'`,
    values: [facilityId, visitIds],
  })
}

/** Visits that will not be; what they held is given back, and nobody comes after them. */
export async function cancelVisits(db: Queryable, facilityId: string, visitIds: readonly string[]): Promise<void> {
  await releaseVisits(db, facilityId, visitIds)
  await db.query({
    text: `
      update visits set state = 'cancelled', after_id = null, version = version + 1
      where facility_id = $1 and visit_id = any ($2::uuid[]) and state = 'planned'`,
    values: [facilityId, visitIds],
  })
}

async function setMembers(client: Queryable, facilityId: string, { visitId, people, equipment }: VisitPlan) {
  await client.query({
    text: 'delete from visit_people where facility_id = $1 and visit_id = $2',
    values: [facilityId, visitId],
  })
  await client.query({
    text: 'insert into visit_people (facility_id, visit_id, person_id) select $1, $2, unnest($3::uuid[])',
    values: [facilityId, visitId, people],
  })
  await client.query({
    text: 'delete from visit_equipment where facility_id = $1 and visit_id = $2',
    values: [facilityId, visitId],
  })
  await client.query({
    text: 'insert into visit_equipment (facility_id, visit_id, equipment_id) select $1, $2, unnest($3::uuid[])',
    values: [facilityId, visitId, equipment],
  })
}
