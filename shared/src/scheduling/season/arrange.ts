import type { WeeklyPlace } from '../../domain/round.ts'
import { violationsOf } from '../../solver/evaluate.ts'
import { standing } from '../../solver/construct.ts'
import { emptyPlan, put } from '../../solver/plan.ts'
import { BARRED, UNPLACED } from '../../solver/problem.ts'
import { isBanned, refusedBy } from './offer.ts'
import { evaluate, seat, type SeasonEvaluation } from './evaluate.ts'
import { wordsOf } from './faults.ts'
import { timeKey, type Allocated, type SeasonInputs, type SeasonSection } from './inputs.ts'
import { activityOf, pinsOf } from './spec.ts'
import { closedReasons, placeParams, type SeasonReason } from './unmet.ts'

/** One breach of a hard rule by a plan that somebody has arranged. */
export interface ArrangeBreach {
  readonly constraint: string
  readonly params: SeasonReason['params']
}

/** A plan by hand: judged by the engine's own rules, or the hard ones that it breaks. */
export type Arranged =
  | { readonly kind: 'fits'; readonly evaluation: SeasonEvaluation }
  | { readonly kind: 'broken'; readonly breaches: readonly ArrangeBreach[] }

/** Judges a plan that was arranged by hand. */
export function arranged(inputs: SeasonInputs, allocations: readonly Allocated[]): Arranged {
  const seated = seat(inputs, allocations)
  const { season, problem, places } = seated
  const wordsFor = (activities: readonly number[]): string =>
    activities.map((activity) => season.wishes[problem.wishOf[activity]!]!.section.title).join('、')
  const breaches: ArrangeBreach[] = [
    ...seated.left.flatMap((one) => notOffered(one, inputs)),
    ...once(
      violationsOf(problem, places)
        .filter(({ level }) => level === 'hard')
        .map(({ constraint, activities }) => ({
          constraint: `season-${constraint}`,
          params: { who: wordsFor(activities) },
        })),
    ),
    ...overParty(inputs, allocations),
  ]
  return breaches.length > 0
    ? { kind: 'broken', breaches }
    : { kind: 'fits', evaluation: evaluate(seated, allocations) }
}

/** Two that meet for three slots meet once. */
function once(breaches: readonly ArrangeBreach[]): readonly ArrangeBreach[] {
  return [...new Map(breaches.map((one) => [JSON.stringify(one), one])).values()]
}

function notOffered({ sectionId, place }: Allocated, inputs: SeasonInputs): readonly ArrangeBreach[] {
  const section = inputs.sections.find(({ id }) => id === sectionId)
  const space = inputs.facts.spaces.get(place.spaceId)
  const words = { ...wordsOf(inputs, sectionId), ...placeParams(place, inputs.facts) }
  const refused = section && space ? refusedBy(section, place.until - place.from, space, inputs) : []
  if (refused.length === 0)
    return [{ constraint: 'season-not-offered', params: { who: words.title, space: words.space } }]
  return closedReasons(refused, inputs).map(({ key, params }) => ({ constraint: key, params }))
}

/** Nobody gets more than the round allows, by hand either. */
function overParty(
  { round, sections, facts }: SeasonInputs,
  allocations: readonly Allocated[],
): readonly ArrangeBreach[] {
  const { partyMinutes } = round
  if (partyMinutes === null) return []
  const partyOf = new Map(sections.map(({ id, partyId }) => [id, partyId]))
  const used = new Map<string, number>()
  for (const { sectionId, place } of allocations) {
    const party = partyOf.get(sectionId) ?? ''
    used.set(party, (used.get(party) ?? 0) + place.until - place.from)
  }
  return [...used]
    .filter(([, minutes]) => minutes > partyMinutes)
    .map(([id]) => ({
      constraint: 'party-minutes',
      params: { party: facts.parties.get(id)?.name ?? '', most: partyMinutes },
    }))
}

/** What one place of the week would be for a weekly time. */
export interface Placement {
  readonly place: WeeklyPlace
  readonly state: 'here' | 'open' | 'dearer' | 'taken' | 'pinned' | 'barred'
  /** Against the plan as it stands; null where it can not be. */
  readonly costChange: number | null
  readonly reasons: readonly SeasonReason[]
}

/** Every place of the round for one weekly time, as a ghost shows them. */
export function placementsOf(
  inputs: SeasonInputs,
  allocations: readonly Allocated[],
  section: SeasonSection,
  nth: number,
): readonly Placement[] {
  const key = timeKey({ sectionId: section.id, nth })
  const here = allocations.find((one) => timeKey(one) === key)?.place
  const minutes = here ? here.until - here.from : section.maxMinutes
  const every = everyPlace(inputs, minutes)
  const rest = allocations.filter((one) => timeKey(one) !== key)
  // the time is asked for at the length it has, wherever it could go
  const ghost = [...rest, ...every.map((place) => ({ sectionId: section.id, nth, place }))]
  const { season, problem, calendar } = seat(inputs, ghost)
  const places = new Map<string, number>()
  const wish = season.wishes.findIndex((one) => one.section.id === section.id && one.nths.includes(nth))
  for (const [at, place] of season.wishes[wish]?.places ?? []) {
    const [space = 0, start = 0] = at.split(' ').map(Number)
    places.set(placeKey(place), space * problem.slots + start)
  }
  const plan = emptyPlan(problem)
  for (const one of rest) {
    const activity = activityOf(season, problem, one.sectionId, one.nth)
    const w = activity < 0 ? -1 : problem.wishOf[activity]!
    const at = w < 0 ? undefined : atOf(season.wishes[w]!.places, one.place, problem.slots)
    if (at !== undefined && standing(plan, activity, at).length === 0) put(plan, activity, at)
  }
  const activity = activityOf(season, problem, section.id, nth)
  const now =
    here && places.get(placeKey(here)) !== undefined
      ? plan.kernel.move(activity, UNPLACED, places.get(placeKey(here))!)
      : 0
  const pinned = new Set(pinsOf(inputs).map(timeKey))
  const bans = inputs.pins.filter((pin) => pin.kind === 'ban' && pin.sectionId === section.id)
  return every.map((place): Placement => {
    const at = places.get(placeKey(place))
    const space = inputs.facts.spaces.get(place.spaceId)
    const refused = space ? refusedBy(section, minutes, space, inputs) : []
    const { dates, lost } = calendar.datesOf(place, section)
    const barred = (reasons: readonly SeasonReason[]): Placement => ({
      place,
      state: 'barred',
      costChange: null,
      reasons,
    })
    if (refused.length > 0) return barred(closedReasons(refused, inputs))
    if (bans.some((ban) => isBanned(ban, place))) return barred([{ key: 'banned', params: { count: 1 } }])
    if (dates.length === 0 || lost.length * 2 > dates.length)
      return barred(
        closedReasons(
          [{ kind: 'dates', place, dates: dates.length, lost: lost.length, why: lost[0]?.why ?? 'hours' }],
          inputs,
        ),
      )
    if (at === undefined || activity < 0 || problem.cost[problem.wishOf[activity]! * problem.places + at] === BARRED)
      return barred([{ key: 'no-place-fits', params: {} }])
    if (here && placeKey(here) === placeKey(place)) return { place, state: 'here', costChange: 0, reasons: [] }
    const who = standing(plan, activity, at)
    if (who.length > 0) {
      const stand = who.map((one) => {
        const w = problem.wishOf[one]!
        const { section: other, nths } = season.wishes[w]!
        return { sectionId: other.id, nth: nths[one - problem.firstOf[w]!]! }
      })
      const isPinned = stand.some((one) => pinned.has(timeKey(one)))
      const reasons = stand.map(({ sectionId }) => ({ key: 'taken-by', params: wordsOf(inputs, sectionId) }))
      return { place, state: isPinned ? 'pinned' : 'taken', costChange: null, reasons }
    }
    const costChange = plan.kernel.move(activity, UNPLACED, at) - now
    return { place, state: costChange > 0 ? 'dearer' : 'open', costChange, reasons: [] }
  })
}

/** All places that a length could have in what is given out. */
function everyPlace({ round }: SeasonInputs, minutes: number): readonly WeeklyPlace[] {
  return round.spaceIds.flatMap((spaceId) =>
    round.windows.flatMap(({ weekday, from, until }) => {
      const count = Math.max(0, Math.floor((until - minutes - from) / round.gridMinutes) + 1)
      return Array.from({ length: count }, (_, k) => {
        const start = from + k * round.gridMinutes
        return { spaceId, weekday, from: start, until: start + minutes }
      })
    }),
  )
}

function placeKey({ spaceId, weekday, from, until }: WeeklyPlace): string {
  return `${spaceId} ${weekday} ${from} ${until}`
}

function atOf(places: ReadonlyMap<string, WeeklyPlace>, place: WeeklyPlace, slots: number): number | undefined {
  for (const [at, one] of places)
    if (placeKey(one) === placeKey(place)) {
      const [space = 0, start = 0] = at.split(' ').map(Number)
      return space * slots + start
    }
  return undefined
}
