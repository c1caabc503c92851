import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/repairs.ts'
import { listDraftRows } from '@gongyue/db/queries/drafts.ts'
import { readRepairRow } from '@gongyue/db/queries/repairs.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem, type ProblemAnswer } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { problemOf } from '../acts/told.ts'
import { violationWire } from '../orders/wire.ts'
import { applyRepair } from './apply-repair.ts'
import { createRepair, workOutAnew } from './create-repair.ts'
import { dismissRepair } from './dismiss-repair.ts'
import { draftWire } from './draft-wire.ts'
import { settleDraft } from './settle-draft.ts'
import { repairWire } from './wire.ts'

/** Ways out of collisions: worked out, looked at, applied whole, told to whom they touch. */
export async function repairs(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.createRepair, async (request, reply) => {
    const { who, body, query } = request
    const abort = new AbortController()
    reply.raw.once('close', () => abort.abort())
    const result = await createRepair(app, {
      who,
      cause: body.cause,
      dryRun: query.dryRun === true,
      keyed: keyedRequest(request, who),
      signal: abort.signal,
    })
    switch (result.kind) {
      case 'created':
        return { status: 201, body: result.repair, headers: { location: `/api/v1/repairs/${result.repair.id}` } }
      case 'worked-out':
        return { status: 200, body: result.repair }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.RepairWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'malformed':
        throw malformed(result.errors)
      case 'not-allowed':
        return { problem: 'not-allowed' }
      case 'refused': {
        const { violations, asked, facts } = result
        return { problem: 'refused', violations: violations.map((one) => violationWire(one, asked, facts.timeZone)) }
      }
    }
  })

  app.handle(api.readRepair, async ({ who, params }) => {
    const repair = await readRepairRow(pool, who.facilityId, params.id)
    if (!repair) throw new HttpProblem('not-found')
    return { status: 200, body: repairWire(repair, who.timeZone) }
  })

  app.handle(api.applyRepair, async (request) => {
    const { who, params, body } = request
    const result = await applyRepair(app, {
      who,
      repairId: params.id,
      plan: body.plan,
      version: body.version,
      reason: body.reason?.trim() || null,
      keyed: keyedRequest(request, who),
    })
    switch (result.kind) {
      case 'applied':
        return { status: 200, body: result.repair }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as api.RepairWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return { problem: 'try-again', headers: { 'retry-after': '1' } }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'not-allowed':
        return { problem: 'not-allowed' }
      case 'no-such-plan':
        throw malformed([{ pointer: '/plan', key: 'not-there', params: {} }])
      case 'changed': {
        const current = await workOutAnew(app, who, result.repair)
        // the same plan again would be refused again: then the rule is the answer
        const before = repairWire(result.repair, who.timeZone).plans[body.plan]
        const isSame = JSON.stringify(current.plans[body.plan]) === JSON.stringify(before)
        if (result.refused && isSame) return { ...(await problemOf(app, who, result.refused)), current }
        return { problem: 'plans-changed', current }
      }
      case 'stale':
        return { problem: 'stale', current: repairWire(result.repair, who.timeZone) }
      case 'settled':
        return { problem: 'repair-settled', current: repairWire(result.repair, who.timeZone) }
    }
  })

  app.handle(api.dismissRepair, async ({ who, params, body }) => {
    const result = await dismissRepair(app, who, params.id, body.reason?.trim() || null)
    if (result.kind === 'not-found') throw new HttpProblem('not-found')
    const wire = repairWire(result.repair, who.timeZone)
    return result.kind === 'dismissed' ? { status: 200, body: wire } : settledProblem(wire)
  })

  app.handle(api.listDrafts, async ({ who, query }) => {
    const { repairId = null, state = null, limit = 100 } = query
    const rows = await listDraftRows(pool, who.facilityId, { repairId, state, limit })
    return { status: 200, body: { items: rows.map(draftWire) } }
  })

  app.handle(api.settleDraft, async (request) => {
    const { who, params, body } = request
    const result = await settleDraft(app, who, params.id, body, keyedRequest(request, who))
    switch (result.kind) {
      case 'written':
        return { status: 200, body: draftWire(result.draft) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 200, body: result.response as api.DraftWire }
      case 'reused':
        return { problem: 'key-reused' }
      case 'not-found':
        throw new HttpProblem('not-found')
      case 'malformed':
        throw malformed(result.errors)
      case 'stale':
        return { problem: 'stale', current: draftWire(result.draft) }
      case 'settled':
        return settledProblem(draftWire(result.draft))
    }
  })
}

function settledProblem(current: unknown): ProblemAnswer {
  return { problem: 'repair-settled', current }
}
