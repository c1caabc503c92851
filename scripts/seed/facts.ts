import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { SampleClosure } from './closures.ts'
import { FACILITY, SPACES } from './house.ts'
import { DAY_TYPES } from './holidays.ts'
import { HOURS } from './hours.ts'
import { PARTIES } from './parties.ts'
import { POLICY } from './policy.ts'

export interface SampleFacts extends Facts {
  readonly closures: readonly SampleClosure[]
}

/** What the rules read of the sample palace. */
export function sampleFacts(now: number, closures: readonly SampleClosure[]): SampleFacts {
  return {
    facilityId: FACILITY.id,
    timeZone: FACILITY.timeZone,
    now,
    spaces: new Map(SPACES.map((space) => [space.id, space])),
    parties: new Map(PARTIES.map((party) => [party.id, party])),
    people: new Map(),
    hours: HOURS,
    closures,
    dayTypes: DAY_TYPES,
    policy: POLICY,
  }
}
