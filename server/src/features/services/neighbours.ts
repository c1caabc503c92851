import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { ServiceClaim } from '@gongyue/shared/scheduling/crews.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { readServiceLines, type DispatchRecord, type VisitRecord } from '@gongyue/db/queries/service-lines.ts'
import { followerOf, lineOfVisit, type VisitPlan } from '@gongyue/db/queries/visits.ts'
import { serviceClaim } from './claim.ts'
import { visitPlan } from './visit-plan.ts'

/** A visit that was joined to one that changes: it goes out and home by itself from now on. */
export interface Neighbour {
  readonly line: DispatchRecord
  readonly visit: VisitRecord
  /** By itself, under the id of its visit. */
  readonly alone: ServiceClaim
  /** As it stands now. */
  readonly asBefore: VisitPlan
}

/** Those joined to a visit: the one it comes from, and the one that comes after it. */
export async function neighboursOf(
  db: Queryable,
  visit: Pick<VisitRecord, 'id' | 'afterId'>,
  facts: Facts,
): Promise<readonly Neighbour[]> {
  const { facilityId } = facts
  const before = visit.afterId === null ? null : await lineOfVisit(db, facilityId, visit.afterId)
  const after = await followerOf(db, facilityId, visit.id)
  const ids = [before, after].filter((id) => id !== null)
  if (ids.length === 0) return []
  const lines = await readServiceLines(db, facilityId, ids)
  return lines.flatMap((line) => (line.visit ? [neighbour(line, line.visit, facts)] : []))
}

/** A neighbour's visit as it shall be: by itself. */
export function alonePlan({ line, visit, alone }: Neighbour): VisitPlan {
  return visitPlan(alone, visit.id, line.id, null)
}

function neighbour(line: DispatchRecord, visit: VisitRecord, facts: Facts): Neighbour {
  const people = visit.people.map(({ id }) => id)
  const going = { people, equipment: visit.equipment }
  const { departs, arrives, leaves, returns } = visit
  return {
    line,
    visit,
    alone: { ...serviceClaim(line, facts, going), id: visit.id },
    asBefore: {
      ...{ visitId: visit.id, lineId: line.id, at: { start: line.start, end: line.end }, afterId: null },
      ...{ people, equipment: visit.equipment, departs, arrives, leaves, returns },
    },
  }
}
