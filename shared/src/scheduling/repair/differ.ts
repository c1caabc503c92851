import type { Facts } from '../../domain/facts.ts'
import { MINUTE } from '../../time/interval.ts'
import type { Plan, PlannedChange } from './plan.ts'

/**
 * Whether two plans are two answers. They are when at least a third of what happens is of another sort: another kind of change, another room (a
 * neighbouring table of one hall is none), or an hour's difference in time.
 */
export function differs(a: Plan, b: Plan, facts: Facts): boolean {
  const of = (plan: Plan) => new Map(plan.changes.map((change) => [change.id, change]))
  const [mine, theirs] = [of(a), of(b)]
  const ids = new Set([...mine.keys(), ...theirs.keys()])
  let other = 0
  for (const id of ids) if (isOther(mine.get(id), theirs.get(id), facts)) other++
  return other * 3 >= ids.size && other > 0
}

function isOther(a: PlannedChange | undefined, b: PlannedChange | undefined, facts: Facts): boolean {
  if (!a || !b || (a.to === null) !== (b.to === null)) return true
  if (!a.to || !b.to) return false
  return (
    familyOf(a.to.spaceId, facts) !== familyOf(b.to.spaceId, facts) ||
    Math.abs(a.to.during.start - b.to.during.start) >= 60 * MINUTE
  )
}

/** A neighbouring table of one hall is the same place to the mind. */
export function familyOf(spaceId: string, { spaces }: Facts): string {
  const space = spaces.get(spaceId)
  return space?.parentId ? `${space.kind} of ${space.parentId}` : spaceId
}
