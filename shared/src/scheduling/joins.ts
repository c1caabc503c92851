import type { Facts, Snapshot } from '../domain/facts.ts'
import { legsOf, wayMinutes, type Legs } from '../domain/outreach.ts'
import { gridLineFrom } from '../time/grid.ts'
import { MINUTE, minutesOf, type Interval } from '../time/interval.ts'
import { addDays, instantAt, localDateOf, minuteOfDayAt } from '../time/wall.ts'
import { GIVING_RULES, type ServiceClaim } from './crews.ts'
import { createScoreIndex } from './score-index.ts'

/** A visit, planned or still open, as joining looks at it. */
export interface Stop {
  readonly lineId: string
  readonly claim: ServiceClaim
  readonly setUpMinutes: number
  readonly strikeMinutes: number
  /** Whether it goes on from another, or another goes on from it: such a one stays as it is. */
  readonly joined: boolean
}

/** Two visits made in one go: the crew of the first goes straight on to the second and home from there. */
export interface Join {
  readonly first: string
  readonly second: string
  /** When the second begins then: moved by days or hours, or as it was. */
  readonly start: number
  readonly end: number
  readonly firstLegs: Legs
  readonly secondLegs: Legs
  /** On the road, less than with two ways out and back. */
  readonly savedMinutes: number
  /** By how many days the second is moved. */
  readonly movedDays: number
}

/**
 * Pairs of visits in one direction that one crew could make in one go, the most minutes on the road saved first. The first has its crew; the second
 * comes on the same day or is moved there from at most some days away. Each proposal passes all rules.
 */
export function findJoins(
  stops: readonly Stop[],
  { facts, claims }: Snapshot,
  search: { readonly limit: number; readonly days: number },
): readonly Join[] {
  const pairs = stops
    .flatMap((first) => stops.flatMap((second) => joinOf(first, second, { facts, claims }, search.days)))
    .toSorted((a, b) => b.savedMinutes - a.savedMinutes || a.movedDays - b.movedDays || a.start - b.start)
  const seen = new Set<string>()
  return pairs
    .filter(({ first, second }) => {
      const pair = [first, second].toSorted().join(' ')
      return !seen.has(pair) && seen.add(pair)
    })
    .slice(0, search.limit)
}

/** The join of two stops if there is one that saves something and breaks no rule. */
export function joinOf(first: Stop, second: Stop, { facts, claims }: Snapshot, days: number): readonly Join[] {
  const { outreach, timeZone } = facts
  const people = first.claim.people ?? []
  if (!outreach || first.lineId === second.lineId || first.joined || second.joined || people.length === 0) return []
  if (first.claim.outing.place !== 'outside' || second.claim.outing.place !== 'outside') return []
  const [a, b] = [first.claim.outing, second.claim.outing]
  const between = wayMinutes(a.districtId, b.districtId, outreach)
  const back = wayMinutes(a.districtId, null, outreach)
  const out = wayMinutes(null, b.districtId, outreach)
  if (between === null || back === null || out === null || back + out <= between) return []
  const dayA = localDateOf(a.at.start, timeZone)
  const dayB = localDateOf(b.at.start, timeZone)
  const movedDays = distance(dayA, dayB, days)
  if (movedDays === null) return []
  const leaves = a.at.end + first.strikeMinutes * MINUTE
  const soonest = gridLineFrom(leaves + (between + second.setUpMinutes) * MINUTE, 15, timeZone)
  const wished = instantAt(dayA, minuteOfDayAt(b.at.start, timeZone), timeZone)
  // as it was wished when they can be there by then, and the wait is short; otherwise as soon as they get there
  const start = wished >= soonest && wished - soonest <= LONGEST_WAIT ? wished : soonest
  const end = start + minutesOf(b.at) * MINUTE
  if (localDateOf(end, timeZone) !== dayA) return []
  const stayA = { at: a.at, districtId: a.districtId, ...minutesAround(first) }
  const stayB = { at: { start, end }, districtId: b.districtId, ...minutesAround(second) }
  const firstLegs = legsOf(stayA, outreach, { onward: true })
  const secondLegs = legsOf(stayB, outreach, { from: firstLegs.leaves })
  const join: Join = {
    ...{ first: first.lineId, second: second.lineId, start, end, firstLegs, secondLegs, movedDays },
    savedMinutes: back + out - between,
  }
  const asked = claimsOfJoin(first, second, join, facts)
  const own = new Set(asked.map(({ id }) => id))
  const index = createScoreIndex(
    facts,
    GIVING_RULES,
    claims.filter(({ id }) => !own.has(id)),
  )
  for (const claim of asked) index.insert(claim)
  return index.explain().length === 0 ? [join] : []
}

/** Both visits as they would stand: one crew, one vehicle, and the kits of both from the first departure to the last return. */
export function claimsOfJoin(first: Stop, second: Stop, join: Join, { outreach }: Facts): readonly ServiceClaim[] {
  const { start, end, firstLegs, secondLegs } = join
  const kits = second.claim.outing.equipment.filter((id) => outreach?.equipment.get(id)?.kind === 'kit')
  const equipment = [...new Set([...first.claim.outing.equipment, ...kits])]
  const { people = [] } = first.claim
  const going = { people, equipment }
  const next = standing(second.claim, { start, end }, secondLegs, going)
  return [
    standing(first.claim, first.claim.outing.at, firstLegs, going),
    { ...next, outing: { ...next.outing, after: first.claim.id } },
  ]
}

function standing(
  claim: ServiceClaim,
  at: Interval,
  { departs, arrives, leaves, returns }: Legs,
  { people, equipment }: { readonly people: readonly string[]; readonly equipment: readonly string[] },
): ServiceClaim {
  const during = { start: departs, end: returns }
  const onSite = { start: arrives, end: leaves }
  return { ...claim, people, during, held: during, outing: { ...claim.outing, at, onSite, equipment } }
}

function minutesAround({ setUpMinutes, strikeMinutes }: Stop) {
  return { setUpMinutes, strikeMinutes }
}

/** Days between two dates; null when they are further apart than that. */
function distance(a: string, b: string, days: number): number | null {
  for (let n = 0; n <= days; n++) if (addDays(a, n) === b || addDays(a, -n) === b) return n
  return null
}

/** A crew does not wait longer than this at a place for the next thing, in milliseconds. */
const LONGEST_WAIT = 3 * 3_600_000
