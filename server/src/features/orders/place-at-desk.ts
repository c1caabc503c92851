import type { FastifyInstance } from 'fastify'
import type { DeskOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { idempotent, type Idempotent } from '@gongyue/db/queries/idempotency.ts'
import { findCompetitors, lockOrders, readOrders } from '@gongyue/db/queries/orders.ts'
import { insertOrder, type NewOrder } from '@gongyue/db/queries/place-order.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { acceptLines } from './accept-lines.ts'
import { askedBy } from './asked.ts'
import type { DecideOrder, LookAgain, No } from './decision.ts'
import { newOrder, type Placed, type PlaceOrder } from './place-order.ts'
import { waiverFaults } from './waivers.ts'
import { orderWire } from './wire.ts'

/** An order that the desk places and answers for in one go. */
export interface PlaceAtDesk extends PlaceOrder {
  readonly draft: DeskOrderDraftWire
}

export type PlacedAtDesk =
  | Extract<Placed, { readonly kind: 'placed' | 'fits' }>
  | Exclude<No, { readonly kind: 'not-found' | 'stale' | 'already-decided' | 'room-declined' }>
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | Contended

/** Whether a draft says more than a booker may: then it takes the way of {@link placeAtDesk}. */
export function isForDesk({ accept, waivers, displace }: DeskOrderDraftWire): boolean {
  return accept !== undefined || waivers !== undefined || displace !== undefined
}

/**
 * Places an order and accepts all of its lines, in one transaction: the desk is the officer. The same checker is asked as for any acceptance, with
 * what this member of the staff may set aside; who would lose is told first.
 */
export async function placeAtDesk(app: FastifyInstance, request: PlaceAtDesk): Promise<PlacedAtDesk> {
  const { who, keyed } = request
  const wrong = deskFaults(who, request.draft)
  if (wrong.length === 0 && request.draft.accept !== true) wrong.push(fault('/accept', 'required'))
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  type Found = PlacedAtDesk | LookAgain
  return await inHouseOfNow<Found>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent<Found>(
      tx,
      keyed,
      async () => await place(app, tx, request, house),
      (value) => ({ status: 201, response: value.kind === 'placed' ? value.order : null }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'placed' ? done.value : tx.undo(done.value)
  })
}

async function place(
  app: FastifyInstance,
  tx: Tx,
  { who, draft, dryRun }: PlaceAtDesk,
  house: House,
): Promise<PlacedAtDesk | LookAgain> {
  const { facilityId } = who
  const facts = factsAt(house, app.clock())
  const asked = askedBy(draft, who, facts, app.newId)
  if (asked.kind === 'malformed') return asked
  const open = withOpenLines(newOrder(app, { who, draft }, asked.claims, facts))
  await insertOrder(tx.client, open, null)
  const lineIds = open.lines.map(({ lineId }) => lineId)
  const rivals = await findCompetitors(tx.client, facilityId, lineIds)
  const locked = new Set(rivals.map(({ orderId }) => orderId))
  await lockOrders(tx.client, facilityId, [...locked])
  const competitors = await findCompetitors(tx.client, facilityId, lineIds)
  if (competitors.some(({ orderId }) => !locked.has(orderId))) return { kind: 'look-again' }
  const [order] = await readOrders(tx.client, facilityId, [open.orderId])
  if (!order) throw new Error(`order ${open.orderId} vanished in its own transaction`)
  const decision = decisionOf(who, open.orderId, draft, dryRun)
  const result = await acceptLines(app, tx, decision, { order, lines: order.lines, competitors, house })
  if (!('kind' in result))
    return dryRun
      ? { kind: 'fits', asked: asked.claims, notes: [], facts }
      : { kind: 'placed', order: orderWire(result, facts.timeZone, true) }
  // a new order of one's own is neither unknown nor old
  return result as Exclude<typeof result, { kind: 'not-found' | 'stale' | 'already-decided' | 'room-declined' }>
}

/** The order as a request: what is accepted is accepted by the same hand as any other. */
function withOpenLines(order: NewOrder): NewOrder {
  const lines = order.lines.map((line) => ({ ...line, state: 'pending', reservation: null }) as const)
  return { ...order, state: 'placed', lines, claims: [] }
}

function decisionOf(who: Who, orderId: string, draft: DeskOrderDraftWire, dryRun: boolean): DecideOrder {
  return {
    who,
    orderId,
    lineIds: null,
    decision: 'accept',
    reasonCode: null,
    reason: null,
    waivers: draft.waivers ?? [],
    displace: draft.displace ?? false,
    version: null,
    keyed: null,
    dryRun,
  }
}

/** What only the desk may say, said by another; and waivers that this member of the staff may not give. */
export function deskFaults(who: Who, draft: DeskOrderDraftWire): Fault[] {
  if (mayEnter(who.roles, 'desk')) return [...waiverFaults({ waivers: draft.waivers ?? [], who })]
  return DESK_FIELDS.filter((field) => draft[field] !== undefined).map((field) => fault(`/${field}`, 'desk-only'))
}

const DESK_FIELDS = ['accept', 'waivers', 'displace'] as const

function fault(pointer: string, key: Fault['key']): Fault {
  return { pointer, key, params: {} }
}
