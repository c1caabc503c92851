import type { WeeklyPlace } from '@gongyue/shared/domain/round.ts'
import { allocate, type Allocation, type AllocateOptions } from '@gongyue/shared/scheduling/season/allocate.ts'
import type { SeasonInputs, SeasonPin, SeasonRound, SeasonSection } from '@gongyue/shared/scheduling/season/inputs.ts'
import { countedBudget } from '@gongyue/shared/solver/solve.ts'
import { aHouse, minute } from './house.ts'

/** Spring 2027: sixteen weeks of evenings in the two classrooms. */
export function aRound(changes: Partial<SeasonRound> = {}): SeasonRound {
  return {
    name: '2027 春季',
    from: '2027-03-01',
    until: '2027-06-20',
    spaceIds: ['classroom-201', 'classroom-202'],
    windows: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: minute('18:00'), until: minute('21:00') })),
    gridMinutes: 30,
    partyMinutes: null,
    seed: 7,
    ...changes,
  }
}

/** Ten people of branch 1 for an hour and a half once a week, on Friday from seven to half past eight. */
export function aSection(id: string, changes: Partial<SeasonSection> = {}): SeasonSection {
  return {
    id,
    partyId: 'branch-1',
    title: `【${id}】`,
    headcount: 10,
    features: [],
    minMinutes: 90,
    maxMinutes: 90,
    timesAWeek: 1,
    from: '2027-03-01',
    until: '2027-06-20',
    spaceIds: [],
    times: [{ weekday: 5, from: minute('19:00'), until: minute('20:30'), rank: 'primary' }],
    sameSpace: false,
    sameTime: false,
    apart: false,
    weight: 5,
    must: false,
    personIds: [],
    ...changes,
  }
}

/** A whole season; the test names what it is about. */
export function aSeason(
  changes: Partial<Omit<SeasonInputs, 'round'>> & { readonly round?: Partial<SeasonRound> } = {},
): SeasonInputs {
  const { round, ...rest } = changes
  return {
    ...{ round: aRound(round), sections: [], pins: [], facts: aHouse(), held: [], before: new Map(), base: null },
    ...rest,
  }
}

/** A pin on the first time of a section. */
export function aPin(
  id: string,
  sectionId: string,
  { spaceId, weekday, from, until }: WeeklyPlace,
  nth = 0,
): SeasonPin {
  return { id, kind: 'pin', sectionId, nth, spaceId, weekday, from, until }
}

/** Allocated with a counted budget: the same every time. */
export function allocated(
  inputs: SeasonInputs,
  changes: Partial<AllocateOptions> = {},
): Extract<Allocation, { kind: 'done' }> {
  const allocation = tried(inputs, changes)
  if (allocation.kind !== 'done') throw new Error(allocation.reasons.map(({ key }) => key).join())
  return allocation
}

export function tried(inputs: SeasonInputs, changes: Partial<AllocateOptions> = {}): Allocation {
  return allocate(inputs, {
    ...{ seed: 1, budget: countedBudget(6_000, 0), stop: () => false, neighbourhoods: false, boundSeconds: 0 },
    ...changes,
  })
}

/** `choir 0 classroom-201 5 19:00–20:30` */
export function told({ evaluation: { allocations } }: Extract<Allocation, { kind: 'done' }>): readonly string[] {
  return allocations.map(({ sectionId, nth, place: { spaceId, weekday, from, until } }) =>
    [sectionId, nth, spaceId, weekday, `${clock(from)}–${clock(until)}`].join(' '),
  )
}

function clock(at: number): string {
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
}
