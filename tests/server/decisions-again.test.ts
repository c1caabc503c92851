import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import {
  at,
  clearOrders,
  contents,
  count,
  decide,
  placed,
  refusalOf,
  statesOf,
  theatreDraft,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

// A decision that is sent again, only asked about, or fails half-way.
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
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const branch2 = () => ({ partyId: jining.party('branch-2') })

test('the same key is the same decision, and the same answer', async () => {
  const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  const key = { 'idempotency-key': 'decide-once' }
  const replies = await Promise.all([1, 2, 3].map(async () => await decide(desk, order, { decision: 'accept' }, key)))
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(new Set(replies.map(({ headers }) => headers['etag']))).toEqual(new Set(['"2"']))
  expect(await count(house.pool, `audit_events where action = 'decide-order'`)).toBe(1)
  const other = await decide(desk, order, { decision: 'decline', reasonCode: 'maintenance' }, key)
  expect(refusalOf(other)).toEqual([409, '/problems/key-reused'])
})

test('a no leaves the key free', async () => {
  const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  const shut = {
    spaceId: jining.space('theatre'),
    start: at(jining, '14:00'),
    end: at(jining, '16:00'),
    reason: '检修',
  }
  expect((await manager.post('/closures', shut)).status).toBe(201)
  const key = { 'idempotency-key': 'second-try' }
  expect((await decide(desk, order, { decision: 'accept' }, key)).status).toBe(409)
  await house.pool.query('delete from closures')
  expect((await decide(desk, order, { decision: 'accept' }, key)).status).toBe(200)
})

test('a dry run answers in full and writes nothing', async () => {
  const one = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  const two = await placed(rival, theatreDraft(jining, '14:00', '16:00', branch2()))
  const before = await contents(house.pool)
  const path = (id: string) => `/orders/${id}/decisions?dryRun=true`
  const key = { 'idempotency-key': 'only-looking' }
  expect(refusalOf(await desk.post(path(one.id), { decision: 'accept' }, key))).toEqual([
    409,
    '/problems/would-displace',
  ])
  const yes = await desk.post<OrderWire>(path(one.id), { decision: 'accept', displace: true }, key)
  expect([yes.status, ...statesOf(yes.body)]).toEqual([200, 'accepted', 'accepted'])
  const no = await desk.post<OrderWire>(path(two.id), { decision: 'decline', reasonCode: 'maintenance' })
  expect([no.status, ...statesOf(no.body)]).toEqual([200, 'declined', 'declined'])
  expect(await contents(house.pool)).toEqual(before)
})

test('a decision that fails half-way leaves nothing', async () => {
  const one = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  await placed(rival, theatreDraft(jining, '14:00', '16:00', branch2()))
  const before = await contents(house.pool)
  // The second audit row is the loser's: by then everything else is written.
  await house.pool.query(`
    create function fail() returns trigger language plpgsql as $$ begin
      if new.data->>'decision' = 'accept' then raise exception 'no'; end if; return new; end $$;
    create trigger fail before insert on audit_events for each row execute function fail()`)
  const reply = await decide(desk, one, { decision: 'accept', displace: true })
  await house.pool.query('drop function fail cascade')
  expect(reply.status).toBe(500)
  expect(await contents(house.pool)).toEqual(before)
})
