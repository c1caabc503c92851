import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Booking } from '@gongyue/shared/scheduling/repair/problem.ts'
import type { Plan } from '@gongyue/shared/scheduling/repair/plan.ts'
import type { Repaired } from '@gongyue/shared/scheduling/repair/repair.ts'
import { aHouse } from './house.ts'
import { held, type ClaimWords } from './claims.ts'

/** The small house as a repair sees it: what stands was booked long ago, so notice and horizon do not look back. */
export function aRepairHouse(changes: Partial<Facts> = {}): Facts {
  const house = aHouse(changes)
  return {
    ...house,
    spaces: new Map([...house.spaces].map(([id, space]) => [id, { ...space, noticeMinutes: 0, horizonDays: 400 }])),
  }
}

/** A booking that stands: a class of ten people on Friday from seven to half past eight in classroom 201, unless the test says otherwise. */
export function aBooking({
  people = 10,
  series = null,
  announced = false,
  fixed = false,
  facts = aRepairHouse(),
  ...words
}: Omit<ClaimWords, 'people'> & Partial<Omit<Booking, 'claim'>> = {}): Booking {
  const claim = held({
    space: 'classroom-201',
    from: '19:00',
    to: '20:30',
    partyId: 'federation',
    personId: '',
    headcount: people,
    facts,
    ...words,
  })
  return { claim, series, people, announced, fixed }
}

/** The plans, or a failure that tells why there are none. */
export function plansOf(repaired: Repaired): readonly Plan[] {
  if (repaired.kind === 'refused') throw new Error(repaired.violations.map(({ constraint }) => constraint).join())
  return repaired.plans
}

/** A plan in brief: `move class-1 → classroom-202 12-04 19:00`, by Jining's clock. */
export function toldOf({ changes }: Plan): readonly string[] {
  return changes.map(({ kind, id, to }) => {
    if (!to) return `${kind} ${id}`
    const clock = new Date(to.during.start + 8 * 3_600_000).toISOString()
    return `${kind} ${id} → ${to.spaceId} ${clock.slice(5, 10)} ${clock.slice(11, 16)}`
  })
}
