import type { FastifyInstance } from 'fastify'
import type { DeskOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Fault } from '../../plugins/problems.ts'
import { askedBy } from './asked.ts'
import { deskFaults } from './place-at-desk.ts'

export type Checked =
  | {
      readonly kind: 'fits'
      readonly asked: readonly Claim[]
      readonly notes: readonly Violation[]
      readonly facts: Facts
    }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** What would become of an order, by the same rules that will decide it. No lock, no transaction, no promise. */
export async function checkOrder(app: FastifyInstance, who: Who, draft: DeskOrderDraftWire): Promise<Checked> {
  const wrong = deskFaults(who, draft)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const asked = askedBy(draft, who, facts, app.newId)
  if (asked.kind === 'malformed') return asked
  const around = await loadSurroundings(app.pg.pool, asked.claims, facts)
  // each names a rule of the house: that was asked before
  const waived = new Set((draft.waivers ?? []).map(({ constraint }) => constraint as ConstraintId))
  const verdict = check(asked.claims, { facts, claims: around.claims }, waived)
  return { ...verdict, asked: asked.claims, facts }
}
