import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/decision-records.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import {
  countRefusals,
  listDecisionRecords,
  readDecision,
  type DecisionRecord,
} from '@gongyue/db/queries/decision-records.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { violationWire } from '../orders/wire.ts'
import { replay } from './replay.ts'

const DAY = 86_400_000
/** How far back refusals are counted. */
const COUNTED = 30 * DAY

/** What was decided, by which rules and of which day; asked again whenever somebody doubts it. */
export async function decisionRecords(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listDecisionRecords, async ({ who, query }) => {
    const { kind = null, constraint = null, limit = 50, cursor = null } = query
    const filter = { facilityId: who.facilityId, kind, constraint, before: cursor, limit: limit + 1 }
    const [rows, refusals] = await Promise.all([
      listDecisionRecords(pool, filter),
      countRefusals(pool, who.facilityId, app.clock() - COUNTED),
    ])
    const page = rows.slice(0, limit)
    return {
      status: 200,
      body: {
        items: page.map((record) => recordWire(record, who.timeZone)),
        nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
        refusals: [...refusals],
      },
    }
  })

  app.handle(api.replayDecision, async ({ who, params }) => {
    const decision = await readDecision(pool, who.facilityId, params.id)
    if (!decision) throw new HttpProblem('not-found')
    const { same, verdict, violations } = replay(decision)
    return {
      status: 200,
      body: {
        ...{ same, verdict, around: decision.around.length },
        violations: violations.map((one) => violationWire(one, decision.asked, who.timeZone)),
      },
    }
  })
}

function recordWire(record: DecisionRecord, timeZone: string): api.DecisionRecordWire {
  const { id, kind, decidedByName, partyName, orderId, reference, title, policyVersion, factsVersion } = record
  return {
    ...{ id, kind, decidedByName, partyName, orderId, reference, title, policyVersion, factsVersion },
    decidedAt: formatInstant(record.decidedAt, timeZone),
    askedAt: formatInstant(record.askedAt, timeZone),
    asked: record.asked.map(({ spaceId, during, headcount }) => ({
      spaceId: spaceId === '' ? null : spaceId,
      start: formatInstant(during.start, timeZone),
      end: formatInstant(during.end, timeZone),
      headcount,
    })),
    waivers: record.waivers.map(({ constraint, reason }) => ({ constraint, reason })),
    violations: record.violations.map((one) => violationWire(one, record.asked, timeZone)),
  }
}
