import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { QueueWire } from '@gongyue/shared/api/orders.ts'
import { at, clearOrders, DAY, decide, draft, line, placed, setPolicy, theatreDraft } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addReservation, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const branch2 = () => ({ partyId: jining.party('branch-2') })

async function queue(): Promise<QueueWire['items']> {
  const { status, body } = await desk.get<QueueWire>('/queue')
  expect(status).toBe(200)
  return body.items
}

/** The hard rules that each open line breaks by now. */
async function broken(): Promise<readonly (readonly string[])[]> {
  return (await queue()).flatMap(({ lines }) =>
    lines.map(({ violations }) => violations.filter(({ level }) => level === 'hard').map((one) => one.constraint)),
  )
}

test('open requests, those that wait longest first; what is decided or direct is not there', async () => {
  const first = await placed(officer, theatreDraft(jining, '09:00', '10:00'))
  house.clock.now += 60_000
  const second = await placed(rival, theatreDraft(jining, '18:00', '19:00', branch2()))
  await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
  const third = await placed(officer, draft(jining, line(jining, 'rehearsal', '18:00', '19:00')))
  await decide(desk, third, { decision: 'decline', reasonCode: 'maintenance' })
  const facts = {
    partyKind: 'branch',
    answerBy: '2026-12-05T00:00:00+08:00',
    attachments: 0,
    usage: { month: 1, monthMinutes: 60, noShows: 0 },
  }
  expect(await queue()).toEqual([
    { order: first, ...facts, lines: [{ lineId: first.lines[0]?.id, competitors: [], violations: [] }] },
    {
      order: second,
      ...facts,
      usage: { month: 0, monthMinutes: 0, noShows: 0 },
      lines: [{ lineId: second.lines[0]?.id, competitors: [], violations: [] }],
    },
  ])
})

test('the answer is promised in workdays of the facility, as many as the policy says', async () => {
  // A Friday evening before a make-up Saturday would be shorter; this one has an ordinary weekend behind it.
  house.clock.now = Date.parse('2026-12-04T20:00:00+08:00')
  await placed(officer, theatreDraft(jining, '09:00', '10:00'))
  const promised = async () => (await queue()).map(({ answerBy }) => answerBy)
  expect(await promised()).toEqual(['2026-12-09T00:00:00+08:00'])
  await setPolicy(house, { answerWorkdays: 5 })
  expect(await promised()).toEqual(['2026-12-12T00:00:00+08:00'])
})

test('what a party has this month, and how often nobody came within a year, stands beside its request', async () => {
  const had = async (reference: string, day: string, state: 'ended' | 'no-show' | 'cancelled', space = 'table-1') =>
    await addReservation(house.pool, jining, {
      reference,
      space,
      start: at(jining, '18:00', day),
      end: at(jining, '19:30', day),
      party: 'branch-2',
      user: 'branch2',
      state,
    })
  await had('U-1', '2026-12-01', 'ended')
  await had('U-2', '2026-11-30', 'ended')
  await had('U-3', '2026-12-01', 'cancelled', 'table-2')
  await had('U-4', '2026-03-01', 'no-show')
  await had('U-5', '2025-11-01', 'no-show')
  await placed(rival, theatreDraft(jining, '09:00', '10:00', branch2()))
  expect((await queue()).map(({ usage }) => usage)).toEqual([{ month: 1, monthMinutes: 90, noShows: 1 }])
})

test('of an order that is partly decided, the lines that are left', async () => {
  const order = await placed(
    officer,
    draft(jining, [line(jining, 'rehearsal-a', '18:00', '19:00'), line(jining, 'rehearsal-b', '18:00', '19:00')]),
  )
  await decide(desk, order, { decision: 'accept', lineIds: [order.lines[0]?.id] })
  const [item] = await queue()
  expect(item?.lines.map(({ lineId }) => lineId)).toEqual([order.lines[1]?.id])
})

test('requests that want the same name each other; those that touch do not', async () => {
  const whole = await placed(officer, draft(jining, line(jining, 'rehearsal', '18:00', '20:00')))
  const half = await placed(rival, draft(jining, line(jining, 'rehearsal-a', '19:00', '21:00'), branch2()))
  await placed(rival, draft(jining, line(jining, 'rehearsal-b', '20:00', '21:00'), branch2()))
  const named = (await queue()).map(({ lines }) => lines.map(({ competitors }) => competitors))
  expect(named).toEqual([
    [[{ orderId: half.id, lineId: half.lines[0]?.id }]],
    [[{ orderId: whole.id, lineId: whole.lines[0]?.id }]],
    [[]],
  ])
})

test('another palace’s requests are not there', async () => {
  await placed(officer, theatreDraft(jining, '09:00', '10:00'))
  const { body } = await (await house.as('berlin-desk')).get<QueueWire>('/queue')
  expect(body.items).toEqual([])
})

test('with more requests than an office can see, those that wait longest are seen', async () => {
  const { pool } = house
  await pool.query(
    `insert into orders (facility_id, order_id, reference, party_id, placed_by, title, purpose, headcount, state, policy_version, placed_at)
     select $1, gen_random_uuid(), 'old-' || n, $2, $3, 'request ' || n, '', 2, 'placed', 1, to_timestamp($4 / 1000.0 + n)
     from generate_series(1, 210) as n`,
    [jining.id, jining.party('branch-1'), jining.user('branch'), NOW],
  )
  await pool.query(
    `insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until, party_id, state)
     select facility_id, order_id, gen_random_uuid(), 0, 'space', $1, day, day + interval '1 hour', day, day + interval '1 hour', party_id, 'pending'
     from orders, lateral (select placed_at + extract(epoch from placed_at - to_timestamp($2 / 1000.0)) * interval '1 hour' as day) as of_its_own`,
    [jining.space('rehearsal'), NOW],
  )
  const items = await queue()
  expect([items.length, items[0]?.order.title, items.at(-1)?.order.title]).toEqual([200, 'request 1', 'request 200'])
})

describe('what the rules say of it by now', () => {
  test('nothing, while only soft ones are bent', async () => {
    await placed(officer, draft(jining, line(jining, 'rehearsal', '18:00', '19:00')))
    const [item] = await queue()
    expect(item?.lines[0]?.violations.map(({ constraint, level }) => `${level} ${constraint}`)).toEqual([
      'soft room-fit',
    ])
  })

  test('that somebody has it, with set-up and strike', async () => {
    const winner = await placed(rival, theatreDraft(jining, '11:00', '12:00', branch2()))
    await decide(desk, winner, { decision: 'accept' })
    await house.pool.query('update order_lines set state = $1, decided_at = null where order_id = $2', [
      'pending',
      winner.id,
    ])
    await house.pool.query('update orders set state = $1', ['placed'])
    expect(await broken()).toEqual([['space-overlap']])
  })

  test('that the house is shut', async () => {
    await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const manager = await house.as('manager')
    await manager.post('/closures', {
      spaceId: null,
      start: at(jining, '15:30'),
      end: at(jining, '23:00'),
      reason: '停电',
    })
    expect(await broken()).toEqual([['closure']])
  })

  test('that it has begun', async () => {
    await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    house.clock.now = Date.parse(at(jining, '14:00')) - 1
    expect(await broken()).toEqual([[]])
    house.clock.now += 1
    // a start of this very moment is not late yet for one who asks now
    expect(await broken()).toEqual([[]])
    house.clock.now += 1
    expect(await broken()).toEqual([['notice']])
  })

  test('that the party has had its share that day, at whatever hour; the request itself counts once', async () => {
    const quota = { per: 'party-day', spaces: 'any', parties: ['branch'], unit: 'bookings' } as const
    await setPolicy(house, { quotas: [{ ...quota, limit: 2 }] })
    await placed(officer, theatreDraft(jining, '18:00', '19:00'))
    await placed(officer, draft(jining, line(jining, 'table-1', '09:00', '10:00')))
    await placed(rival, draft(jining, line(jining, 'table-2', '09:00', '10:00'), branch2()))
    await placed(officer, draft(jining, line(jining, 'table-2', '09:00', '10:00', '2026-12-06')))
    expect(await broken()).toEqual([[]])
    await setPolicy(house, { quotas: [{ ...quota, limit: 1 }] })
    expect(await broken()).toEqual([['branch-daily']])
  })

  test('the same as accepting it says', async () => {
    await setPolicy(house, { quotas: [] })
    const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
    const manager = await house.as('manager')
    await manager.post('/closures', {
      spaceId: null,
      start: at(jining, '08:00'),
      end: at(jining, '23:00'),
      reason: DAY,
    })
    house.clock.now = Date.parse(at(jining, '15:00'))
    const { body } = await decide(desk, order, { decision: 'accept' })
    const [item] = await queue()
    expect(item?.lines[0]?.violations).toEqual((body as unknown as { violations: unknown }).violations)
    expect(await broken()).toEqual([['closure', 'notice']])
  })
})
