import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { LineWire, OrderWire, QueueWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { call } from '../../web/src/api/call.ts'
import type { BoardSpace } from '../../web/src/board/day.ts'
import { DATE, PALACE } from './board-day.ts'

/** One request as the page sent it. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly idempotencyKey?: string
}

export type Answer =
  | { readonly kind: 'ok'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'problem'; readonly problem: ProblemWire }
  | { readonly kind: 'offline' }

/** A server that says what the test says, and remembers what it was asked. */
export function serverOf(answers: Readonly<Record<string, (sent: Sent) => Answer | Promise<Answer>>>) {
  const asked: Sent[] = []
  const send = (async (route: { readonly method: string; readonly path: string }, sent: object = {}) => {
    const request = { method: route.method, path: route.path, ...sent } as Sent // what call() takes, without its types
    asked.push(request)
    const answer = answers[`${route.method} ${route.path}`]
    if (!answer) throw new Error(`nobody expected ${route.method} ${route.path}`)
    return await answer(request)
  }) as unknown as typeof call // the real one is generic over all routes
  return { send, asked, of: (path: string) => asked.filter((one) => one.path === path) }
}

export function ok(body: unknown, status = 200): Answer {
  return { kind: 'ok', status, body }
}

export function problem(id: string, status: number, more: Partial<ProblemWire> = {}): Answer {
  return { kind: 'problem', problem: { type: `/problems/${id}`, title: id, status, ...more } }
}

export const offline: Answer = { kind: 'offline' }

/** Spaces as the server lists them: what the board does not read is left out. */
export function spacesWire(spaces: readonly BoardSpace[] = PALACE): Answer {
  return ok({ items: spaces })
}

type BlockWire = BoardWire['blocks'][number]

export function blockWire(
  id: string,
  spaceId: string,
  start: string,
  end: string,
  more: Partial<BlockWire> = {},
): BlockWire {
  const at = (clock: string) => `${DATE}T${clock}:00+08:00`
  return {
    kind: 'reservation',
    id,
    orderId: `order-${id}`,
    reference: '2026-000001',
    seriesId: null,
    spaceId,
    start: at(start),
    end: at(end),
    heldFrom: at(start),
    heldUntil: at(end),
    title: `title ${id}`,
    partyName: 'branch',
    headcount: 10,
    state: 'confirmed',
    version: 1,
    ...more,
  }
}

export function boardWire(blocks: readonly BlockWire[], more: Partial<BoardWire> = {}): BoardWire {
  const hours = { start: `${DATE}T08:00:00+08:00`, end: `${DATE}T22:00:00+08:00` }
  return {
    date: DATE,
    dayTypes: [{ date: DATE, kind: 'workday', name: null, announced: true }],
    at: `${DATE}T12:00:05+08:00`,
    blocks: [...blocks],
    open: PALACE.map(({ id }) => ({ spaceId: id, spans: [hours] })),
    closures: [],
    cursor: '100:100:@1796356805',
    ...more,
  }
}

export function lineWire(id: string, more: Partial<LineWire> = {}): LineWire {
  return {
    id,
    kind: 'space',
    spaceId: 'room',
    start: `${DATE}T18:00:00+08:00`,
    end: `${DATE}T20:00:00+08:00`,
    state: 'pending',
    reasonCode: null,
    reason: null,
    decidedAt: null,
    waivers: [],
    reservation: null,
    ...more,
  }
}

export function orderWire(id: string, more: Partial<OrderWire> = {}): OrderWire {
  return {
    id,
    reference: '2026-000001',
    title: `title ${id}`,
    purpose: 'purpose',
    headcount: 10,
    partyId: 'party',
    partyName: `party of ${id}`,
    placedBy: 'officer',
    placedAt: `${DATE}T08:00:00+08:00`,
    state: 'placed',
    version: 1,
    lines: [lineWire(`line-${id}`)],
    ...more,
  }
}

type Entry = QueueWire['items'][number]

/** An order of one line in the queue; `rivals` are orders of the same make. */
export function entry(
  id: string,
  rivals: readonly string[] = [],
  violations: Entry['lines'][number]['violations'] = [],
  order: Partial<OrderWire> = {},
): Entry {
  return {
    order: orderWire(id, order),
    partyKind: 'branch',
    answerBy: '2026-12-09T00:00:00+08:00',
    attachments: 0,
    usage: { month: 0, monthMinutes: 0, noShows: 0 },
    lines: [
      {
        lineId: `line-${id}`,
        competitors: rivals.map((rival) => ({ orderId: rival, lineId: `line-${rival}` })),
        violations,
      },
    ],
  }
}

export function violation(constraint: string, more: Partial<Entry['lines'][number]['violations'][number]> = {}) {
  return { constraint, level: 'hard' as const, penalty: 1, waivableBy: 'staff' as const, params: {}, ...more }
}

export function loser(id: string) {
  return {
    orderId: id,
    lineId: `line-${id}`,
    reference: '2026-000002',
    title: `title ${id}`,
    partyName: `party of ${id}`,
    start: `${DATE}T18:00:00+08:00`,
    end: `${DATE}T20:00:00+08:00`,
  }
}
