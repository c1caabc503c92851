import type { FastifyInstance } from 'fastify'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockRound, settleRound } from '@gongyue/db/queries/rounds.ts'
import { readSeasonPlan } from '@gongyue/db/queries/season-plans.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { arranged } from '@gongyue/shared/scheduling/season/arrange.ts'
import { lockFacts } from '../repairs/lock-facts.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { fault } from './round-faults.ts'
import { readSeason } from './season-inputs.ts'
import { noteRound } from './write-round.ts'

/** Settles on a plan that fits what holds now. */
export async function handleRound(
  app: FastifyInstance,
  who: Who,
  roundId: string,
  planId: string,
  keyed: KeyedRequest | null,
): Promise<Written<{ planId: string }>> {
  const { facilityId } = who
  return await once(app, keyed, 200, async (tx) => {
    // the row of a round is among the facts, whose lock comes first everywhere
    await lockFacts(tx.client, facilityId)
    const round = await lockRound(tx.client, facilityId, roundId)
    if (!round) return no({ problem: 'not-found' })
    const refusal = stateRefusal(round, { now: app.clock() }, ['in-allocation', 'handled'], 'wait')
    if (refusal) return no(refusal)
    const plan = await readSeasonPlan(tx.client, facilityId, planId)
    if (plan?.roundId !== roundId) return no({ problem: 'malformed', errors: [fault('/planId', 'not-there')] })
    const inputs = await readSeason(app, tx.client, facilityId, round, null)
    const judged = arranged(inputs, plan.allocations)
    if (judged.kind === 'broken') return no({ problem: 'plan-fits-not', params: { count: judged.breaches.length } })
    await settleRound(tx.client, facilityId, roundId, { planId, at: app.clock() })
    await noteRound(app, tx, who, 'handle-round', roundId, { planId })
    return done({ planId })
  })
}

/** Back into allocation; plans are kept. */
export async function resetRound(
  app: FastifyInstance,
  who: Who,
  roundId: string,
  keyed: KeyedRequest | null,
): Promise<Written<{ planId: null }>> {
  const { facilityId } = who
  return await once(app, keyed, 200, async (tx) => {
    // the row of a round is among the facts, whose lock comes first everywhere
    await lockFacts(tx.client, facilityId)
    const round = await lockRound(tx.client, facilityId, roundId)
    if (!round) return no({ problem: 'not-found' })
    const refusal = stateRefusal(round, { now: app.clock() }, ['in-allocation', 'handled'], 'by-series')
    if (refusal) return no(refusal)
    await settleRound(tx.client, facilityId, roundId, null)
    await noteRound(app, tx, who, 'reset-round', roundId, {})
    return done({ planId: null })
  })
}
