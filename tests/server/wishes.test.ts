import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { WishWire } from '@gongyue/shared/api/wishes.ts'
import { at, clearOrders, count, faultsOf, refusalOf } from '../support/booking.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { buildMenu, clearWishes, visitTo, type SmallMenu } from '../support/services.ts'

let house: TestHouse
let menu: SmallMenu
let branch: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  menu = await buildMenu(house)
  branch = await house.as('branch')
  desk = await house.as('desk')
  await house.pool.query(`update users set email = 'branch@example.com' where username = 'jining-branch'`)
})
beforeEach(async () => {
  await clearWishes(house.pool)
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

type Answer = { readonly wish: WishWire; readonly order: OrderWire | null }

const wish = (changes: object = {}) => ({
  ...{ partyId: house.jining.party('branch-1'), title: '减压讲座', words: '三班倒，压力大', headcount: 80 },
  ...{ from: '2026-12-05', until: '2026-12-20', place: visitTo(menu, 'near') },
  ...changes,
})
const placed = async (): Promise<WishWire> => (await branch.post<WishWire>('/wishes', wish())).body
const offered = async (id: string, time = '09:00'): Promise<Reply<WishWire>> =>
  await desk.post<WishWire>(`/wishes/${id}/offers`, {
    ...{ serviceId: menu.service('talk'), start: at(house.jining, time), words: '郝医生来讲' },
  })
const answer = async (id: string, take: boolean, headers = {}): Promise<Reply<Answer>> =>
  await branch.post<Answer>(`/wish-offers/${id}/answer`, { take }, headers)
const offerOf = ({ offers: [one] }: WishWire): string => one?.id ?? ''

test('a wish is written down, seen by its party and the desk, and by nobody else', async () => {
  const one = await placed()
  expect([one.state, one.place, one.address, one.offers]).toEqual(['open', 'outside', 'near 1 号', []])
  const seen = async (who: Client) => (await who.get<{ items: WishWire[] }>('/wishes')).body.items.map(({ id }) => id)
  expect([await seen(branch), await seen(desk), await seen(await house.as('branch2'))]).toEqual([
    [one.id],
    [one.id],
    [],
  ])
  const wrong = wish({ partyId: house.jining.party('branch-2'), from: '2026-12-21' })
  expect(faultsOf(await branch.post('/wishes', wrong))).toEqual([
    ['/partyId', 'not-there'],
    ['/until', 'end-before-start'],
  ])
})

test('an offer tells the party by mail, names the best crew, and holds nobody', async () => {
  const one = await placed()
  const { status, body } = await offered(one.id)
  expect([status, body.offers.map(({ people, state, end }) => [people.map(({ name }) => name), state, end])]).toEqual([
    201,
    [[['郝仲景'], 'open', at(house.jining, '10:30')]],
  ])
  expect(await count(house.pool, 'claims where visit_id is not null')).toBe(0)
  expect(await count(house.pool, `mail_outbox where subject like '%减压讲座%' and text_body like '%郝医生来讲%'`)).toBe(
    1,
  )
  const wrong = { serviceId: house.jining.id, start: '2026-12-01T09:00:00+08:00', people: [house.jining.id] }
  expect(faultsOf(await desk.post(`/wishes/${one.id}/offers`, wrong))).toEqual([
    ['/serviceId', 'not-there'],
    ['/start', 'over'],
    ['/people/0', 'not-there'],
  ])
})

test('a taken offer becomes an order whose service is accepted with that crew, once for a key', async () => {
  const one = await placed()
  const { body } = await offered(one.id)
  await offered(one.id, '14:00')
  const key = { 'idempotency-key': 'take-it-once' }
  const taken = await answer(offerOf(body), true, key)
  const again = await answer(offerOf(body), true, key)
  expect([taken.status, again.status, again.body.order?.id]).toEqual([200, 200, taken.body.order?.id])
  expect([taken.body.wish.state, taken.body.wish.offers.map(({ state }) => state)]).toEqual([
    'taken',
    ['taken', 'withdrawn'],
  ])
  expect(taken.body.order).toMatchObject({ title: '减压讲座', state: 'accepted', headcount: 80 })
  expect(taken.body.order?.services?.[0]).toMatchObject({ state: 'accepted', address: 'near 1 号', contact: '老刘' })
  expect(refusalOf(await answer(offerOf(body), true))).toEqual([409, '/problems/already-decided'])
  expect(await count(house.pool, `claims where visit_id is not null and status = 'confirmed'`)).toBe(1)
  expect(await breaches(house.pool)).toEqual([])
})

test('of two offers with one crew taken at once one wins; the other is told why, and stays open', async () => {
  const [one, two] = [await placed(), await placed()]
  const [a, b] = [offerOf((await offered(one.id)).body), offerOf((await offered(two.id, '09:30')).body)]
  const replies = await Promise.all([answer(a, true), answer(b, true)])
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const lost = replies.find(({ status }) => status === 409)
  expect(lost && refusalOf(lost).slice(0, 3)).toEqual([409, '/problems/refused', 'person-overlap'])
  const { body } = await branch.get<{ items: WishWire[] }>('/wishes')
  expect(body.items.map(({ state }) => state).toSorted()).toEqual(['open', 'taken'])
  expect(await breaches(house.pool)).toEqual([])
})

test('an offer is left, and the wish stays open until it is given up or declined', async () => {
  const one = await placed()
  const { body } = await offered(one.id)
  expect((await desk.post(`/wish-offers/${offerOf(body)}/answer`, { take: false })).status).toBe(404)
  const left = await answer(offerOf(body), false)
  expect([left.body.order, left.body.wish.state, left.body.wish.offers[0]?.state]).toEqual([null, 'open', 'declined'])
  const closed = await branch.post<WishWire>(`/wishes/${one.id}/closing`, {})
  expect(closed.body.state).toBe('withdrawn')
  expect(refusalOf(await offered(one.id))).toEqual([409, '/problems/already-decided'])
  const other = await placed()
  const declined = await desk.post<WishWire>(`/wishes/${other.id}/closing`, { reason: '医生都下乡了' })
  expect(declined.body.state).toBe('declined')
  expect(await count(house.pool, `mail_outbox where text_body like '%医生都下乡了%'`)).toBe(1)
})
