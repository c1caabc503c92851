import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import {
  at,
  clearOrders,
  contents,
  decide,
  draft,
  line,
  placed,
  refusalOf,
  statesOf,
  theatreDraft,
} from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
  manager = await house.as('manager')
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

const branch2 = () => ({ partyId: jining.party('branch-2') })

async function read(order: Pick<OrderWire, 'id'>): Promise<OrderWire> {
  return (await desk.get<OrderWire>(`/orders/${order.id}`)).body
}

test('requests that want the same are kept side by side, and accepting one warns first: nothing is changed', async () => {
  const one = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  const two = await placed(rival, theatreDraft(jining, '16:00', '18:00', branch2()))
  const before = await contents(house.pool)
  const { status, body } = await desk.post<ProblemWire>(`/orders/${one.id}/decisions`, { decision: 'accept' })
  expect([status, body.type]).toEqual([409, '/problems/would-displace'])
  expect(body.competitors).toEqual([
    {
      orderId: two.id,
      lineId: two.lines[0]?.id,
      reference: two.reference,
      title: '职工好声音',
      partyName: 'jining branch-2',
      start: at(jining, '16:00'),
      end: at(jining, '18:00'),
    },
  ])
  expect(await contents(house.pool)).toEqual(before)
})

test('those that only touch do not compete', async () => {
  const one = await placed(officer, theatreDraft(jining, '12:00', '14:00'))
  await placed(rival, theatreDraft(jining, '16:00', '18:00', branch2()))
  expect((await decide(desk, one, { decision: 'accept' })).status).toBe(200)
})

test('on the officer’s word the others are declined, with that very reason, each on the record', async () => {
  const one = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  const two = await placed(rival, theatreDraft(jining, '15:00', '17:00', branch2()))
  const { body } = await decide(desk, one, { decision: 'accept', displace: true })
  expect(statesOf(body)).toEqual(['accepted', 'accepted'])
  const loser = await read(two)
  expect([...statesOf(loser), loser.lines[0]?.reasonCode, loser.version]).toEqual([
    'declined',
    'declined',
    'taken-by-other',
    2,
  ])
  const { rows } = await house.pool.query(
    `select noun_id, data->>'decision' as decision, data->'lineIds'->>0 as line from audit_events where action = 'decide-order' order by decision`,
  )
  expect(rows).toEqual([
    { noun_id: one.id, decision: 'accept', line: one.lines[0]?.id },
    { noun_id: two.id, decision: 'decline', line: two.lines[0]?.id },
  ])
})

test('of a loser with several lines only the one in the way is declined', async () => {
  const one = await placed(officer, draft(jining, line(jining, 'rehearsal', '18:00', '19:00')))
  const two = await placed(
    rival,
    draft(
      jining,
      [line(jining, 'rehearsal-a', '18:30', '19:30'), line(jining, 'rehearsal-b', '20:00', '21:00')],
      branch2(),
    ),
  )
  await decide(desk, one, { decision: 'accept', displace: true })
  expect(statesOf(await read(two))).toEqual(['placed', 'declined', 'pending'])
})

test('a rule that forbids it is told before the warning', async () => {
  const one = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  await placed(rival, theatreDraft(jining, '14:00', '16:00', branch2()))
  await manager.post('/closures', {
    spaceId: jining.space('theatre'),
    start: at(jining, '14:00'),
    end: at(jining, '16:00'),
    reason: '舞台检修',
  })
  expect(refusalOf(await decide(desk, one, { decision: 'accept' }))).toEqual([409, '/problems/refused', 'closure'])
})

test('two officers accept both at once: one is accepted, the other is told', async () => {
  for (let round = 0; round < 10; round += 1) {
    const date = `2026-12-${10 + round}`
    const one = await placed(officer, draft(jining, line(jining, 'rehearsal-a', '18:00', '19:00', date)))
    const two = await placed(rival, draft(jining, line(jining, 'rehearsal', '18:00', '19:00', date), branch2()))
    const accept = { decision: 'accept', displace: true }
    const replies = await Promise.all([decide(desk, one, accept), decide(manager, two, accept)])
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const lost = replies.find(({ status }) => status === 409)
    expect(lost?.body).toMatchObject({ type: '/problems/already-decided', current: { state: 'declined' } })
    expect([await read(one), await read(two)].map(({ state }) => state).toSorted()).toEqual(['accepted', 'declined'])
  }
})
