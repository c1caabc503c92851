import { constraintOf } from '../constraints/index.ts'
import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { routeOf, type Route } from '../domain/policy.ts'
import { check, type Verdict } from './check.ts'
import type { Violation } from './violation.ts'

/** Why a cell is grey: every rule that stops this booking, until when it does, and who could set it aside. */
export interface CellExplanation {
  readonly verdict: Verdict['kind']
  readonly route: Route
  readonly stops: readonly { readonly violation: Violation; readonly until: number | null }[]
}

/** The question that a click on a grey cell asks; answered by the rules of an order. */
export function explainCell(claim: Claim, snapshot: Snapshot): CellExplanation {
  const { facts } = snapshot
  const verdict = check([claim], snapshot)
  const space = facts.spaces.get(claim.spaceId)
  const party = facts.parties.get(claim.partyId)
  const route =
    space && party
      ? routeOf(
          { space: space.kind, party: party.kind, during: claim.during },
          facts.policy,
          facts.dayTypes,
          facts.timeZone,
        )
      : 'approval'
  const violations = verdict.kind === 'refused' ? verdict.violations : []
  return {
    verdict: verdict.kind,
    route,
    stops: violations.map((violation) => ({ violation, until: untilOf(violation) })),
  }
}

/** The rule itself names the parameter that says when it stops standing in the way. */
function untilOf({ constraint, params }: Violation): number | null {
  const clearsAt = constraintOf(constraint)?.clearsAt
  const at = clearsAt === undefined ? undefined : params[clearsAt]
  return typeof at === 'number' ? at : null
}
