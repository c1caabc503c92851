import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { Booking, Cause, RepairSnapshot } from '@gongyue/shared/scheduling/repair/problem.ts'
import { repair, type Repaired } from '@gongyue/shared/scheduling/repair/repair.ts'
import { DAY_KINDS } from '@gongyue/shared/time/day-type.ts'
import { addDays, instantAt, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { aHouse, minute, openRow } from '../shared/support/house.ts'
import { aSpace } from '../shared/support/spaces.ts'
import { median } from './statistics.ts'

/** What repairs cost, without a database. Milliseconds of the processor, so that a busy machine may be asked too; `first` until the first plan, `all` until the last of them. */
export interface RepairCost {
  readonly week: { readonly hit: number; readonly firstMs: number; readonly allMs: number; readonly plans: number }
  readonly term: { readonly hit: number; readonly firstMs: number; readonly allMs: number; readonly plans: number }
  /** Bookings that stand in the house. */
  readonly bookings: number
}

/** A theatre shut for a week with forty bookings in it, and a class of sixteen weeks that meets five others; in a house of a full season. */
export function measureRepairs(runs = 5): RepairCost {
  const facts = aSeasonHouse()
  const season = aSeason(facts)
  const week = Array.from({ length: 40 }, (_, i) =>
    bookingOf(
      `hit-${i}`,
      'theatre',
      addDays(MONDAY, i % 7),
      510 + 120 * Math.floor(i / 7),
      90,
      40 + 20 * (i % 9),
      null,
      facts,
    ),
  )
  const closure = { id: 'shut', spaceId: 'theatre', during: spanOf(MONDAY, 7, facts), reason: '检修' }
  const term = Array.from({ length: 16 }, (_, i) =>
    bookingOf(`class-${i}`, 'c3', addDays(MONDAY, 7 * i + 2), 1140, 90, 30, 'class', facts),
  )
  const others = season.filter(({ claim }) => !term.some((one) => meets(one, claim)))
  const inTheWay = [1, 4, 7, 10, 13].map((i) =>
    bookingOf(`taken-${i}`, 'c3', addDays(MONDAY, 7 * i + 2), 1140, 90, 40, null, facts),
  )
  const asked = term.map(({ claim }) => ({ ...claim, standing: 'asked' as const }))
  return {
    week: cost(runs, snapshotOf(facts, [...season, ...week]), { kind: 'closure', closure }, 40),
    term: cost(
      runs,
      snapshotOf(facts, [...others, ...inTheWay]),
      { kind: 'refused-series', claims: asked, people: 30 },
      5,
    ),
    bookings: season.length,
  }
}

const MONDAY = '2026-12-07'

function cost(runs: number, snapshot: RepairSnapshot, cause: Cause, hit: number): RepairCost['week'] {
  const firsts: number[] = []
  const all: number[] = []
  let repaired: Repaired | null = null
  for (let run = 0; run < runs; run++) {
    const began = cpuMs()
    let first = Number.NaN
    const onPlan = () => (first = Number.isNaN(first) ? cpuMs() - began : first)
    repaired = repair({ ...snapshot, claims: [...snapshot.claims] }, cause, { onPlan })
    all.push(cpuMs() - began)
    firsts.push(first)
  }
  const plans = repaired?.kind === 'plans' ? repaired.plans.length : 0
  return { hit, firstMs: median(firsts), allMs: median(all), plans }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function aSeasonHouse(): Facts {
  const small = aHouse()
  const rooms = ['c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'exhibition', 'reading-room']
  const spaces = [
    ...small.spaces.values(),
    ...rooms.map((id) => aSpace(id, { features: ['projector'] })),
    aSpace('hall', { kind: 'exhibition', capacity: 300, maxMinutes: 480 }),
    aSpace('square', { kind: 'square', capacity: 2000 }),
  ].map((space) => ({ ...space, noticeMinutes: 0, horizonDays: 400 }))
  const roots = spaces.filter(({ parentId }) => parentId === null)
  return {
    ...small,
    now: instantAt(addDays(MONDAY, -3), 600, small.timeZone),
    spaces: new Map(spaces.map((space) => [space.id, space])),
    hours: roots.flatMap(({ id }) => DAY_KINDS.map((dayKind) => openRow(id, '08:30', '21:30', { dayKind }))),
    policy: {
      ...small.policy,
      eligibility: [],
      quotas: small.policy.quotas.filter(({ per }) => per !== 'party-at-once'),
    },
  }
}

/** Three thousand bookings over half a year in classrooms and rehearsal rooms, evenings the fullest. */
function aSeason(facts: Facts): readonly Booking[] {
  const rooms = ['c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'classroom-201', 'classroom-202', 'rehearsal-a', 'rehearsal-b']
  const bookings: Booking[] = []
  for (let day = -7; day < 175; day++)
    for (const [r, room] of rooms.entries())
      for (const [s, from] of [540, 840, 1140].entries())
        if ((day * 7 + r * 3 + s * 5) % 9 < 5)
          bookings.push(
            bookingOf(
              `s${day} ${r} ${s}`,
              room,
              addDays(MONDAY, day),
              from,
              90,
              10 + ((r * 5) % 30),
              s === 2 ? `class ${r} ${(day + 70) % 7}` : null,
              facts,
            ),
          )
  return bookings
}

function bookingOf(
  id: string,
  spaceId: string,
  date: LocalDate,
  from: number,
  minutes: number,
  people: number,
  series: string | null,
  facts: Facts,
): Booking {
  const space = facts.spaces.get(spaceId)
  if (!space) throw new Error(`no space ${spaceId}`)
  const start = instantAt(date, from, facts.timeZone)
  const during = { start, end: start + minutes * 60_000 }
  const claim: Booking['claim'] = {
    id,
    spaceId,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: 'federation',
    personId: '',
    headcount: people,
    features: [],
    conditions: {},
    standing: 'held',
    wish: { spaceId, start },
  }
  return { claim, series, people, announced: false, fixed: false }
}

function snapshotOf(facts: Facts, bookings: readonly Booking[]): RepairSnapshot {
  return { facts, bookings, claims: bookings.map(({ claim }) => claim) }
}

function spanOf(date: LocalDate, days: number, { timeZone }: Facts) {
  return { start: instantAt(date, 0, timeZone), end: instantAt(addDays(date, days), minute('00:00'), timeZone) }
}

function meets({ claim }: Booking, other: Booking['claim']): boolean {
  return claim.spaceId === other.spaceId && claim.held.start < other.held.end && other.held.start < claim.held.end
}

if (import.meta.main) console.log(JSON.stringify(measureRepairs(), null, 2))
