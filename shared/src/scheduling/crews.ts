import { crewSkills } from '../constraints/crew-skills.ts'
import { serviceKits } from '../constraints/service-kits.ts'
import { vehicle as vehicleRule } from '../constraints/vehicle.ts'
import { constraints } from '../constraints/index.ts'
import type { Constraint } from '../constraints/define.ts'
import type { Claim } from '../domain/claim.ts'
import { missingCrew, seatCrew } from '../domain/crew.ts'
import type { Facts, Snapshot } from '../domain/facts.ts'
import type { Outing } from '../domain/outreach.ts'
import type { Person } from '../domain/person.ts'
import { createScoreIndex, type ScoreIndex } from './score-index.ts'

/** Somebody to send: people, a vehicle and kits, all free for the whole way. */
export interface Crew {
  readonly people: readonly string[]
  readonly equipment: readonly string[]
  /** Minutes that these people were out or on sessions lately: the fewest come first. */
  readonly cost: number
}

/** A claim for a service that somebody shall give. */
export type ServiceClaim = Claim & { readonly outing: Outing }

/** What is asked of each of a crew; whether there are enough of them is asked of the whole. */
const OF_EACH = (constraints as readonly Constraint[]).filter(({ topic }) => topic === 'people')
/** What giving a service takes; by when it had to be ordered, and for how many, was asked when it was placed. */
export const GIVING_RULES = (constraints as readonly Constraint[]).filter(
  ({ topic, id }) => topic === 'people' || ['equipment-overlap', 'crew-skills', 'vehicle', 'service-kits'].includes(id),
)
const OF_EQUIPMENT = (constraints as readonly Constraint[]).filter(({ id }) => id === 'equipment-overlap')

/**
 * Crews for a service, the one with the fewest hours lately first: everybody is free from departure to return, within their hours and limits,
 * rested, and has one thing to do that they can. When nobody can do something it is left open, and the rules say so.
 *
 * @param lately - minutes of each person in the last weeks; who is not named has had none
 * @param limit - how many; the second and third differ from the first in at least one person
 */
export function suggestCrews(
  claim: ServiceClaim,
  { facts, claims }: Snapshot,
  lately: ReadonlyMap<string, number>,
  limit: number,
): readonly Crew[] {
  const others = claims.filter(({ id }) => id !== claim.id)
  const index = createScoreIndex(facts, OF_EACH, others)
  const able = ablePeople(claim, facts, index, lately)
  const equipment = suggestEquipment(claim, { facts, claims: others })
  const made = (people: readonly Person[]): Crew => {
    const ids = people.map(({ id }) => id)
    return {
      people: ids,
      equipment: equipment(ids.length),
      cost: ids.reduce((sum, id) => sum + (lately.get(id) ?? 0), 0),
    }
  }
  const first = seated(claim.outing.needs.crew, able)
  const crews = [first]
  for (const one of first) {
    if (crews.length >= limit) break
    const instead = seated(
      claim.outing.needs.crew,
      able.filter(({ id }) => id !== one.id),
    )
    const seen = crews.some((crew) => crew.length === instead.length && crew.every((p) => instead.includes(p)))
    if (instead.length === first.length && !seen) crews.push(instead)
  }
  return crews.map(made).toSorted((a, b) => a.cost - b.cost)
}

/** The claim as it would be with this crew. */
export function withCrew(claim: ServiceClaim, { people, equipment }: Pick<Crew, 'people' | 'equipment'>): ServiceClaim {
  return { ...claim, people, outing: { ...claim.outing, equipment } }
}

/** Whether a crew is whole: nothing is left open of people, vehicle and kits. */
export function isWhole(claim: ServiceClaim, facts: Facts): boolean {
  return [crewSkills, vehicleRule, serviceKits].every((rule) => rule.match(claim, facts) === null)
}

/** Everybody who has a skill that is asked for and could come, those with the fewest hours first. */
function ablePeople(
  claim: ServiceClaim,
  facts: Facts,
  index: ScoreIndex,
  lately: ReadonlyMap<string, number>,
): readonly Person[] {
  const wanted = new Set(claim.outing.needs.crew.map(({ skill }) => skill))
  return [...facts.people.values()]
    .filter(({ active, skills }) => active && skills.some((skill) => wanted.has(skill)))
    .filter(({ id }) => index.admits({ ...claim, people: [id] }))
    .toSorted((a, b) => (lately.get(a.id) ?? 0) - (lately.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1))
}

/** As many places as can be filled, by those who come first where there is a choice. */
function seated(crew: Outing['needs']['crew'], able: readonly Person[]): readonly Person[] {
  if (missingCrew(crew, []).length === 0) return []
  const by = new Map(able.map((person) => [person.id, person]))
  return [...seatCrew(crew, able).values()].flatMap(({ id }) => by.get(id) ?? [])
}

/** Free kits for each use, and the smallest free vehicle with a seat for everybody. */
function suggestEquipment(
  { ...claim }: ServiceClaim,
  { facts, claims }: Snapshot,
): (crew: number) => readonly string[] {
  const index = createScoreIndex(facts, OF_EQUIPMENT, claims)
  const free = [...(facts.outreach?.equipment.values() ?? [])]
    .filter(({ active }) => active)
    .filter(({ id }) => index.admits(withCrew(claim, { people: [], equipment: [id] })))
  const { needs, place } = claim.outing
  const kits = needs.kits.flatMap(({ use, count }) => free.filter((one) => one.use === use).slice(0, count))
  const vehicles = free
    .filter(({ kind }) => kind === 'vehicle')
    .toSorted((a, b) => (a.seats ?? 0) - (b.seats ?? 0) || (a.code < b.code ? -1 : 1))
  return (crew) => {
    const enough = vehicles.find(({ seats }) => (seats ?? 0) >= crew) ?? vehicles.at(-1)
    const taken = needs.vehicle && place === 'outside' && enough ? [enough] : []
    return [...kits, ...taken].map(({ id }) => id)
  }
}
