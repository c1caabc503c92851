import type { WeeklyPlace } from '../../domain/round.ts'
import type { Link } from '../../solver/conditions.ts'
import { partsOfRanges } from '../../solver/lanes.ts'
import {
  problemOf,
  UNPLACED,
  type Group,
  type Option,
  type Problem,
  type ProblemSpec,
  type Wish,
} from '../../solver/problem.ts'
import { daysBetween } from '../../time/wall.ts'
import type { SeasonCalendar } from './calendar.ts'
import { COSTS } from './costs.ts'
import { timeKey, type Allocated, type SeasonInputs, type SeasonPin, type SeasonSection } from './inputs.ts'
import { offerOf, type Offer } from './offer.ts'

/** Some weekly times of one section that are asked for at one length: a wish of the engine. */
export interface SeasonWish {
  readonly section: SeasonSection
  readonly minutes: number
  /** Which of the section's times they are, in the order of the wish's activities. */
  readonly nths: readonly number[]
  readonly offer: Offer
  /** What is lost at each place, by `space slots`. */
  readonly places: ReadonlyMap<string, WeeklyPlace>
}

/** A season as the engine takes it, and the way back. */
export interface SeasonProblem {
  readonly inputs: SeasonInputs
  readonly wishes: readonly SeasonWish[]
  readonly spec: ProblemSpec
  readonly grid: Grid
}

/** The typical week in slots: the same part of each day, wide enough for set-up and strike. */
export interface Grid {
  readonly first: number
  readonly minutes: number
  readonly slots: number
}

/** The length at which each weekly time is asked for, in minutes; null for one that is not asked for at all. */
export type Lengths = (section: SeasonSection, nth: number) => number | null

/** Every weekly time at its full length, but where a pin says otherwise. */
export function fullLengths({ pins }: Pick<SeasonInputs, 'pins'>): Lengths {
  const pinned = new Map(pins.flatMap((pin) => (pinPlace(pin) ? [[pinKey(pin), pinPlace(pin)]] : [])))
  return (section, nth) => {
    const pin = pinned.get(timeKey({ sectionId: section.id, nth }))
    return pin ? pin.until - pin.from : section.maxMinutes
  }
}

/**
 * Makes the engine's problem: options with their costs, people as groups, links within each section, parts of the season, pins, and the plan to stay
 * near. `fixed` are weekly times that stand where they are, as if they were pinned; `offered` are places that somebody chose by hand, beyond the wish.
 */
export function seasonProblem(
  inputs: SeasonInputs,
  calendar: SeasonCalendar,
  lengths: Lengths,
  { fixed = [], offered = [] }: { readonly fixed?: readonly Allocated[]; readonly offered?: readonly Allocated[] } = {},
): SeasonProblem {
  const { round, facts, base } = inputs
  const grid = gridOf(inputs)
  const spaceIndex = new Map(round.spaceIds.map((id, k) => [id, k]))
  const people = [...new Set(inputs.sections.flatMap(({ personIds }) => personIds))].toSorted()
  const groups = people.map((id): Group => groupOf(id, inputs, grid))
  const parties = [...new Set(inputs.sections.map(({ partyId }) => partyId))].toSorted()
  const stays = [...pinsOf(inputs), ...fixed]
  const staysOf = new Map(stays.map((one) => [timeKey(one), one.place]))
  const byHand = Map.groupBy(offered, timeKey)
  const baseOf = Map.groupBy(base?.allocations ?? [], ({ sectionId }) => sectionId)
  const parts = coarseParts(inputs.sections)
  const wishes: SeasonWish[] = []
  const made: Wish[] = []
  const links: Link[] = []
  const pins: { wish: number; nth: number; space: number; start: number }[] = []
  inputs.sections.forEach((section, s) => {
    const byLength = new Map<number, number[]>()
    for (let nth = 0; nth < section.timesAWeek; nth++) {
      const minutes = lengths(section, nth)
      if (minutes !== null) byLength.set(minutes, [...(byLength.get(minutes) ?? []), nth])
    }
    const own: number[] = []
    for (const [minutes, nths] of [...byLength].toSorted((a, b) => b[0] - a[0])) {
      const offer = offerOf(section, minutes, inputs, calendar)
      const stand = nths.flatMap((nth) => staysOf.get(timeKey({ sectionId: section.id, nth })) ?? [])
      const chosen = nths.flatMap((nth) =>
        (byHand.get(timeKey({ sectionId: section.id, nth })) ?? []).map(({ place }) => place),
      )
      const slots = slotsFor([...offer.places.map(({ place }) => place), ...stand, ...chosen], minutes, inputs, grid)
      const places = new Map<string, WeeklyPlace>()
      const options: Option[] = []
      const put = (place: WeeklyPlace, cost: number): void => {
        const space = spaceIndex.get(place.spaceId)
        if (space === undefined) return
        const start = startOf(place, inputs, grid)
        if (start % grid.slots < 0 || (start % grid.slots) + slots > grid.slots || places.has(`${space} ${start}`))
          return
        places.set(`${space} ${start}`, place)
        options.push({ space, start, cost })
      }
      for (const { place, cost } of offer.places) put(place, cost)
      // what the house has pinned is offered wherever it is, if the house's own rules allow it there
      for (const place of stand) if (mayStand(place, offer, inputs)) put(place, 0)
      for (const place of chosen) if (mayStand(place, offer, inputs)) put(place, COSTS.outsideWish)
      const wish = wishes.length
      const had = (baseOf.get(section.id) ?? []).flatMap(({ place }) => {
        const space = spaceIndex.get(place.spaceId)
        return space === undefined ? [] : [{ space, start: startOf(place, inputs, grid) }]
      })
      made.push({
        id: minutes === section.maxMinutes ? section.id : `${section.id} ${minutes}`,
        ...{ count: nths.length, duration: slots, options, minDays: 0 },
        groups: section.personIds.map((id) => people.indexOf(id)),
        unplaced: COSTS.unplaced * (section.must ? COSTS.must : 1),
        party: parties.indexOf(section.partyId),
        sameSpace: section.sameSpace && section.timesAWeek > 1,
        weight: section.weight / COSTS.middling,
        ...(parts.parts > 1 && { parts: parts.of[s]! }),
        ...(base &&
          had.length > 0 && { had: { places: had, change: Math.round((base.price / 100) * COSTS.unplaced) } }),
      })
      wishes.push({ section, minutes, nths, offer, places })
      own.push(wish)
      nths.forEach((nth, k) => {
        const place = staysOf.get(timeKey({ sectionId: section.id, nth }))
        const space = place && spaceIndex.get(place.spaceId)
        if (place && space !== undefined) pins.push({ wish, nth: k, space, start: startOf(place, inputs, grid) })
      })
    }
    if (section.timesAWeek > 1 && own.length > 0) links.push(...linksOf(section, own))
  })
  return {
    ...{ inputs, wishes, grid },
    spec: {
      days: Array.from({ length: 7 }, () => grid.slots),
      spaces: round.spaceIds.map((id) => facts.spaces.get(id)?.code ?? id),
      ...{ groups, wishes: made, links, pins, parts: parts.parts },
      weights: {
        compactness: 0,
        workingDays: 0,
        sameSpace: COSTS.sameSpace,
        fairness: COSTS.fairness,
        shares: COSTS.shares,
      },
      grain: COSTS.grain,
      parties: parties.map((id) => inputs.before.get(id) ?? { had: 0, asked: 0 }),
      lot: round.seed,
    },
  }
}

/** A plan as the engine has it, in places of the house. */
export function allocationsOf(
  { wishes, spec }: SeasonProblem,
  problem: Problem,
  places: ArrayLike<number>,
): readonly Allocated[] {
  const found: Allocated[] = []
  for (let activity = 0; activity < problem.activities; activity++) {
    const at = places[activity]!
    if (at === UNPLACED) continue
    const w = problem.wishOf[activity]!
    const wish = wishes[w]!
    const place = wish.places.get(`${problem.spaceOf[at]!} ${problem.startOf[at]!}`)
    if (!place) throw new Error(`${spec.wishes[w]!.id} stands where it was not offered`)
    found.push({ sectionId: wish.section.id, nth: wish.nths[activity - problem.firstOf[w]!]!, place })
  }
  return found.toSorted((a, b) => a.sectionId.localeCompare(b.sectionId) || a.nth - b.nth)
}

/** Places of the house as the engine's; what is not offered any more is left out. */
export function placesOf(
  { wishes, inputs, grid }: SeasonProblem,
  problem: Problem,
  allocations: readonly Allocated[],
): Int32Array {
  const places = new Int32Array(problem.activities).fill(UNPLACED)
  const known = new Map(allocations.map((one) => [timeKey(one), one.place]))
  wishes.forEach((wish, w) =>
    wish.nths.forEach((nth, k) => {
      const place = known.get(timeKey({ sectionId: wish.section.id, nth }))
      if (!place || place.until - place.from !== wish.minutes) return
      const space = inputs.round.spaceIds.indexOf(place.spaceId)
      const start = startOf(place, inputs, grid)
      if (space >= 0 && wish.places.has(`${space} ${start}`))
        places[problem.firstOf[w]! + k] = space * problem.slots + start
    }),
  )
  return places
}

/** The engine's problem, packed. */
export function packed({ spec }: SeasonProblem): Problem {
  return problemOf(spec)
}

/** The activity of one weekly time; -1 where it is not asked for. */
export function activityOf({ wishes }: SeasonProblem, problem: Problem, sectionId: string, nth: number): number {
  const w = wishes.findIndex((wish) => wish.section.id === sectionId && wish.nths.includes(nth))
  return w < 0 ? -1 : problem.firstOf[w]! + wishes[w]!.nths.indexOf(nth)
}

/** The place that a pin names; null for a ban. */
export function pinPlace({ kind, spaceId, weekday, from, until }: SeasonPin): WeeklyPlace | null {
  if (kind === 'ban' || spaceId === null || weekday === null || from === null || until === null) return null
  return { spaceId, weekday, from, until }
}

/** Pins as weekly times that have a place. */
export function pinsOf({ pins }: Pick<SeasonInputs, 'pins'>): readonly Allocated[] {
  return pins.flatMap((pin) => {
    const place = pinPlace(pin)
    return place && pin.nth !== null ? [{ sectionId: pin.sectionId, nth: pin.nth, place }] : []
  })
}

function pinKey({ sectionId, nth }: SeasonPin): string {
  return timeKey({ sectionId, nth: nth ?? -1 })
}

/** Once a day, always; one space, one time of the day, and not on days that follow each other, if it can be. */
function linksOf({ sameTime, apart, sameSpace }: SeasonSection, wishes: readonly number[]): readonly Link[] {
  return [
    { kind: 'same-day', level: 'prohibited', wishes },
    ...(sameTime ? [{ kind: 'same-start', level: 'preferred', wishes } as const] : []),
    ...(apart ? [{ kind: 'days-apart', level: 'preferred', wishes, round: true } as const] : []),
    ...(sameSpace && wishes.length > 1 ? [{ kind: 'same-space', level: 'preferred', wishes } as const] : []),
  ]
}

function groupOf(id: string, { facts }: SeasonInputs, { minutes }: Grid): Group {
  const person = facts.people.get(id)
  const limits = {
    ...(person?.minutesADay && {
      slotsADay: { most: Math.floor(person.minutesADay / minutes), level: 'required' as const },
    }),
    ...(person?.daysAWeek && { days: { most: person.daysAWeek, level: 'required' as const } }),
  }
  return { id, compact: false, ...(Object.keys(limits).length > 0 && { limits }) }
}

function gridOf({ round, facts }: SeasonInputs): Grid {
  const spaces = round.spaceIds.flatMap((id) => facts.spaces.get(id) ?? [])
  const setUp = Math.max(0, ...spaces.map(({ setUpMinutes }) => setUpMinutes))
  const strike = Math.max(0, ...spaces.map(({ strikeMinutes }) => strikeMinutes))
  const minutes = round.gridMinutes
  const first = Math.floor((Math.min(...round.windows.map(({ from }) => from)) - setUp) / minutes) * minutes
  // a space without buffers is held as long as the one with the longest: that may reach beyond the day
  const last = Math.max(...round.windows.map(({ until }) => until)) + setUp + strike + minutes
  return { first, minutes, slots: Math.ceil((last - first) / minutes) }
}

/** The slot of the week in which a place begins to be held. */
function startOf(
  { spaceId, weekday, from }: WeeklyPlace,
  { facts }: SeasonInputs,
  { first, minutes, slots }: Grid,
): number {
  const setUp = facts.spaces.get(spaceId)?.setUpMinutes ?? 0
  return (weekday - 1) * slots + Math.floor((from - setUp - first) / minutes)
}

/** Slots held by a wish of the engine: those of its space with the longest set-up and strike, whichever space it gets. */
function slotsFor(places: readonly WeeklyPlace[], length: number, { facts }: SeasonInputs, { minutes }: Grid): number {
  const need = [...new Set(places.map(({ spaceId }) => spaceId))].map((id) => {
    const space = facts.spaces.get(id)
    const before = Math.ceil((space?.setUpMinutes ?? 0) / minutes)
    return before + Math.ceil((length + (space?.strikeMinutes ?? 0)) / minutes)
  })
  return Math.max(Math.ceil(length / minutes), ...need)
}

function mayStand(place: WeeklyPlace, { closed }: Offer, { facts, round }: SeasonInputs): boolean {
  const refused = closed.some((one) => one.kind === 'rule' && one.spaceId === place.spaceId)
  return !refused && facts.spaces.get(place.spaceId)?.bookable === true && round.spaceIds.includes(place.spaceId)
}

/** More parts than this make the engine slow; ranges are then rounded outwards, which never lets two share that meet. */
const MOST_PARTS = 6

function coarseParts(sections: readonly SeasonSection[]): ReturnType<typeof partsOfRanges> {
  const [first] = sections
  if (!first) return { parts: 1, of: [] }
  const day = (date: string): number => daysBetween(first.from, date)
  const ranges = sections.map(({ from, until }) => ({ from: day(from), until: day(until) + 1 }))
  const counts = Map.groupBy(
    ranges.flatMap(({ from, until }) => [from, until]),
    (cut) => cut,
  )
  const least = Math.min(...ranges.map(({ from }) => from))
  const most = Math.max(...ranges.map(({ until }) => until))
  const inner = [...counts]
    .filter(([cut]) => cut !== least && cut !== most)
    .toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0])
    .slice(0, MOST_PARTS - 1)
    .map(([cut]) => cut)
  const cuts = [least, ...inner, most].toSorted((a, b) => a - b)
  const down = (at: number): number => cuts.findLast((cut) => cut <= at) ?? least
  const up = (at: number): number => cuts.find((cut) => cut >= at) ?? most
  return partsOfRanges(ranges.map(({ from, until }) => ({ from: down(from), until: up(until) })))
}
