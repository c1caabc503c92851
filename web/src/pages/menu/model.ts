import { computed, signal } from '@preact/signals'
import type { MixedOrderDraftWire, OrderWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import type { ServiceLineWire } from '@gongyue/shared/api/service-lines.ts'
import type { ServiceWire } from '@gongyue/shared/api/services.ts'
import type { WishDraftWire, WishWire } from '@gongyue/shared/api/wishes.ts'
import { call } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import { cancelOrder, checkOrder, listOrders, placeOrder } from '../../api/routes.ts'
import { createLoaded } from '../../classes/loaded.ts'
import type { Failing } from '../../components/Failure.tsx'
import * as routes from '../../services/routes.ts'

/** All that the page shows, read together. */
export interface MenuHouse {
  readonly services: readonly ServiceWire[]
  readonly outreach: OutreachWire
  readonly orders: readonly OrderWire[]
  readonly wishes: readonly WishWire[]
}

/** A line on the list, with what it is called. */
export interface BasketLine {
  readonly key: number
  readonly title: string
  readonly line: MixedOrderDraftWire['lines'][number]
}

/** A service of an order. */
export interface OrderedService {
  readonly order: OrderWire
  readonly line: ServiceLineWire
}

export type MenuModel = ReturnType<typeof createMenuModel>

/** The menu, the list of what is wanted, and what became of what was ordered. */
export function createMenuModel(clock: () => number = Date.now) {
  const keyOf = idempotencyKeys()
  const basket = signal<readonly BasketLine[]>([])
  const verdict = signal<VerdictWire | null>(null)
  const head = signal({ title: '', headcount: '30', partyId: '' })
  const placed = signal<OrderWire | null>(null)
  /** Conditions of rooms that were read and accepted: the version, by space. */
  const conditions = signal<ReadonlyMap<string, number>>(new Map())
  let next = 0
  let round = 0
  const loaded = createLoaded<MenuHouse>(async () => {
    const [services, outreach, orders, wishes] = await Promise.all([
      call(routes.listServices),
      call(routes.readOutreach),
      call(listOrders, { query: { limit: 100 } }),
      call(routes.listWishes),
    ])
    if (services.kind !== 'ok') return services
    if (outreach.kind !== 'ok') return outreach
    if (orders.kind !== 'ok') return orders
    if (wishes.kind !== 'ok') return wishes
    return {
      kind: 'ok',
      body: {
        services: services.body.items.filter(({ active }) => active),
        outreach: outreach.body,
        orders: orders.body.items,
        wishes: wishes.body.items,
      },
    }
  })
  const draft = (): MixedOrderDraftWire => {
    const { title, headcount, partyId } = head.value
    const [first] = basket.value
    return {
      title: title.trim() || (first?.title ?? ''),
      headcount: Math.max(1, Number(headcount) || 1),
      partyId,
      lines: basket.value.map(({ line }) => line),
      ...(conditions.value.size > 0 && { conditions: Object.fromEntries(conditions.value) }),
    }
  }
  /** Asks the house what would become of the list; an answer that a later one has overtaken is dropped. */
  const check = async (): Promise<void> => {
    verdict.value = null
    round += 1
    const mine = round
    if (basket.value.length === 0 || head.value.partyId === '') return
    const reply = await call(checkOrder, { body: draft() })
    if (mine === round && reply.kind === 'ok') verdict.value = reply.body
  }
  const settled = async (reply: { readonly kind: 'ok' } | Failing): Promise<Failing | null> => {
    await loaded.load()
    return reply.kind === 'ok' ? null : reply
  }
  return {
    ...loaded,
    basket,
    verdict,
    head,
    placed,
    conditions,
    check,
    count: computed(() => basket.value.length),
    put(title: string, line: BasketLine['line']): void {
      next += 1
      basket.value = [...basket.value, { key: next, title, line }]
      placed.value = null
      void check()
    },
    remove(key: number): void {
      basket.value = basket.value.filter((one) => one.key !== key)
      void check()
    },
    accept(spaceId: string, version: number): void {
      conditions.value = new Map([...conditions.value, [spaceId, version]])
      void check()
    },
    /** Moves a line to another start; what has an end ends as much later. */
    move(at: number, start: string): void {
      basket.value = basket.value.map((one, index) =>
        index === at ? { ...one, line: movedLine(one.line, start) } : one,
      )
      void check()
    },
    setHead(part: Partial<typeof head.value>): void {
      head.value = { ...head.value, ...part }
    },
    async send(): Promise<Failing | null> {
      const body = draft()
      const reply = await call(placeOrder, { body, idempotencyKey: keyOf(body) })
      if (reply.kind === 'ok' && 'reference' in reply.body) {
        placed.value = reply.body
        basket.value = []
        verdict.value = null
        head.value = { ...head.value, title: '' }
      }
      return await settled(reply)
    },
    async cancel({ order, line }: OrderedService): Promise<Failing | null> {
      const body = { lineIds: [line.id] }
      return await settled(await call(cancelOrder, { params: { id: order.id }, body, idempotencyKey: keyOf(body) }))
    },
    async rate(lineId: string, rating: number, words: string): Promise<Failing | null> {
      return await settled(await call(routes.rateService, { params: { id: lineId }, body: { rating, words } }))
    },
    async wish(body: WishDraftWire): Promise<Failing | null> {
      return await settled(await call(routes.placeWish, { body, idempotencyKey: keyOf(body) }))
    },
    async giveUp(id: string): Promise<Failing | null> {
      return await settled(await call(routes.closeWish, { params: { id }, body: {} }))
    },
    async answer(id: string, take: boolean): Promise<Failing | { readonly order: OrderWire | null }> {
      const reply = await call(routes.answerOffer, {
        params: { id },
        body: { take },
        idempotencyKey: keyOf({ id, take }),
      })
      await loaded.load()
      return reply.kind === 'ok' ? { order: reply.body.order } : reply
    },
    now: clock,
  }
}

/** The services of some orders: what is still to come first, then the latest. */
export function servicesOf(orders: readonly OrderWire[], now: number): readonly OrderedService[] {
  const all = orders.flatMap((order) => (order.services ?? []).map((line) => ({ order, line })))
  const isAhead = ({ line }: OrderedService) =>
    (line.state === 'pending' || line.state === 'accepted') && Date.parse(line.end) > now
  const byStart = (a: OrderedService, b: OrderedService) => Date.parse(a.line.start) - Date.parse(b.line.start)
  return [...all.filter(isAhead).sort(byStart), ...all.filter((one) => !isAhead(one)).sort((a, b) => byStart(b, a))]
}

/** A line at another start. */
function movedLine(line: BasketLine['line'], start: string): BasketLine['line'] {
  if (line.kind === 'service') return { ...line, start }
  const length = Date.parse(line.end) - Date.parse(line.start)
  const offset = /([+-]\d\d:\d\d|Z)$/.exec(start)?.[1] ?? 'Z'
  const shift =
    offset === 'Z' ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)))
  const end = new Date(Date.parse(start) + length + shift * 60_000).toISOString().slice(0, 19)
  return { ...line, start, end: `${end}${offset}` }
}
