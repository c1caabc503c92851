import type { Claim } from '../domain/claim.ts'
import type { Facts, Snapshot } from '../domain/facts.ts'
import { canStandIn, heldBy, type Space } from '../domain/space.ts'
import { gridLineFrom, gridLineUntil } from '../time/grid.ts'
import { MINUTE, minutesOf, type Interval } from '../time/interval.ts'
import { addDays, daysBetween, instantAt, localDateOf, minuteOfDayAt, type LocalDate } from '../time/wall.ts'
import { PRICE, softCost } from './cost.ts'
import { createOccupancy, possibleStarts, type Occupancy } from './occupancy.ts'
import type { Change } from './variety.ts'

/**
 * What might do in the place of a refused claim. Candidates come from the gaps of each space's day, one for each gap, so there are hundreds of
 * them and not the ten thousands that a grid would make. They are guesses: the rules have the last word.
 * @param beside - the other claims of the order, as they stand
 */
export function candidatesFor(
  claim: Claim,
  beside: readonly Claim[],
  { facts, claims: held }: Snapshot,
  days: number,
): readonly Change[] {
  const search: Searched = {
    claim,
    asked: facts.spaces.get(claim.spaceId),
    spaces: bookable(claim, facts),
    turns: turnsOf(claim, [...held, ...beside], facts),
    occupancy: createOccupancy(held, beside),
    facts,
  }
  return [...moves(search, days), ...splits(search), ...relays(search)]
}

/** What is looked for, and where. */
interface Searched {
  readonly claim: Claim
  readonly asked: Space | undefined
  /** The spaces that could do, whatever their size. */
  readonly spaces: readonly Space[]
  /** What the party has elsewhere, by day: a limit at one moment gives way before and after it. */
  readonly turns: ReadonlyMap<LocalDate, readonly Interval[]>
  readonly occupancy: Occupancy
  readonly facts: Facts
}

/** The same booking elsewhere or at another time; on the asked day also half as long, in the asked space also for fewer people. */
function moves(search: Searched, days: number): readonly Change[] {
  const { claim, asked, spaces, facts } = search
  const dates = datesAround(claim, facts, days)
  const minutes = minutesOf(claim.during)
  return spaces
    .filter(({ id, capacity }) => capacity >= claim.headcount || (id === asked?.id && capacity * 2 >= claim.headcount))
    .flatMap((space) => {
      const length = lengthIn(space, minutes)
      const half = lengthIn(space, minutes / 2)
      return dates.flatMap(({ date, ahead }, nth) => {
        if (ahead > space.horizonDays) return []
        const lengths = nth === 0 && half < length && isAlike(space, asked) ? [length, half] : [length]
        return lengths.flatMap((one) =>
          startsOn(date, space, one, search).map((start) => placed(claim, space, start, one, facts)),
        )
      })
    })
}

/** Two or three spaces of one kind side by side at the asked time, when none holds all the people. */
function splits({ claim, asked, spaces, occupancy, facts }: Searched): readonly Change[] {
  if (!asked || claim.headcount <= asked.capacity) return []
  const date = localDateOf(claim.during.start, facts.timeZone)
  const minutes = minutesOf(claim.during)
  const free = spaces
    .filter(({ kind }) => kind === asked.kind)
    .filter((space) => startsAt(claim.during.start, possibleStarts(space, date, minutes, occupancy, facts)))
    .toSorted((a, b) => b.capacity - a.capacity)
  const chosen: Space[] = []
  let seats = 0
  for (const space of free) {
    if (seats >= claim.headcount || chosen.length === 3) break
    if (chosen.some(({ atomIds }) => atomIds.some((atomId) => space.atomIds.includes(atomId)))) continue
    chosen.push(space)
    seats += space.capacity
  }
  if (chosen.length < 2 || seats < claim.headcount) return []
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

/** The first half in one space and the rest in another like it, when none is free for the whole time. */
function relays({ claim, asked, spaces, occupancy, facts }: Searched): readonly Change[] {
  if (!asked) return []
  const minutes = minutesOf(claim.during)
  const half = Math.ceil(minutes / 2 / asked.gridMinutes) * asked.gridMinutes
  if (half < asked.minMinutes || minutes - half < asked.minMinutes) return []
  const { start } = claim.during
  const date = localDateOf(start, facts.timeZone)
  const middle = start + half * MINUTE
  const alike = spaces.filter((space) => isAlike(space, asked) && space.capacity >= claim.headcount)
  const freeFor = (from: number, length: number) =>
    alike.find((space) => startsAt(from, possibleStarts(space, date, length, occupancy, facts)))
  const one = freeFor(start, half)
  const two = freeFor(middle, minutes - half)
  if (!one || !two || freeFor(start, minutes)) return []
  const first = moved(claim, one, start, half)
  const second = {
    ...moved(claim, two, middle, minutes - half),
    id: `${claim.id}+1`,
    wish: { spaceId: claim.wish.spaceId, start: middle },
  }
  return [{ claims: [first, second], cost: softCost([first, second], facts) + PRICE.changeover }]
}

/** Leaves out what no other time could mend: another use, a party that may not, features that are missing. */
function bookable(claim: Claim, facts: Facts): readonly Space[] {
  const party = facts.parties.get(claim.partyId)
  const asked = facts.spaces.get(claim.spaceId)
  if (party?.suspended) return []
  return [...facts.spaces.values()].filter(({ bookable: open, kind, features }) => {
    if (!open || (asked && !canStandIn(asked.kind, kind))) return false
    if (!claim.features.every((feature) => features.includes(feature))) return false
    const rules = facts.policy.eligibility.filter(({ spaces }) => spaces.includes(kind))
    return rules.length === 0 || !party || rules.some(({ parties }) => parties.includes(party.kind))
  })
}

function turnsOf({ partyId }: Claim, others: readonly Claim[], facts: Facts): Searched['turns'] {
  const turns = new Map<LocalDate, Interval[]>()
  if (partyId === '' || facts.policy.quotas.every(({ per }) => per !== 'party-at-once')) return turns
  for (const other of others) {
    if (other.partyId !== partyId) continue
    const date = localDateOf(other.during.start, facts.timeZone)
    turns.set(date, [...(turns.get(date) ?? []), other.during])
  }
  return turns
}

/** Another table of the hall, another classroom of the corridor. */
function isAlike(space: Space, asked: Space | undefined): boolean {
  return space.kind === asked?.kind && space.parentId === asked.parentId
}

/** The length nearest to the wished one that the space is lent for, in whole steps of its grid. */
function lengthIn({ gridMinutes: grid, minMinutes, maxMinutes }: Space, minutes: number): number {
  const least = Math.ceil(minMinutes / grid)
  const most = Math.max(least, Math.floor(maxMinutes / grid))
  return Math.min(Math.max(Math.ceil(minutes / grid), least), most) * grid
}

/** The asked day first, then the days around it, nearest first; none before today. */
function datesAround(
  { wish }: Claim,
  facts: Facts,
  days: number,
): readonly { readonly date: LocalDate; readonly ahead: number }[] {
  const today = localDateOf(facts.now, facts.timeZone)
  const asked = localDateOf(wish.start, facts.timeZone)
  const dates = [asked]
  for (let offset = 1; offset <= days; offset++) {
    dates.push(addDays(asked, offset))
    if (offset <= days / 2) dates.push(addDays(asked, -offset))
  }
  return dates.map((date) => ({ date, ahead: daysBetween(today, date) })).filter(({ ahead }) => ahead >= 0)
}

/**
 * In each gap of the day the start nearest to the wished hour, on the grid and not too soon; and those nearest to the turns of what the party
 * has that day.
 */
function startsOn(date: LocalDate, space: Space, minutes: number, search: Searched): readonly number[] {
  const { claim, turns, occupancy, facts } = search
  const { gridMinutes: grid } = space
  const gaps = possibleStarts(space, date, minutes, occupancy, facts)
  if (gaps.length === 0) return []
  const earliest = facts.now + space.noticeMinutes * MINUTE
  const wishedMinute = Math.round(minuteOfDayAt(claim.wish.start, facts.timeZone) / grid) * grid
  const aims = [instantAt(date, Math.min(wishedMinute, 1440), facts.timeZone)]
  for (const { start, end } of turns.get(date) ?? [])
    aims.push(gridLineFrom(end, grid, facts.timeZone), gridLineUntil(start - minutes * MINUTE, grid, facts.timeZone))
  const starts = new Set<number>()
  for (const gap of gaps) {
    const low = gridLineFrom(Math.max(gap.start, earliest), grid, facts.timeZone)
    const high = gridLineUntil(gap.end, grid, facts.timeZone)
    if (low <= high) for (const aim of aims) starts.add(Math.min(Math.max(aim, low), high))
  }
  return [...starts]
}

function startsAt(start: number, gaps: readonly Interval[]): boolean {
  return gaps.some((gap) => gap.start <= start && start <= gap.end)
}

function placed(claim: Claim, space: Space, start: number, minutes: number, facts: Facts): Change {
  const headcount = Math.min(claim.headcount, space.capacity)
  const one = { ...moved(claim, space, start, minutes), headcount }
  const quartersLost = Math.max(0, Math.ceil((minutesOf(claim.during) - minutes) / 15))
  const shareLeftOut = headcount < claim.headcount ? 1 - headcount / claim.headcount : 0
  const cost = PRICE.shorterQuarter * quartersLost + Math.ceil(PRICE.everybodyLeftOut * shareLeftOut)
  return { claims: [one], cost: cost + softCost([one], facts) }
}

/** The claim in another place or time, its conditions read. */
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
