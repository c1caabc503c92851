import type { FastifyInstance } from 'fastify'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import {
  hasFacts,
  insertDecisionRecord,
  keepFacts,
  type NewDecisionRecord,
} from '@gongyue/db/queries/decision-records.ts'
import type { Queryable } from '@gongyue/db/pool.ts'

/** All that the rules were shown when they were asked. */
export interface Seen {
  readonly around: readonly Claim[]
  readonly factsVersion: number
  /** By whose clock they were asked, in epoch milliseconds. */
  readonly askedAt: number
}

/** What was decided, and by what. */
export type Decision = Pick<
  NewDecisionRecord,
  'kind' | 'decidedBy' | 'orderId' | 'title' | 'asked' | 'waivers' | 'violations'
> & { readonly seen: Seen; readonly facts: Facts }

/**
 * Puts a decision on record with everything it was made from. A refusal is kept after it was rolled back, an acceptance in its own transaction.
 */
export async function keepDecision(app: FastifyInstance, db: Queryable, decision: Decision): Promise<void> {
  const { seen, facts, ...told } = decision
  const { facilityId } = facts
  const { factsVersion, around, askedAt } = seen
  const partyId = told.asked[0]?.partyId
  if (partyId === undefined || partyId === '') return
  if (!(await hasFacts(db, facilityId, factsVersion))) await keepFacts(db, facts, factsVersion)
  await insertDecisionRecord(db, facilityId, {
    ...{ ...told, id: app.newId(), partyId, policyVersion: facts.policy.version, factsVersion, around },
    ...{ askedAt, decidedAt: facts.now },
  })
}
