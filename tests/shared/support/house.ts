import type { Facts, OpeningHours } from '@gongyue/shared/domain/facts.ts'
import type { Party } from '@gongyue/shared/domain/party.ts'
import type { Person } from '@gongyue/shared/domain/person.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import type { Space } from '@gongyue/shared/domain/space.ts'
import { DAY_KINDS, type SpecialDay } from '@gongyue/shared/time/day-type.ts'
import { theSpaces } from './spaces.ts'

/** Wednesday, ten in the morning. */
export const NOW = at('2026-12-02', '10:00')

/** The day on which most of the stories happen: a Friday, a workday. */
export const FRIDAY = '2026-12-04'

/** An instant of Jining. */
export function at(date: string, clock: string): number {
  const ends = clock === '24:00'
  return Date.parse(`${date}T${ends ? '00:00' : clock}:00+08:00`) + (ends ? 86_400_000 : 0)
}

/** A span of one day in Jining. */
export function span(
  from: string,
  to: string,
  date: string = FRIDAY,
): { readonly start: number; readonly end: number } {
  return { start: at(date, from), end: at(date, to) }
}

/** Minutes of the day. */
export function minute(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** A small palace in Jining on 2 December 2026; the test names what is different in its own. */
export function aHouse(changes: Partial<Facts> = {}): Facts {
  return {
    facilityId: 'jining',
    timeZone: 'Asia/Shanghai',
    now: NOW,
    spaces: theSpaces(),
    parties: new Map(PARTIES.map((party) => [party.id, party])),
    people: new Map(PEOPLE.map((person) => [person.id, person])),
    hours: HOURS,
    closures: [],
    dayTypes: { years: new Set([2026]), special: new Map(HOLIDAYS.map((day) => [day.date, day])) },
    policy: aPolicy(),
    ...changes,
  }
}

/** Tables are direct, the rest by approval; two tables a branch and day, two hours a person, three spaces at once. */
export function aPolicy(changes: Partial<Policy> = {}): Policy {
  return {
    version: 1,
    approvals: [{ spaces: ['table', 'gym-place'], parties: 'any', when: 'any', route: 'direct' }],
    eligibility: [{ spaces: ['theatre'], parties: ['federation', 'county', 'branch'] }],
    quotas: [
      { per: 'member-day', spaces: ['table'], parties: 'any', unit: 'minutes', limit: 120 },
      { per: 'party-day', spaces: ['table'], parties: ['branch'], unit: 'bookings', limit: 2 },
      { per: 'party-at-once', spaces: 'any', parties: ['branch'], unit: 'bookings', limit: 3 },
    ],
    weights: {},
    cancelMinutes: 30,
    holdMinutes: 15,
    ...changes,
  }
}

/** A house in which one space is otherwise. */
export function withSpace(id: string, changes: Partial<Space>, facts: Facts = aHouse()): Facts {
  const space = facts.spaces.get(id)
  if (!space) throw new Error(`no space ${id} in the small house`)
  return { ...facts, spaces: new Map([...facts.spaces, [id, { ...space, ...changes }]]) }
}

/** A house in which one party is otherwise. */
export function withParty(id: string, changes: Partial<Party>, facts: Facts = aHouse()): Facts {
  const party = facts.parties.get(id)
  if (!party) throw new Error(`no party ${id} in the small house`)
  return { ...facts, parties: new Map([...facts.parties, [id, { ...party, ...changes }]]) }
}

/** One row of opening hours; a workday unless the test says otherwise. */
export function openRow(
  spaceId: string,
  opens: string,
  closes: string,
  changes: Partial<OpeningHours> = {},
): OpeningHours {
  return {
    spaceId,
    dayKind: 'workday',
    weekdays: null,
    opens: minute(opens),
    closes: minute(closes),
    from: null,
    until: null,
    ...changes,
  }
}

const CLOSES = { workday: '21:30', weekend: '21:00', 'legal-holiday': '17:00', 'make-up-workday': '21:30' } as const

/** A person of the house who is otherwise. */
export function withPerson(id: string, changes: Partial<Person>, facts: Facts = aHouse()): Facts {
  const person = facts.people.get(id)
  if (!person) throw new Error(`no person ${id} in the small house`)
  return { ...facts, people: new Map([...facts.people, [id, { ...person, ...changes }]]) }
}

/** Parts follow the whole. */
const HOURS: readonly OpeningHours[] = ['theatre', 'tables', 'rehearsal', 'classroom-201-202', 'gym'].flatMap(
  (spaceId) => DAY_KINDS.map((dayKind) => openRow(spaceId, '08:30', CLOSES[dayKind], { dayKind })),
)

/** A part of the official table of 2026. */
const HOLIDAYS: readonly SpecialDay[] = [
  { date: '2026-10-01', kind: 'legal-holiday', name: '国庆节' },
  { date: '2026-10-10', kind: 'make-up-workday', name: '国庆节调休' },
]

const UNBOUND = {
  partyId: null,
  hours: [],
  absences: [],
  minutesADay: null,
  restMinutes: null,
  daysAWeek: null,
  active: true,
} as const

/** One who teaches pottery and one who runs the stage; both may be asked at any time. */
const PEOPLE: readonly Person[] = [
  { id: 'chen', name: '陈静', kind: 'instructor', skills: ['pottery', 'tea'], ...UNBOUND },
  { id: 'zhou', name: '周强', kind: 'technician', skills: ['stage'], ...UNBOUND },
]

const PARTIES: readonly Party[] = [
  { id: 'federation', parentId: null, kind: 'federation', name: '济宁市总工会', suspended: false },
  { id: 'branch-1', parentId: 'federation', kind: 'branch', name: '第一棉纺厂工会', suspended: false },
  { id: 'branch-2', parentId: 'federation', kind: 'branch', name: '运河煤矿工会', suspended: false },
  { id: 'partner', parentId: null, kind: 'partner', name: '市技师学院', suspended: false },
  { id: 'person', parentId: null, kind: 'person', name: '王芳', suspended: false },
]
