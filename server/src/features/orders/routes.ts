import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/orders.ts'
import { isId } from '@gongyue/shared/api/schemas.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { listOrders, type Competitor, type OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem, type ProblemAnswer } from '../../plugins/problems.ts'
import { malformed } from '../../plugins/validation.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { keepDecision, type Seen } from '../decision-records/keep-decision.ts'
import { unreadFor } from '../messages/unread-for.ts'
import { answerSeries } from '../series/place-answer.ts'
import type { Givable } from '../services/claim.ts'
import { answerMixed, checkMixed } from '../services/mixed-route.ts'
import { serviceDatesFor } from '../services/service-dates.ts'
import { obstaclesOf } from '../acts/obstacles.ts'
import { alternativesFor } from './alternatives.ts'
import { cancelOrder } from './cancel-order.ts'
import { checkOrder } from './check-order.ts'
import { decideOrder } from './decide-order.ts'
import { isForDesk, placeAtDesk } from './place-at-desk.ts'
import { placeOrder } from './place-order.ts'
import { readQueue } from './read-queue.ts'
import { readVisible } from './read-visible.ts'
import { orderWire, routeOfClaim, violationWire } from './wire.ts'

/** From the first question to the decision. */
export async function orders(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.checkOrder, async ({ who, body }) => {
    if (api.isMixedDraft(body)) return { status: 200, body: await checkMixed(app, who, body) }
    const result = await checkOrder(app, who, body)
    if (result.kind === 'malformed') throw malformed(result.errors)
    return { status: 200, body: await verdictWire(app, result) }
  })

  app.handle(api.placeOrder, async (request) => {
    const { who, body, query } = request
    const sent = { who, keyed: keyedRequest(request, who), dryRun: query.dryRun === true }
    if (api.isSeriesDraft(body)) return await answerSeries(app, { ...sent, draft: body })
    if (api.isMixedDraft(body)) return await answerMixed(app, { ...sent, draft: body })
    const order = { ...sent, draft: body }
    const result = isForDesk(body) ? await placeAtDesk(app, order) : await placeOrder(app, order)
    switch (result.kind) {
      case 'placed':
        return { status: 201, body: result.order, headers: created(result.order) }
      case 'again':
        // kept by this very route, so it is what the contract says
        return {
          status: 201,
          body: result.response as api.OrderWire,
          headers: created(result.response as api.OrderWire),
        }
      case 'fits':
        return { status: 200, body: await verdictWire(app, result) }
      case 'refused':
        return query.dryRun === true
          ? { status: 200, body: await verdictWire(app, result) }
          : await refusal(app, who, result, refusedOf(order.draft))
      case 'would-displace':
        return wouldDisplace(result.competitors, who)
      case 'malformed':
        throw malformed(result.errors)
      case 'reused':
        return { problem: 'key-reused' }
      case 'contended':
        return TRY_AGAIN
    }
  })

  app.handle(api.listOrders, async ({ who, query }) => {
    const limit = query.limit ?? 50
    const rows = await listOrders(pool, {
      facilityId: who.facilityId,
      partyIds: mayEnter(who.roles, 'desk') ? null : who.partyIds,
      state: query.state ?? null,
      before: cursorOf(query.cursor),
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const unread = await unreadFor(
      pool,
      who,
      page.map(({ id }) => id),
    )
    return {
      status: 200,
      body: {
        items: page.map((order) => withUnread(forReader(order, who), unread.get(order.id))),
        nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      },
    }
  })

  app.handle(api.readOrder, async ({ who, params }) => {
    const order = await readVisible(pool, who, params.id)
    return { status: 200, body: forReader(order, who), headers: tagOf(order) }
  })

  app.handle(api.decideOrder, async (request) => {
    const { who, body, query, params } = request
    const result = await decideOrder(app, {
      who,
      orderId: params.id,
      lineIds: body.lineIds ?? null,
      decision: body.decision,
      reasonCode: body.reasonCode ?? null,
      reason: body.reason ?? null,
      waivers: body.waivers ?? [],
      displace: body.displace ?? false,
      version: versionAsked(request),
      keyed: keyedRequest(request, who),
      dryRun: query.dryRun === true,
    })
    switch (result.kind) {
      case 'changed':
        return { status: 200, body: forReader(result.order, who), headers: tagOf(result.order) }
      case 'would-displace':
        return wouldDisplace(result.competitors, who)
      case 'refused':
        return await refusal(app, who, result, {
          orderId: params.id,
          title: (await readVisible(pool, who, params.id)).title,
          waivers: body.waivers ?? [],
        })
      case 'room-declined':
        return { problem: 'room-declined' }
      case 'contended':
        return TRY_AGAIN
      default:
        return outcomeOf(result, who)
    }
  })

  app.handle(api.cancelOrder, async (request) => {
    const { who, body, params } = request
    const result = await cancelOrder(app, {
      who,
      orderId: params.id,
      lineIds: body.lineIds ?? null,
      reason: body.reason ?? null,
      version: versionAsked(request),
      keyed: keyedRequest(request, who),
    })
    if (result.kind === 'changed')
      return { status: 200, body: forReader(result.order, who), headers: tagOf(result.order) }
    return outcomeOf(result, who)
  })

  app.handle(api.readQueue, async ({ who }) => ({ status: 200, body: await readQueue(app, who) }))
}

/** Others kept getting in between; in a second they will not. */
const TRY_AGAIN = { problem: 'try-again', headers: { 'retry-after': '1' } } as const

interface Judged {
  readonly kind: 'fits' | 'refused'
  readonly asked: readonly Claim[]
  readonly facts: Facts
  readonly notes?: readonly Violation[]
  readonly violations?: readonly Violation[]
  readonly services?: readonly { readonly index: number; readonly line: Givable }[]
  readonly seen?: Seen
}

/** Whose order it was; null for one that never came to be. */
interface Refused {
  readonly orderId: string | null
  readonly title: string
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
}

/** How many ways out a refusal names. */
const ALTERNATIVES = 6

async function verdictWire(
  app: FastifyInstance,
  { kind, asked, facts, notes, violations }: Judged,
): Promise<api.VerdictWire> {
  return {
    verdict: kind,
    violations: (violations ?? notes ?? []).map((one) => violationWire(one, asked, facts.timeZone)),
    alternatives: kind === 'refused' ? await alternativesFor(app, asked, facts, ALTERNATIVES) : [],
    routes: asked.map((claim) => routeOfClaim(claim, facts)),
  }
}

function refusedOf({ title, waivers = [] }: api.DeskOrderDraftWire): Refused {
  return { orderId: null, title, waivers }
}

async function refusal(app: FastifyInstance, who: Who, judged: Judged, of: Refused): Promise<ProblemAnswer> {
  const { asked, violations = [], facts, services, seen } = judged
  if (seen)
    await keepDecision(app, app.pg.pool, {
      ...{ kind: 'refused', decidedBy: of.orderId === null ? null : who.userId, ...of },
      ...{ asked, violations, facts, seen },
    })
  const rooms = asked.filter(({ outing }) => outing === undefined)
  return {
    problem: 'refused',
    violations: violations.map((one) => violationWire(one, asked, facts.timeZone)),
    alternatives: rooms.length > 0 ? await alternativesFor(app, rooms, facts, ALTERNATIVES) : [],
    ...(services && { dates: await serviceDatesFor(app, who, { violations, services, facts }) }),
    ...(mayEnter(who.roles, 'desk') && { obstacles: await obstaclesOf(app, who, { asked, violations }) }),
  }
}

type Ended =
  | { readonly kind: 'not-found' | 'reused' }
  | { readonly kind: 'again'; readonly response: unknown }
  | { readonly kind: 'malformed'; readonly errors: Parameters<typeof malformed>[0] }
  | { readonly kind: 'stale' | 'already-decided' | 'too-late-to-cancel'; readonly order: OrderRecord }

/** What decisions and cancellations share: who came late is shown how it stands now. */
function outcomeOf(result: Ended, who: Who) {
  switch (result.kind) {
    case 'not-found':
      throw new HttpProblem('not-found')
    case 'malformed':
      throw malformed(result.errors)
    case 'reused':
      return { problem: 'key-reused' } as const
    case 'again': {
      // kept by this very route, so it is what the contract says
      const body = result.response as api.OrderWire
      return { status: 200, body, headers: tagOf(body) } as const
    }
    default:
      return { problem: result.kind, current: forReader(result.order, who) } as const
  }
}

function forReader(order: OrderRecord, who: Who): api.OrderWire {
  return orderWire(order, who.timeZone, true)
}

function withUnread(order: api.OrderWire, unread: number | undefined): api.OrderWire {
  return unread === undefined ? order : { ...order, unread }
}

function created({ id, version }: api.OrderWire) {
  return { location: `/api/v1/orders/${id}`, etag: `"${version}"` }
}

function tagOf({ version }: Pick<OrderRecord, 'version'>) {
  return { etag: `"${version}"` }
}

function cursorOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null
  if (!isId(cursor)) throw malformed([{ pointer: '/query/cursor', key: 'cursor', params: {} }])
  return cursor
}

function wouldDisplace(competitors: readonly Competitor[], { timeZone }: Who) {
  return { problem: 'would-displace', competitors: competitors.map((one) => competitorWire(one, timeZone)) } as const
}

function competitorWire({ orderId, lineId, reference, title, partyName, start, end }: Competitor, timeZone: string) {
  return {
    orderId,
    lineId,
    reference,
    title,
    partyName,
    start: formatInstant(start, timeZone),
    end: formatInstant(end, timeZone),
  }
}
