import { bookingConditions } from './booking-conditions.ts'
import { branchDaily } from './branch-daily.ts'
import { capacity } from './capacity.ts'
import { closure } from './closure.ts'
import { concurrent } from './concurrent.ts'
import { duration } from './duration.ts'
import { eligibility } from './eligibility.ts'
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
import { spaceOverlap } from './space-overlap.ts'
import { startGrid } from './start-grid.ts'
import type { Constraint } from './define.ts'

/** Every rule of the house, hard first. One line each. */
export const constraints = [
  spaceOverlap,
  personOverlap,
  personHours,
  personSkills,
  personDay,
  personWeek,
  personRest,
  openingHours,
  closure,
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
