import type { Needs } from '@gongyue/shared/domain/menu.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { legsOf, type Outreach } from '@gongyue/shared/domain/outreach.ts'
import type { ServiceClaim } from '@gongyue/shared/scheduling/crews.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'

/** Whatever can be given to somebody: a line that is asked for, or one that stands. */
export interface Givable {
  readonly id: string
  readonly partyId: string
  readonly serviceId: string | null
  readonly title: string
  readonly start: number
  readonly end: number
  readonly place: 'palace' | 'outside'
  readonly districtId: string | null
  readonly headcount: number
  readonly needs: Needs
  readonly setUpMinutes: number
  readonly strikeMinutes: number
}

/** Who goes, what goes along, and how the visit hangs together with others. */
export interface Going {
  readonly people?: readonly string[]
  readonly equipment?: readonly string[]
  /** The claim they come from, and when they left it. */
  readonly after?: { readonly id: string; readonly leaves: number }
  /** True when another visit follows straight on. */
  readonly onward?: boolean
}

/** A line as the rules see it: bound from departure to return, whoever gives it. */
export function serviceClaim(line: Givable, facts: Facts, going: Going = {}): ServiceClaim {
  const outreach: Outreach = facts.outreach ?? NOTHING
  const at: Interval = { start: line.start, end: line.end }
  const { after, onward = false } = going
  const legs = legsOf({ at, ...line }, outreach, { ...(after && { from: after.leaves }), onward })
  const during = { start: legs.departs, end: legs.returns }
  return {
    id: line.id,
    spaceId: '',
    atomIds: [],
    during,
    held: during,
    partyId: line.partyId,
    personId: '',
    headcount: line.headcount,
    features: [],
    conditions: {},
    people: going.people ?? [],
    standing: 'asked',
    wish: { spaceId: '', start: during.start },
    outing: {
      serviceId: line.serviceId,
      title: line.title,
      needs: line.needs,
      place: line.place,
      districtId: line.districtId,
      at,
      onSite: { start: legs.arrives, end: legs.leaves },
      equipment: going.equipment ?? [],
      ...(after && { after: after.id }),
    },
  }
}

const NOTHING: Outreach = { services: new Map(), equipment: new Map(), districts: new Map(), ways: new Map() }
