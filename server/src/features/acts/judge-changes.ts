import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { holdsClaims } from '@gongyue/shared/domain/reservation.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { contains } from '@gongyue/shared/time/interval.ts'
import { claimOf } from './plan-changes.ts'
import type { Fits, Planned, Refused, Waiver } from './change.ts'

/**
 * The facts for what the house stands by already: notice is for who books, so here it only forbids the past; a suspended party keeps what it
 * has, and points for no-shows keep nobody from what they booked before.
 */
export function factsForStanding(facts: Facts, partyIds: readonly string[]): Facts {
  const suspended = partyIds.filter((id) => facts.parties.get(id)?.suspended)
  return {
    ...facts,
    noShows: [],
    spaces: new Map([...facts.spaces].map(([id, space]) => [id, { ...space, noticeMinutes: 0 }])),
    parties:
      suspended.length === 0
        ? facts.parties
        : new Map(
            [...facts.parties].map(([id, party]) => [
              id,
              suspended.includes(id) ? { ...party, suspended: false } : party,
            ]),
          ),
  }
}

/**
 * Puts all changes together to the one checker. Set aside are: what the officer waives; rules about the making of a booking (a horizon, conditions
 * to be read), for it was made long ago, but a start that is moved into the past; and what was waived for this line before, or was so already and
 * is only made smaller, as long as it does not get worse.
 */
export function judgeChanges(
  planned: readonly Planned[],
  held: readonly Claim[],
  facts: Facts,
  waivers: readonly Waiver[],
): Fits | Refused {
  const claims = planned.flatMap(({ claim }) => claim ?? [])
  const verdict = check(claims, { facts, claims: held })
  if (verdict.kind === 'fits') return { kind: 'fits', planned, violations: verdict.notes, facts, held }
  const waived = new Set(waivers.map(({ constraint }) => constraint))
  const byId = new Map(planned.map((one) => [one.before.id, one]))
  let before: readonly Violation[] | null = null
  const breachesBefore = () => (before ??= breachesAsItStands(planned, held, facts))
  const violations = verdict.violations.filter((violation) => {
    if (violation.waivableBy === 'nobody') return true
    if (waived.has(violation.constraint)) return false
    const concerned = violation.claimIds.flatMap((id) => byId.get(id) ?? [])
    return !concerned.every((one) => isSettled(violation, one, breachesBefore))
  })
  return violations.length > 0
    ? { kind: 'refused', planned, violations, facts, held }
    : { kind: 'fits', planned, violations: verdict.violations, facts, held }
}

/** Which of the waivers a change needed: only those are put on its line. */
export function waiversUsed({ before }: Planned, violations: readonly Violation[], waivers: readonly Waiver[]) {
  const broken = new Set(
    violations.filter(({ claimIds }) => claimIds.includes(before.id)).map(({ constraint }) => constraint as string),
  )
  return waivers.filter(({ constraint }) => broken.has(constraint))
}

function isSettled(violation: Violation, one: Planned, breachesBefore: () => readonly Violation[]): boolean {
  const { change, before, after } = one
  if (AT_BOOKING.has(violation.constraint))
    return violation.constraint !== 'notice' || change.kind !== 'move' || after.start === before.start
  const waivedBefore = before.waivers.some(({ constraint }) => constraint === violation.constraint)
  if (waivedBefore && change.kind !== 'move') return true
  const stood = holdsClaims(before.state)
  const shrunk =
    stood && after.spaceId === before.spaceId && after.headcount <= before.headcount && contains(before, after)
  if (!waivedBefore && !shrunk) return false
  return breachesBefore().some(
    ({ constraint, claimIds, penalty }) =>
      constraint === violation.constraint && claimIds.includes(before.id) && penalty >= violation.penalty,
  )
}

/** Rules about the making of a booking, not about its place. */
const AT_BOOKING: ReadonlySet<ConstraintId> = new Set(['notice', 'horizon', 'booking-conditions'])

function breachesAsItStands(planned: readonly Planned[], held: readonly Claim[], facts: Facts): readonly Violation[] {
  const claims = planned.flatMap(({ claim, before }) =>
    claim && holdsClaims(before.state) ? [claimOf(before, before, facts)] : [],
  )
  const verdict = check(claims, { facts, claims: held })
  return verdict.kind === 'refused' ? verdict.violations : []
}
