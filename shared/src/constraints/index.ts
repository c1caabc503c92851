import { bookingConditions } from './booking-conditions.ts'
import { branchDaily } from './branch-daily.ts'
import { capacity } from './capacity.ts'
import { closure } from './closure.ts'
import { concurrent } from './concurrent.ts'
import { crewRest } from './crew-rest.ts'
import { crewSkills } from './crew-skills.ts'
import { duration } from './duration.ts'
import { eligibility } from './eligibility.ts'
import { exhibitionPeriod } from './exhibition-period.ts'
import { equipmentOverlap } from './equipment-overlap.ts'
import { features } from './features.ts'
import { horizon } from './horizon.ts'
import { memberDaily } from './member-daily.ts'
import { noShowPoints } from './no-show-points.ts'
import { notice } from './notice.ts'
import { openingHours } from './opening-hours.ts'
import { personDay } from './person-day.ts'
import { personHours } from './person-hours.ts'
import { personOverlap } from './person-overlap.ts'
import { personRest } from './person-rest.ts'
import { personSkills } from './person-skills.ts'
import { personWeek } from './person-week.ts'
import { preferredSpace } from './preferred-space.ts'
import { preferredTime } from './preferred-time.ts'
import { roomFit } from './room-fit.ts'
import { roundReserved } from './round-reserved.ts'
import { serviceAudience } from './service-audience.ts'
import { serviceDeadline } from './service-deadline.ts'
import { serviceKits } from './service-kits.ts'
import { servicePlace } from './service-place.ts'
import { serviceSeason } from './service-season.ts'
import { spaceOverlap } from './space-overlap.ts'
import { startGrid } from './start-grid.ts'
import { travelTime } from './travel-time.ts'
import { travelUnknown } from './travel-unknown.ts'
import { vehicle } from './vehicle.ts'
import type { Constraint } from './define.ts'

/** Every rule of the house, hard first. One line each. */
export const constraints = [
  spaceOverlap,
  personOverlap,
  equipmentOverlap,
  personHours,
  personSkills,
  personDay,
  personWeek,
  personRest,
  travelTime,
  crewRest,
  crewSkills,
  vehicle,
  serviceKits,
  travelUnknown,
  serviceDeadline,
  serviceAudience,
  servicePlace,
  serviceSeason,
  openingHours,
  closure,
  exhibitionPeriod,
  roundReserved,
  capacity,
  features,
  duration,
  startGrid,
  notice,
  horizon,
  eligibility,
  noShowPoints,
  bookingConditions,
  memberDaily,
  branchDaily,
  concurrent,
  preferredTime,
  preferredSpace,
  roomFit,
] as const satisfies readonly Constraint[]

export type ConstraintId = (typeof constraints)[number]['id']

const byId: ReadonlyMap<string, Constraint> = new Map(constraints.map((rule) => [rule.id, rule]))

/** The rule of an id; undefined for an id the house does not know. */
export function constraintOf(id: string): Constraint | undefined {
  return byId.get(id)
}
