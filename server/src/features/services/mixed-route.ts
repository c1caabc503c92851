import type { FastifyInstance } from 'fastify'
import type { MixedOrderDraftWire, OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { malformed } from '../../plugins/validation.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { orderWire } from '../orders/wire.ts'
import { mixedRefusal, mixedVerdict } from './answer-mixed.ts'
import { placeMixed, type PlaceMixed } from './place-mixed.ts'

/** What would become of a mixed order, by the same hand that would place it; nothing is kept. */
export async function checkMixed(app: FastifyInstance, who: Who, draft: MixedOrderDraftWire): Promise<VerdictWire> {
  const result = await placeMixed(app, { who, draft, keyed: null, dryRun: true })
  switch (result.kind) {
    case 'fits':
      return await mixedVerdict(app, who, result, result.notes)
    case 'refused':
      return await mixedVerdict(app, who, result, result.violations)
    case 'malformed':
      throw malformed(result.errors)
    default:
      throw new HttpProblem('try-again', { headers: { 'retry-after': '1' } })
  }
}

/** Places a mixed order and says what became of it, as the route of all orders does. */
export async function answerMixed(app: FastifyInstance, request: PlaceMixed) {
  const { who } = request
  const result = await placeMixed(app, request)
  switch (result.kind) {
    case 'placed':
      return placed(orderWire(result.order, who.timeZone, true))
    case 'again':
      // kept by this very route, so it is what the contract says
      return placed(result.response as OrderWire)
    case 'fits':
      return { status: 200, body: await mixedVerdict(app, who, result, result.notes) } as const
    case 'refused':
      return request.dryRun
        ? ({ status: 200, body: await mixedVerdict(app, who, result, result.violations) } as const)
        : await mixedRefusal(app, who, result, result.violations)
    case 'malformed':
      throw malformed(result.errors)
    case 'reused':
      return { problem: 'key-reused' } as const
    case 'contended':
      return { problem: 'try-again', headers: { 'retry-after': '1' } } as const
  }
}

function placed(order: OrderWire) {
  const headers = { location: `/api/v1/orders/${order.id}`, etag: `"${order.version}"` }
  return { status: 201, body: order, headers } as const
}
