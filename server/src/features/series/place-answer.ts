import type { FastifyInstance } from 'fastify'
import type { OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { routeOfClaim } from '../orders/wire.ts'
import { claimsThatFit, placeSeries, type PlacedSeries, type PlaceSeries } from './place-series.ts'
import { previewWire } from './wire.ts'

type Answered =
  | { readonly status: 201; readonly body: OrderWire; readonly headers: Readonly<Record<string, string>> }
  | { readonly status: 200; readonly body: VerdictWire }
  | ProblemAnswer

/** Answers an order for a series, in the words of any order and with every date beside. */
export async function answerSeries(app: FastifyInstance, request: PlaceSeries): Promise<Answered> {
  const result = await placeSeries(app, request)
  switch (result.kind) {
    case 'placed':
      return created(result.order)
    case 'again':
      // kept by this very route, so it is what the contract says
      return created(result.response as OrderWire)
    case 'fits':
      return { status: 200, body: verdictOfSeries(result) }
    case 'refused': {
      if (request.dryRun) return { status: 200, body: verdictOfSeries(result) }
      const series = previewWire(result)
      const { plans } = result
      return { problem: 'refused', violations: series.dates.flatMap(({ violations }) => violations), series, plans }
    }
    case 'malformed':
      throw malformed(result.errors)
    case 'reused':
      return { problem: 'key-reused' }
    case 'contended':
      return { problem: 'try-again', headers: { 'retry-after': '1' } }
  }
}

/** What would become of a series. */
export function verdictOfSeries(judged: Extract<PlacedSeries, { kind: 'fits' | 'refused' }>): VerdictWire {
  const series = previewWire(judged)
  return {
    verdict: judged.kind,
    violations: series.dates.flatMap(({ violations }) => violations),
    alternatives: [],
    routes: claimsThatFit(judged).map((claim) => routeOfClaim(claim, judged.facts)),
    series,
  }
}

function created(order: OrderWire) {
  const headers = { location: `/api/v1/orders/${order.id}`, etag: `"${order.version}"` }
  return { status: 201, body: order, headers } as const
}
