import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy, type Space } from '@gongyue/shared/domain/space.ts'
import { findAlternatives } from '@gongyue/shared/scheduling/alternatives.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { findOffers } from '@gongyue/shared/scheduling/offers.ts'
import { DAY_KINDS } from '@gongyue/shared/time/day-type.ts'
import { addDays, instantAt } from '@gongyue/shared/time/wall.ts'
import { aHouse, minute, openRow } from '../shared/support/house.ts'
import { aSpace } from '../shared/support/spaces.ts'

/**
 * The checker and the search without a database, over a synthetic house: 71 spaces, 500 claims a day for three weeks, all branches busy.
 * Milliseconds of the processor, so that a busy machine may be asked too: `node tests/load/search.ts`.
 */
function main(): void {
  const facts = aBusyHouse()
  const claims = threeWeeks(facts)
  const asked = ['table-01', 'gym-01', 'c3', 'theatre'].map((id) =>
    claimOf('asked', spaceOf(id, facts), EVENING, 60, 1, 'asked'),
  )
  const taken = asked.map((claim) => ({
    ...claim,
    id: `held ${claim.spaceId}`,
    partyId: 'b9',
    standing: 'held' as const,
  }))
  const all = [...claims, ...taken]
  const near = all.filter(
    ({ atomIds, partyId, during }) => sameDay(during.start) && (partyId === 'b1' || atomIds.includes('table-01')),
  )
  const search = { limit: 20, days: 14 }
  const [table] = asked
  if (!table) return
  report(`check, ${near.length} claims near`, 2000, () => check([table], { facts, claims: near }))
  report(`check, ${all.length} claims`, 100, () => check([table], { facts, claims: all }))
  report(`check, ${all.length} claims, read afresh`, 40, () => check([table], { facts, claims: [...all] }))
  for (const claim of asked) {
    report(`alternatives to ${claim.spaceId}`, 40, () => findAlternatives([claim], { facts, claims: all }, search))
    report(`alternatives to ${claim.spaceId}, read afresh`, 40, () =>
      findAlternatives([claim], { facts, claims: [...all] }, search),
    )
  }
  const window = { start: instantAt(MONDAY, 0, facts.timeZone), end: instantAt(addDays(MONDAY, 14), 0, facts.timeZone) }
  const wish = { claim: table, minutes: 60, spaceIds: [...facts.spaces.keys()], windows: [window] }
  report('offers, all spaces, 14 days', 20, () => findOffers(wish, { facts, claims: all }, 20))
}

const MONDAY = '2026-12-07'
const EVENING = instantAt(MONDAY, minute('19:00'), 'Asia/Shanghai')

function aBusyHouse(): Facts {
  const places = Array.from({ length: 38 }, (_, i) => `gym-${String(i + 1).padStart(2, '0')}`)
  const rooms = ['c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'exhibition', 'reading-room']
  const small = aHouse()
  const spaces = [
    ...[...small.spaces.values()].filter(({ kind }) => !kind.startsWith('gym')),
    aSpace('gym', { kind: 'gym', atomIds: places, capacity: 40 }),
    ...places.map((id) => aSpace(id, { kind: 'gym-place', parentId: 'gym', capacity: 1 })),
    ...rooms.map((id) => aSpace(id, { features: ['projector'] })),
    aSpace('square', { kind: 'square', capacity: 2000 }),
  ].map((space) => ({ ...space, horizonDays: 30, conditionsVersion: 1 }))
  const roots = spaces.filter(({ parentId }) => parentId === null)
  const branches = Array.from({ length: 20 }, (_, i) => `b${i}`)
  return {
    ...small,
    now: instantAt(addDays(MONDAY, -1), minute('10:00'), small.timeZone),
    spaces: new Map(spaces.map((space) => [space.id, space])),
    hours: roots.flatMap(({ id }) => DAY_KINDS.map((dayKind) => openRow(id, '08:30', '21:30', { dayKind }))),
    parties: new Map(branches.map((id) => [id, { id, parentId: null, kind: 'branch', name: id, suspended: false }])),
  }
}

/** 500 bookings of an hour and a half a day on single atoms, from a week before Monday to a fortnight after it. */
function threeWeeks(facts: Facts): readonly Claim[] {
  const dice = seeded(7)
  const single = [...facts.spaces.values()].filter(({ atomIds, id }) => atomIds.length === 1 && id !== 'theatre')
  return Array.from({ length: 21 }, (_, day) => addDays(MONDAY, day - 7)).flatMap((date) =>
    single
      .flatMap((space) => Array.from({ length: 8 }, (_, slot) => ({ space, from: 510 + 90 * slot, turn: dice() })))
      .toSorted((a, b) => a.turn - b.turn)
      .slice(0, 500)
      .map(({ space, from }, i) => {
        const start = instantAt(date, from, facts.timeZone)
        return claimOf(`${date} ${i}`, space, start, 90 - space.strikeMinutes * 2, Math.floor(dice() * 400), 'held')
      }),
  )
}

function claimOf(
  id: string,
  space: Space,
  start: number,
  minutes: number,
  person: number,
  standing: Claim['standing'],
): Claim {
  const during = { start, end: start + minutes * 60_000 }
  return {
    id,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: `b${person % 20}`,
    personId: `p${person}`,
    headcount: Math.max(1, Math.floor(space.capacity / 2)),
    features: [],
    conditions: { [space.id]: space.conditionsVersion },
    standing,
    wish: { spaceId: space.id, start },
  }
}

function spaceOf(id: string, { spaces }: Facts): Space {
  const space = spaces.get(id)
  if (!space) throw new Error(`no space ${id}; there are ${[...spaces.keys()].join(', ')}`)
  return space
}

function sameDay(instant: number): boolean {
  return Math.abs(instant - EVENING) < 43_200_000
}

function report(what: string, times: number, work: () => unknown): void {
  for (let i = 0; i < times / 3; i++) work()
  const before = process.threadCpuUsage()
  for (let i = 0; i < times; i++) work()
  const { user, system } = process.threadCpuUsage(before)
  console.log(what.padEnd(44), ((user + system) / 1000 / times).toFixed(2), 'ms')
}

/** Numerical Recipes' generator: the same house in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

main()
