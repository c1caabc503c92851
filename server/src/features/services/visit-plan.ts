import type { ServiceClaim } from '@gongyue/shared/scheduling/crews.ts'
import type { VisitPlan } from '@gongyue/db/queries/visits.ts'

/** A claim for a service as the visit it becomes. */
export function visitPlan(
  { during, outing, people = [] }: ServiceClaim,
  visitId: string,
  lineId: string,
  afterId: string | null,
): VisitPlan {
  return {
    visitId,
    lineId,
    at: outing.at,
    afterId,
    people,
    equipment: outing.equipment,
    departs: during.start,
    arrives: outing.onSite.start,
    leaves: outing.onSite.end,
    returns: during.end,
  }
}
