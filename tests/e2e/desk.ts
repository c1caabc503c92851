import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { spaceOf } from '../../scripts/seed/house.ts'
import { userOf } from '../../scripts/seed/people.ts'
import type { LivePalace } from './support.ts'

/** What somebody asks for; every condition of the spaces is accepted. */
export interface Wish {
  readonly title: string
  readonly headcount: number
  readonly purpose?: string
  readonly lines: readonly { readonly space: string; readonly start: string; readonly end: string }[]
}

/** An order that came from elsewhere, such as a branch's phone. It must not be refused. */
export async function place(palace: LivePalace, user: string, wish: Wish): Promise<OrderWire> {
  const client = await palace.as(user)
  const spaces = wish.lines.map(({ space }) => spaceOf(space)).filter(({ conditionsVersion }) => conditionsVersion > 0)
  const { status, body, text } = await client.post<OrderWire>('/orders', {
    title: wish.title,
    purpose: wish.purpose ?? '',
    headcount: wish.headcount,
    partyId: userOf(user).partyIds[0],
    conditions: Object.fromEntries(spaces.map(({ id, conditionsVersion }) => [id, conditionsVersion])),
    lines: wish.lines.map(({ space, start, end }) => ({ kind: 'space', spaceId: spaceOf(space).id, start, end })),
  })
  if (status !== 201) throw new Error(`"${wish.title}" was meant to be placed: ${status} ${text}`)
  return body
}

/** The order as somebody reads it now. */
export async function orderAs(palace: LivePalace, user: string, id: string): Promise<OrderWire> {
  const client = await palace.as(user)
  return (await client.get<OrderWire>(`/orders/${id}`)).body
}

/** The state of an order, then those of its lines. */
export function statesOf({ state, lines }: OrderWire): readonly string[] {
  return [state, ...lines.map((line) => line.state)]
}

/** A booking that stands: made at the desk, accepted at once. */
export async function book(
  palace: LivePalace,
  wish: Wish,
): Promise<{ readonly orderId: string; readonly blockId: string }> {
  const client = await palace.as('desk')
  const spaces = wish.lines.map(({ space }) => spaceOf(space)).filter(({ conditionsVersion }) => conditionsVersion > 0)
  const { status, body, text } = await client.post<OrderWire>('/orders', {
    title: wish.title,
    purpose: wish.purpose ?? '',
    headcount: wish.headcount,
    partyId: userOf('branch').partyIds[0],
    accept: true,
    conditions: Object.fromEntries(spaces.map(({ id, conditionsVersion }) => [id, conditionsVersion])),
    lines: wish.lines.map(({ space, start, end }) => ({ kind: 'space', spaceId: spaceOf(space).id, start, end })),
  })
  const blockId = body.lines?.[0]?.reservation?.id
  if (status !== 201 || !blockId) throw new Error(`"${wish.title}" was meant to be booked: ${status} ${text}`)
  return { orderId: body.id, blockId }
}
