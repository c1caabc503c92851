import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { weekOf, type Person } from '../domain/person.ts'
import { localDateOf } from '../time/wall.ts'

/** What the rules about people share: who is on a claim, and how they are named. */
export function peopleOn({ people = [] }: Claim, facts: Facts): readonly Person[] {
  return people.flatMap((id) => facts.people.get(id) ?? [])
}

/** Names as they stand in a sentence; an id nobody has is told as it is. */
export function namesOf(ids: readonly string[], facts: Facts): string {
  return ids.map((id) => facts.people.get(id)?.name ?? id).join('、')
}

/** A group for each person on the claim who has the limit: `<person> <day>`, or `<person> <Monday>`. */
export function limitGroups(claim: Claim, limit: 'minutesADay' | 'daysAWeek', facts: Facts): readonly string[] {
  const people = peopleOn(claim, facts)
  if (people.length === 0) return []
  const { timeZone } = facts
  const date = localDateOf(claim.during.start, timeZone)
  const when = limit === 'minutesADay' ? date : weekOf(date)
  return people.flatMap((person) => (person[limit] === null ? [] : [`${person.id} ${when}`]))
}

/** The person that a group's key names. */
export function personOfGroup(group: string, facts: Facts): Person | undefined {
  return facts.people.get(group.slice(0, group.indexOf(' ')))
}

/** The day that a group's key names. */
export function dateOfGroup(group: string): string {
  return group.slice(group.indexOf(' ') + 1)
}
