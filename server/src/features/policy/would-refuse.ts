import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { CountedLine } from '@gongyue/db/queries/policies.ts'

/** A booking that a policy would have refused, and why. */
export interface WouldRefuse {
  readonly order: CountedLine
  readonly asked: readonly Claim[]
  readonly violations: readonly Violation[]
}

/**
 * Asks every order again as of the moment when it was placed, among those placed before it, once by the policy of now and once by another: what only
 * the other refuses is its doing. What of today's other facts would refuse it refuses it twice, and is not told.
 *
 * @param lines - as they were placed
 */
export function wouldRefuse(lines: readonly CountedLine[], facts: Facts, other: Policy): readonly WouldRefuse[] {
  // points that people have now they did not have then
  const { noShows: _, ...then } = facts
  const found: WouldRefuse[] = []
  const placed = new Map<string, Claim[]>()
  for (const ofOrder of ordersOf(lines)) {
    const [order] = ofOrder
    if (!order) continue
    const claims = ofOrder.map((line) => claimOf(line, facts))
    if (order.asked) {
      const asked = claims.map((claim) => ({ ...claim, standing: 'asked' as const }))
      // the keys are names of rules: nothing else was ever waived
      const waived = new Set(order.waived as readonly ConstraintId[])
      const around = new Set(asked.flatMap((claim) => keysOf(claim, facts)).flatMap((key) => placed.get(key) ?? []))
      const violationsBy = (policy: Policy): readonly Violation[] => {
        const verdict = check(asked, { facts: { ...then, now: order.placedAt, policy }, claims: [...around] }, waived)
        return verdict.kind === 'refused' ? verdict.violations : []
      }
      const already = new Set(violationsBy(facts.policy).map(nameOf))
      const violations = violationsBy(other).filter((one) => !already.has(nameOf(one)))
      if (violations.length > 0) found.push({ order, asked, violations })
    }
    for (const claim of claims)
      for (const key of keysOf(claim, facts)) placed.set(key, [...(placed.get(key) ?? []), claim])
  }
  return found
}

function nameOf({ constraint, claimIds }: Violation): string {
  return `${constraint} ${claimIds.join()}`
}

function ordersOf(lines: readonly CountedLine[]): Iterable<readonly CountedLine[]> {
  return Map.groupBy(lines, ({ orderId }) => orderId).values()
}

/** Who is counted on which days. */
function keysOf({ partyId, personId, during }: Claim, { timeZone }: Facts): readonly string[] {
  const days = new Set([localDateOf(during.start, timeZone), localDateOf(during.end - 1, timeZone)])
  const whos = personId === '' ? [partyId] : [partyId, personId]
  return whos.flatMap((who) => [...days].map((day) => `${who} ${day}`))
}

/** Without its atoms: who else had the room is not the policy's doing. */
function claimOf(line: CountedLine, facts: Facts): Claim {
  const { id, spaceId, partyId, personId, headcount, standing, start, end } = line
  const during = { start, end }
  const version = facts.spaces.get(spaceId)?.conditionsVersion ?? 0
  return {
    ...{ id, spaceId, partyId, headcount, standing, during },
    held: during,
    atomIds: [],
    personId: personId ?? '',
    features: [],
    conditions: version > 0 ? { [spaceId]: version } : {},
    wish: { spaceId, start },
  }
}
