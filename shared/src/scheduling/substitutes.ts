import { constraints } from '../constraints/index.ts'
import type { Constraint } from '../constraints/define.ts'
import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { weekOf, type Person } from '../domain/person.ts'
import { localDateOf } from '../time/wall.ts'
import { createScoreIndex } from './score-index.ts'

/** Somebody who could take a session, and why they stand where they stand. */
export interface Substitute {
  readonly personId: string
  /** The lower, the better; 0 knows the class and the house is used to seeing them. */
  readonly cost: number
  readonly reasons: readonly SubstituteReason[]
}

export const SUBSTITUTE_REASONS = [
  'teaches-this-class',
  'same-partner',
  'other-partner',
  'here-that-day',
  'sessions-that-week',
] as const
export interface SubstituteReason {
  readonly key: (typeof SUBSTITUTE_REASONS)[number]
  readonly params: Readonly<Record<string, string | number>>
}

/** A session that has lost one of its people. */
export interface Missed {
  /** As it stands, with the one who is missing. */
  readonly claim: Claim
  readonly missing: string
  /** Who has held other sessions of the same class. */
  readonly known: ReadonlySet<string>
}

/** What is asked of whoever comes; the session itself stands already. */
export const PEOPLE_RULES = (constraints as readonly Constraint[]).filter(({ topic }) => topic === 'people')

/**
 * Who could take a session instead, best first: free then, with the skills, within their hours and limits. Somebody who knows the class comes
 * first, then colleagues of the one who is missing, then who is in the house that day anyway, then who has least to do that week.
 *
 * @param snapshot - with the week of everybody who may be asked
 */
export function findSubstitutes({ claim, missing, known }: Missed, { facts, claims }: Snapshot): readonly Substitute[] {
  const others = claims.filter(({ id }) => id !== claim.id)
  const index = createScoreIndex(facts, PEOPLE_RULES, others)
  const lost = facts.people.get(missing)
  const stay = (claim.people ?? []).filter((id) => id !== missing)
  const day = localDateOf(claim.during.start, facts.timeZone)
  const found = [...facts.people.values()].flatMap((person): readonly Substitute[] => {
    if (person.id === missing || stay.includes(person.id) || !mayStandIn(person, lost)) return []
    if (!index.admits({ ...claim, people: [...stay, person.id] })) return []
    const dates = others
      .filter(({ people }) => people?.includes(person.id))
      .map(({ during }) => localDateOf(during.start, facts.timeZone))
    const week = dates.filter((date) => weekOf(date) === weekOf(day)).length
    const knows = known.has(person.id)
    const colleague = person.partyId === (lost?.partyId ?? null)
    const here = dates.includes(day)
    const reasons: readonly SubstituteReason[] = [
      ...(knows ? [{ key: 'teaches-this-class', params: {} } as const] : []),
      { key: colleague ? 'same-partner' : 'other-partner', params: {} },
      ...(here ? [{ key: 'here-that-day', params: {} } as const] : []),
      { key: 'sessions-that-week', params: { count: week } },
    ]
    return [{ personId: person.id, cost: (knows ? 0 : 40) + (colleague ? 0 : 20) + (here ? 0 : 10) + week, reasons }]
  })
  return found.toSorted((a, b) => a.cost - b.cost || (a.personId < b.personId ? -1 : 1))
}

/** A technician is no answer to a lost teacher, even where no skill is asked for. */
function mayStandIn(person: Person, lost: Person | undefined): boolean {
  return person.active && (lost === undefined || person.kind === lost.kind)
}
