import type { DeskOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { AlternativeWire, ObstacleWire, ProblemWire, ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import { isProblem, type call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { placeOrder } from '../../../api/routes.ts'
import type { Failing } from '../../../components/Failure.tsx'
import type { Loser } from '../../../decisions/model.ts'
import { obstaclesOf, readinessOf } from '../../../decisions/waivers.ts'
import type { BookingForm } from './form.ts'

/** What the server says of a booking that is not made yet. */
export type Verdict =
  | { readonly kind: 'asking' }
  | { readonly kind: 'fits' }
  | {
      readonly kind: 'refused'
      readonly violations: readonly ViolationWire[]
      readonly alternatives: readonly AlternativeWire[]
      /** Who stands there, where the server told; else the board knows. */
      readonly obstacles: readonly ObstacleWire[]
    }
  /** It fits, and others who asked would lose. */
  | { readonly kind: 'displacing'; readonly losers: readonly Loser[] }
  | { readonly kind: 'failing'; readonly failing: Failing }

/** Asks in full, writes nothing. */
export async function askVerdict(send: typeof call, draft: DeskOrderDraftWire): Promise<Verdict> {
  const reply = await send(placeOrder, { query: { dryRun: true }, body: draft, idempotencyKey: randomKey() })
  if (reply.kind !== 'ok') return verdictOf(reply)
  if (reply.status === 201) throw new Error('asked for a dry run, and the server placed the order')
  const { verdict, violations, alternatives } = reply.body
  return verdict === 'fits' ? { kind: 'fits' } : { kind: 'refused', violations, alternatives, obstacles: [] }
}

/** A no of the server, as a verdict. */
export function verdictOf(failing: Failing): Verdict {
  if (failing.kind === 'offline') return { kind: 'failing', failing }
  const { problem } = failing
  if (isProblem(problem, 'would-displace')) return { kind: 'displacing', losers: problem.competitors ?? [] }
  return isProblem(problem, 'refused') ? refusedBy(problem) : { kind: 'failing', failing }
}

function refusedBy({ violations = [], alternatives = [], obstacles = [] }: ProblemWire): Verdict {
  return { kind: 'refused', violations, alternatives, obstacles }
}

/** What the clerk sees at a glance: green goes, light grey goes with a reason, dark grey goes elsewhere. */
export type Level = 'asking' | 'fits' | 'ready' | 'staff' | 'nobody' | 'displacing' | 'failing'

/** A verdict with the reasons that were given meanwhile. */
export function levelOf(verdict: Verdict, { waivers }: Pick<BookingForm, 'waivers'>, roles: readonly Role[]): Level {
  if (verdict.kind !== 'refused') return verdict.kind
  const { kind } = readinessOf(obstaclesOf(verdict.violations, roles), waivers)
  return kind === 'barred' ? 'nobody' : kind === 'wanting' ? 'staff' : 'ready'
}
