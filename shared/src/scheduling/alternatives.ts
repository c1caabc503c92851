import { constraints } from '../constraints/index.ts'
import type { Claim } from '../domain/claim.ts'
import type { Facts, Snapshot } from '../domain/facts.ts'
import { canStandIn, heldBy, type Space } from '../domain/space.ts'
import { MINUTE, minutesOf, type Interval } from '../time/interval.ts'
import { addDays, dayOf, daysBetween, localDateOf, minuteOfDayAt, type LocalDate } from '../time/wall.ts'
import { BOOKING_RULES } from './check.ts'
import { createOccupancy, possibleStarts, type Occupancy } from './occupancy.ts'
import { reasonsOf, type Reason } from './reason.ts'
import { createScoreIndex, type ScoreIndex } from './score-index.ts'

/** Something that fits instead, complete: all claims of the order, changed and unchanged. The lower the cost, the nearer to what was asked. */
export interface Alternative {
  readonly claims: readonly Claim[]
  readonly cost: number
  readonly reasons: readonly Reason[]
}

export interface Search {
  readonly limit: number
  /** How many days after the asked one are looked at; before it, half as many (never before today). */
  readonly days: number
}

/**
 * What to do instead of a refused order, ranked: another time near, a sibling or another space, another day, a shorter stay, two spaces side
 * by side, fewer people. Every answer passes the same rules as the order itself; the cost is what the soft rules say of it, plus the price of
 * getting less than was asked.
 *
 * Candidates come from the gaps of each space's day and are tried cheapest first, so the rules judge tens of them, not the ten thousands
 * that a grid would make.
 */
export function findAlternatives(
  asked: readonly Claim[],
  snapshot: Snapshot,
  { limit, days }: Search,
): readonly Alternative[] {
  const { facts, claims: held } = snapshot
  const index = createScoreIndex(facts, BOOKING_RULES, held)
  const occupancy = createOccupancy(held)
  const broken: Claim[] = []
  for (const claim of asked) {
    if (fits(index, claim)) index.insert(claim)
    else broken.push(claim)
  }
  const [first, ...rest] = broken
  if (!first) return []
  const found: Alternative[] = []
  for (const change of changesFor(first, index, occupancy, facts, { limit, days })) {
    const whole = withRest(change, rest, index, occupancy, facts, days)
    if (!whole) continue
    const replaced = new Map([[first.id, change], ...whole])
    found.push({
      claims: asked.flatMap((claim) => replaced.get(claim.id)?.claims ?? [claim]),
      cost: [...replaced.values()].reduce((sum, { cost }) => sum + cost, 0),
      reasons: [...replaced].flatMap(([id, one]) => {
        const before = asked.find((claim) => claim.id === id)
        return before ? reasonsOf(before, one.claims, facts) : []
      }),
    })
    if (found.length >= limit) break
  }
  return found.toSorted((a, b) => a.cost - b.cost)
}

/** What could stand in the place of one claim. */
export interface Change {
  readonly claims: readonly Claim[]
  readonly cost: number
}

/** Prices of getting less than was asked, in the steps of the soft rules. */
const PRICE = { shorterQuarter: 3, secondSpace: 14, personLeftOut: 2, changeover: 6 } as const

const SOFT = constraints.filter(({ level }) => level === 'soft').filter((rule) => rule.shape === 'per-claim')

/** The other refused claims of the order, each given its best change beside the first one's; null when one of them has none. */
function withRest(
  change: Change,
  rest: readonly Claim[],
  index: ScoreIndex,
  occupancy: Occupancy,
  facts: Facts,
  days: number,
): ReadonlyMap<string, Change> | null {
  if (rest.length === 0) return new Map()
  const put: Claim[] = []
  const insert = (claims: readonly Claim[]) => {
    for (const claim of claims) {
      index.insert(claim)
      put.push(claim)
    }
  }
  insert(change.claims)
  const found = new Map<string, Change>()
  for (const claim of rest) {
    const best = fits(index, claim)
      ? { claims: [claim], cost: 0 }
      : changesFor(claim, index, occupancy, facts, { limit: 1, days }).next().value
    if (!best) break
    found.set(claim.id, best)
    insert(best.claims)
  }
  for (const { id } of put) index.remove(id)
  return found.size === rest.length ? found : null
}

/** Changes for one claim, cheapest first, each seen to fit. */
function changesFor(
  claim: Claim,
  index: ScoreIndex,
  occupancy: Occupancy,
  facts: Facts,
  search: Search,
): Generator<Change, undefined> {
  const candidates = [
    ...moves(claim, occupancy, facts, search.days),
    ...splits(claim, occupancy, facts),
    ...relays(claim, occupancy, facts),
  ]
  return findCheapest(candidates, index, search.limit, (candidate) => varietyOf(candidate, facts))
}

/** Tries candidates cheapest first and gives those that fit, no more of one sort than variety allows. */
export function* findCheapest(
  candidates: readonly Change[],
  index: ScoreIndex,
  limit: number,
  variety: (candidate: Change) => Variety,
): Generator<Change, undefined> {
  const given = new Map<string, number>()
  let count = 0
  for (const candidate of candidates.toSorted((a, b) => a.cost - b.cost)) {
    const keys = variety(candidate)
    if (keys.some(([key, most]) => (given.get(key) ?? 0) >= most)) continue
    if (!allFit(index, candidate.claims)) continue
    for (const [key] of keys) given.set(key, (given.get(key) ?? 0) + 1)
    yield candidate
    if (++count >= limit) return
  }
}

/** What a candidate is an example of, and how many of that sort are enough. */
export type Variety = readonly (readonly [key: string, most: number])[]

/** Twelve tables at one hour are one answer, not twelve; and no space fills the whole list. */
export function varietyOf({ claims }: Change, facts: Facts): Variety {
  const first = claims[0]
  if (!first) return []
  const space = facts.spaces.get(first.spaceId)
  const family = claims.length > 1 ? 'several' : space?.parentId ? `${space.parentId} ${space.kind}` : first.spaceId
  return [
    [`${family} ${first.during.start}`, 1],
    [`${family} ${localDateOf(first.during.start, facts.timeZone)}`, 2],
    [family, 5],
  ]
}

/** The same booking elsewhere or at another time; shorter, or for fewer people, where nothing else would do. */
function moves(claim: Claim, occupancy: Occupancy, facts: Facts, days: number): readonly Change[] {
  const found: Change[] = []
  const dates = datesAround(claim, facts, days)
  const asked = facts.spaces.get(claim.spaceId)
  const minutes = minutesOf(claim.during)
  for (const space of suitable(claim, facts)) {
    const length = Math.min(Math.max(minutes, space.minMinutes), space.maxMinutes)
    const half = Math.max(space.minMinutes, Math.ceil(minutes / 2 / space.gridMinutes) * space.gridMinutes)
    for (const date of dates) {
      for (const start of nearestStarts(claim, space, date, length, occupancy, facts))
        found.push(placed(claim, space, start, length, facts))
      if (half < length && date === dates[0] && (space === asked || space.parentId === asked?.parentId))
        for (const start of nearestStarts(claim, space, date, half, occupancy, facts))
          found.push(placed(claim, space, start, half, facts))
    }
  }
  return found
}

/** Two or three spaces of one kind side by side at the asked time, when none holds all the people. */
function splits(claim: Claim, occupancy: Occupancy, facts: Facts): readonly Change[] {
  const asked = facts.spaces.get(claim.spaceId)
  if (!asked || claim.headcount <= asked.capacity) return []
  const date = localDateOf(claim.during.start, facts.timeZone)
  const minutes = minutesOf(claim.during)
  const free = bookable(claim, facts)
    .filter(({ kind }) => kind === asked.kind)
    .filter((space) => startsAt(claim.during.start, possibleStarts(space, date, minutes, occupancy, facts)))
    .toSorted((a, b) => b.capacity - a.capacity)
  const chosen: Space[] = []
  for (const space of free) {
    if (chosen.reduce((sum, { capacity }) => sum + capacity, 0) >= claim.headcount || chosen.length === 3) break
    if (!chosen.some(({ atomIds }) => atomIds.some((atomId) => space.atomIds.includes(atomId)))) chosen.push(space)
  }
  if (chosen.length < 2 || chosen.reduce((sum, { capacity }) => sum + capacity, 0) < claim.headcount) return []
  let left = claim.headcount
  const claims = chosen.map((space, i) => {
    const headcount = Math.min(left, space.capacity)
    left -= headcount
    return {
      ...moved(claim, space, claim.during.start, minutes),
      id: i === 0 ? claim.id : `${claim.id}+${i}`,
      headcount,
    }
  })
  return [{ claims, cost: softCost(claims, facts) + PRICE.secondSpace * (claims.length - 1) }]
}

/** The first part in one sibling and the rest in another, when no sibling is free for the whole time. */
function relays(claim: Claim, occupancy: Occupancy, facts: Facts): readonly Change[] {
  const asked = facts.spaces.get(claim.spaceId)
  if (!asked) return []
  const minutes = minutesOf(claim.during)
  const half = Math.ceil(minutes / 2 / asked.gridMinutes) * asked.gridMinutes
  if (half < asked.minMinutes || minutes - half < asked.minMinutes) return []
  const date = localDateOf(claim.during.start, facts.timeZone)
  const middle = claim.during.start + half * MINUTE
  const siblings = bookable(claim, facts).filter(
    ({ kind, parentId, capacity }) => kind === asked.kind && parentId === asked.parentId && capacity >= claim.headcount,
  )
  const freeFor = (start: number, length: number) =>
    siblings.find((space) => startsAt(start, possibleStarts(space, date, length, occupancy, facts)))
  const one = freeFor(claim.during.start, half)
  const two = freeFor(middle, minutes - half)
  if (!one || !two || one === two) return []
  const first = moved(claim, one, claim.during.start, half)
  const second = {
    ...moved(claim, two, middle, minutes - half),
    id: `${claim.id}+1`,
    wish: { spaceId: claim.wish.spaceId, start: middle },
  }
  return [{ claims: [first, second], cost: softCost([first, second], facts) + PRICE.changeover }]
}

/** Spaces that could do: bookable, with the features. Too small ones come in for fewer people, if they hold at least half. */
function suitable(claim: Claim, facts: Facts): readonly Space[] {
  const spaces = bookable(claim, facts)
  const large = spaces.filter(({ capacity }) => capacity >= claim.headcount)
  const asked = facts.spaces.get(claim.spaceId)
  return asked && asked.capacity < claim.headcount && asked.capacity * 2 >= claim.headcount ? [...large, asked] : large
}

/** Leaves out what no other time could mend: another use, a party that may not, features that are missing. */
function bookable(claim: Claim, facts: Facts): readonly Space[] {
  const party = facts.parties.get(claim.partyId)
  const asked = facts.spaces.get(claim.spaceId)
  return [...facts.spaces.values()].filter(({ bookable: open, kind, features }) => {
    if (!open || (asked && !canStandIn(asked.kind, kind))) return false
    if (!claim.features.every((feature) => features.includes(feature))) return false
    const rules = facts.policy.eligibility.filter(({ spaces }) => spaces.includes(kind))
    return rules.length === 0 || !party || rules.some(({ parties }) => parties.includes(party.kind))
  })
}

/** The asked day first, then the days around it, nearest first. */
function datesAround({ wish }: Claim, facts: Facts, days: number): readonly LocalDate[] {
  const today = localDateOf(facts.now, facts.timeZone)
  const asked = localDateOf(wish.start, facts.timeZone)
  const dates = [asked]
  for (let offset = 1; offset <= days; offset++) {
    dates.push(addDays(asked, offset))
    if (offset <= days / 2) dates.push(addDays(asked, -offset))
  }
  return dates.filter((date) => daysBetween(today, date) >= 0)
}

/** In each gap of the day the start nearest to the wished hour, on the grid and not too soon. */
function nearestStarts(
  claim: Claim,
  space: Space,
  date: LocalDate,
  minutes: number,
  occupancy: Occupancy,
  facts: Facts,
): readonly number[] {
  const earliest = facts.now + space.noticeMinutes * MINUTE
  const { start: midnight } = dayOf(date, facts.timeZone)
  const wished = midnight + minuteOfDayAt(claim.wish.start, facts.timeZone) * MINUTE
  const grid = space.gridMinutes * MINUTE
  const starts: number[] = []
  for (const gap of possibleStarts(space, date, minutes, occupancy, facts)) {
    const low = Math.ceil((Math.max(gap.start, earliest) - midnight) / grid) * grid + midnight
    const high = Math.floor((gap.end - midnight) / grid) * grid + midnight
    if (low > high) continue
    const aim = Math.round((wished - midnight) / grid) * grid + midnight
    starts.push(Math.min(Math.max(aim, low), high))
  }
  return starts
}

function startsAt(start: number, gaps: readonly Interval[]): boolean {
  return gaps.some((gap) => gap.start <= start && start <= gap.end)
}

function placed(claim: Claim, space: Space, start: number, minutes: number, facts: Facts): Change {
  const headcount = Math.min(claim.headcount, space.capacity)
  const one = { ...moved(claim, space, start, minutes), headcount }
  const lost = Math.max(0, Math.round((minutesOf(claim.during) - minutes) / 15))
  const cost =
    softCost([one], facts) + PRICE.shorterQuarter * lost + PRICE.personLeftOut * (claim.headcount - headcount)
  return { claims: [one], cost }
}

/** The claim in another place or time. Conditions of another space are shown again before anything is booked, so they count as read here. */
function moved(claim: Claim, space: Space, start: number, minutes: number): Claim {
  const during = { start, end: start + minutes * MINUTE }
  return {
    ...claim,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    conditions: { ...claim.conditions, [space.id]: space.conditionsVersion },
  }
}

function softCost(claims: readonly Claim[], facts: Facts): number {
  let cost = 0
  for (const claim of claims)
    for (const rule of SOFT)
      cost += (rule.match(claim, facts)?.by ?? 0) * (facts.policy.weights[rule.id] ?? rule.weight)
  return cost
}

function fits(index: ScoreIndex, claim: Claim): boolean {
  const { hard, medium } = index.peek(claim)
  return hard === 0 && medium === 0
}

/** Together, not only one by one: two halves may break a quota that each keeps. */
function allFit(index: ScoreIndex, claims: readonly Claim[]): boolean {
  const put: Claim[] = []
  let good = true
  for (const claim of claims) {
    good &&= fits(index, claim)
    if (!good) break
    index.insert(claim)
    put.push(claim)
  }
  for (const { id } of put) index.remove(id)
  return good
}
