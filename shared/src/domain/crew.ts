import type { Needs } from './menu.ts'
import type { Person } from './person.ts'

type Able = Pick<Person, 'id' | 'skills'>

/** Who fills which place of a crew: as many places as can be filled at once, people taken in the order in which they are given. */
export function seatCrew(crew: Needs['crew'], people: readonly Able[]): ReadonlyMap<number, Able> {
  const places = placesOf(crew)
  const seated = new Map<number, Able>()
  for (const person of people) seat(person, places, seated, new Set())
  return seated
}

/** What nobody of them is left to do. */
export function missingCrew(crew: Needs['crew'], people: readonly Able[]): Needs['crew'] {
  const seated = seatCrew(crew, people)
  const open = placesOf(crew).filter((_, place) => !seated.has(place))
  return crew.flatMap(({ skill }) => {
    const count = open.filter((one) => one === skill).length
    return count === 0 ? [] : [{ skill, count }]
  })
}

/** One place for each person that is needed, by skill. */
function placesOf(crew: Needs['crew']): readonly string[] {
  return crew.flatMap(({ skill, count }) => Array.from({ length: count }, () => skill))
}

/** Finds a place for one more, moving others where that helps; whoever has a place keeps one. */
function seat(person: Able, places: readonly string[], seated: Map<number, Able>, tried: Set<number>): boolean {
  for (const [place, skill] of places.entries()) {
    if (tried.has(place) || !person.skills.includes(skill)) continue
    tried.add(place)
    const there = seated.get(place)
    if (there && !seat(there, places, seated, tried)) continue
    seated.set(place, person)
    return true
  }
  return false
}
