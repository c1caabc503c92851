import type { ConstraintId } from '../constraints/index.ts'
import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { heldBy, type Space } from '../domain/space.ts'
import type { Interval } from '../time/interval.ts'
import { BOOKING_RULES } from './check.ts'
import { createScoreIndex } from './score-index.ts'

/** A course that is asked for before it exists. */
export interface WantedCourse {
  readonly partyId: string
  readonly least: number
  readonly capacity: number
  readonly skills: readonly string[]
  /** For each of the times to choose from: when its sessions would be. */
  readonly slots: readonly (readonly Interval[])[]
  /** For each who joined, in the order of joining: the numbers of the times at which they could come. */
  readonly votes: readonly (readonly number[])[]
  readonly spaceIds: readonly string[]
}

/** A time with a room and somebody who teaches, and whom it serves. */
export interface CourseProposal {
  readonly slot: number
  readonly spaceId: string
  /** Null when nobody of the house can: then it needs a guest. */
  readonly personId: string | null
  readonly serves: number
}

/** The house's own classes are planned further ahead than the public may book; who teaches is looked for apart. */
const SET_ASIDE: readonly ConstraintId[] = ['horizon', 'person-skills']

/**
 * The times that serve most of those who joined, each with the room that fits best and is free for every session, and the instructor who can
 * come to every one and has least to do already. A time that serves fewer than the course needs, or has no room, is no proposal.
 */
export function proposeCourse(wanted: WantedCourse, { facts, claims }: Snapshot): readonly CourseProposal[] {
  const rules = BOOKING_RULES.filter(({ id }) => !SET_ASIDE.includes(id as ConstraintId))
  const index = createScoreIndex(facts, rules, claims)
  const fitsAll = (space: Space, dates: readonly Interval[], people: readonly string[], headcount: number) => {
    const sessions = dates.map((during, i) => sessionClaim(wanted, space, during, people, headcount, `${i}`))
    const put: string[] = []
    const fits = sessions.every((claim) => {
      if (!index.admits(claim)) return false
      index.insert(claim)
      put.push(claim.id)
      return true
    })
    for (const id of put) index.remove(id)
    return fits
  }
  const load = (personId: string) => claims.filter(({ people }) => people?.includes(personId)).length
  const teachers = [...facts.people.values()]
    .filter(
      ({ kind, active, skills }) =>
        active && kind === 'instructor' && wanted.skills.every((one) => skills.includes(one)),
    )
    .toSorted((a, b) => load(a.id) - load(b.id) || (a.id < b.id ? -1 : 1))
  const proposals = wanted.slots.flatMap((dates, slot): readonly CourseProposal[] => {
    const serves = Math.min(wanted.capacity, wanted.votes.filter((slots) => slots.includes(slot)).length)
    if (serves < wanted.least || dates.length === 0) return []
    const rooms = wanted.spaceIds
      .flatMap((id) => facts.spaces.get(id) ?? [])
      .filter(({ bookable, capacity }) => bookable && capacity >= serves)
      .toSorted((a, b) => a.capacity - b.capacity || (a.id < b.id ? -1 : 1))
    for (const space of rooms) {
      if (!fitsAll(space, dates, [], serves)) continue
      const teacher = teachers.find(({ id }) => fitsAll(space, dates, [id], serves))
      return [{ slot, spaceId: space.id, personId: teacher?.id ?? null, serves }]
    }
    return []
  })
  return proposals.toSorted(
    (a, b) => b.serves - a.serves || Number(a.personId === null) - Number(b.personId === null) || a.slot - b.slot,
  )
}

function sessionClaim(
  { partyId }: WantedCourse,
  space: Space,
  during: Interval,
  people: readonly string[],
  headcount: number,
  id: string,
): Claim {
  return {
    id,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId,
    personId: '',
    headcount,
    features: [],
    conditions: { [space.id]: space.conditionsVersion },
    people,
    standing: 'asked',
    wish: { spaceId: space.id, start: during.start },
  }
}
