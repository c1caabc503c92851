import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { BlockWire, BoardWire } from '@gongyue/shared/api/board.ts'
import { idOf } from '../support/palace.ts'
import { at, clearOrders, DAY, decide, draft, line, placed, theatreDraft } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { openStream, type Stream } from '../support/stream.ts'

let house: TestHouse
let url: string
let desk: Client
let branch: Client
beforeAll(async () => {
  house = await openHouse()
  url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  desk = await house.as('desk')
  branch = await house.as('branch')
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

/** A stream that has said hello; closed when the test ends. */
async function listening(who: Client, options: { readonly since?: string } = {}): Promise<Stream> {
  const stream = await openStream(url, who, options)
  onTestFinished(async () => await stream.close())
  await stream.next('hello')
  return stream
}

async function onBoard(by: Client = desk): Promise<readonly BlockWire[]> {
  return (await by.get<BoardWire>(`/board?date=${DAY}`)).body.blocks
}

const table = (n: number, from = '18:00', until = '19:00') =>
  draft(house.jining, line(house.jining, `table-${n}`, from, until))

describe('the desk is told, once, how the thing stands now', () => {
  test('an order that is confirmed at once', async () => {
    const stream = await listening(desk)
    await placed(branch, table(1))
    const { data } = await stream.next('change')
    const blocks = await onBoard()
    expect(blocks).toHaveLength(1)
    expect(data).toMatchObject({ upsert: blocks, removed: [], closures: { upsert: [], removed: [] }, facts: false })
    expect(stream.events.map(({ event }) => event)).toEqual(['hello', 'change'])
  })

  test('a request, its acceptance, and how many wait', async () => {
    const stream = await listening(desk)
    const order = await placed(branch, theatreDraft(house.jining, '09:00', '11:00'))
    const asked = (await stream.next('change')).data
    expect(asked.upsert).toEqual(await onBoard())
    expect([asked.upsert[0]?.kind, asked.waiting, asked.orders]).toEqual(['request', 1, [order.id]])
    await decide(desk, order, { decision: 'accept' })
    const accepted = (await stream.next('change')).data
    expect(accepted.upsert).toEqual(await onBoard())
    expect(accepted.upsert.map(({ kind }) => kind)).toEqual(['reservation'])
    expect([accepted.removed, accepted.waiting, accepted.orders]).toEqual([[order.lines[0]?.id], 0, [order.id]])
  })

  test('a line of a thread, a file handed in and taken back: which order, to the desk and to its own party', async () => {
    const order = await placed(branch, theatreDraft(house.jining, '09:00', '11:00'))
    const rival = await house.as('branch2')
    const [stream, own, others] = [await listening(desk), await listening(branch), await listening(rival)]
    const told = async () => [(await stream.next('change')).data.orders, (await own.next('touched')).data.orders]
    const each = [[order.id], [order.id]]
    expect((await branch.post(`/orders/${order.id}/messages`, { text: '请问有无投影？' })).status).toBe(201)
    expect(await told()).toEqual(each)
    const ids = [house.jining.id, '00000000-0000-7000-8000-000000000001', order.id, house.jining.user('branch')]
    await house.pool.query(
      `insert into attachments (facility_id, attachment_id, order_id, uploaded_by, name, type, bytes, sha256, at)
       values ($1, $2, $3, $4, '名单.pdf', 'pdf', 1, decode(repeat('00', 32), 'hex'), now())`,
      ids,
    )
    expect(await told()).toEqual(each)
    await house.pool.query('delete from attachments where attachment_id = $1', [ids[1]])
    expect(await told()).toEqual(each)
    expect(others.events.flatMap((event) => (event.event === 'touched' ? event.data.orders : []))).toEqual([])
  })

  test('one line of two that is declined gives the other its new version', async () => {
    const { jining } = house
    const lines = [line(jining, 'rehearsal-a', '09:00', '10:00'), line(jining, 'rehearsal-b', '09:00', '10:00')]
    const order = await placed(branch, draft(jining, lines))
    const stream = await listening(desk)
    await decide(desk, order, { decision: 'decline', lineIds: [order.lines[0]?.id], reasonCode: 'maintenance' })
    const { data } = await stream.next('change')
    expect(data.upsert).toEqual(await onBoard())
    expect(data.upsert.map(({ id, version }) => [id, version])).toEqual([[order.lines[1]?.id, 2]])
    expect(data.removed).toEqual([order.lines[0]?.id])
  })

  test('a booking that is cancelled', async () => {
    const order = await placed(branch, table(1))
    const stream = await listening(desk)
    await branch.post(`/orders/${order.id}/cancellation`, {})
    const { data } = await stream.next('change')
    expect([data.upsert, data.removed]).toEqual([[], [order.lines[0]?.reservation?.id]])
  })

  test('a booking that a script moves, renames or takes away', async () => {
    const { pool, jining } = house
    await placed(branch, table(1))
    const stream = await listening(desk)
    await pool.query('update reservations set space_id = $1, title = $2', [jining.space('table-2'), '决赛'])
    const moved = (await stream.next('change')).data
    expect(moved.upsert).toEqual(await onBoard())
    expect(moved.upsert.map(({ spaceId, title }) => [spaceId, title])).toEqual([[jining.space('table-2'), '决赛']])
    await pool.query('delete from claims')
    await pool.query('delete from reservations')
    expect((await stream.next('change')).data.removed).toEqual(moved.upsert.map(({ id }) => id))
    expect(stream.events.map(({ event }) => event)).toEqual(['hello', 'change', 'change'])
  })

  test('an update that changes nothing is no change', async () => {
    await placed(branch, table(1))
    const stream = await listening(desk)
    await house.pool.query('update reservations set title = title')
    await placed(branch, table(2))
    const { data } = await stream.next('change')
    expect(data.upsert.map(({ spaceId }) => spaceId)).toEqual([house.jining.space('table-2')])
  })

  test('a hold that is made and released', async () => {
    const { pool, jining, clock } = house
    const stream = await listening(desk)
    const values = [jining.id, idOf('hold'), jining.space('table-1'), at(jining, '18:00'), at(jining, '19:00')]
    await pool.query(
      `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
       select $1, $2, atom_id, $3, $4, $5, 'tentative', $6 from space_atoms where space_id = $3`,
      [...values, new Date(clock.now + 600_000)],
    )
    const made = (await stream.next('change')).data
    expect(made.upsert).toEqual(await onBoard())
    expect(made.upsert.map(({ kind }) => kind)).toEqual(['hold'])
    await pool.query(`update claims set status = 'released' where claim_id = $1`, [idOf('hold')])
    expect((await stream.next('change')).data.removed).toEqual([idOf('hold')])
  })

  test('a closure that is declared and lifted', async () => {
    const stream = await listening(desk)
    const body = {
      spaceId: house.jining.space('rehearsal'),
      start: at(house.jining, '08:00'),
      end: at(house.jining, '12:00'),
    }
    const { body: told } = await (
      await house.as('manager')
    ).post<{ closure: { id: string } }>('/closures', { ...body, reason: '检修' })
    const declared = (await stream.next('change')).data
    const { closures } = (await desk.get<BoardWire>(`/board?date=${DAY}`)).body
    expect(closures.map(({ spaceIds }) => spaceIds.length)).toEqual([3])
    expect([declared.closures, declared.facts]).toEqual([{ upsert: closures, removed: [] }, false])
    await (await house.as('manager')).delete(`/closures/${told.closure.id}`)
    expect((await stream.next('change')).data.closures).toEqual({ upsert: [], removed: [told.closure.id] })
  })

  test('other opening hours are facts to ask for', async () => {
    const stream = await listening(desk)
    await house.pool.query('update opening_hours set closes = closes where facility_id = $1', [house.jining.id])
    expect((await stream.next('change')).data).toMatchObject({ facts: true, upsert: [], removed: [] })
  })

  test('more than can be told one by one is a reset', async () => {
    const { jining, pool } = house
    const order = await placed(branch, table(1))
    const stream = await listening(desk)
    await pool.query(
      `with line as (
         insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until, party_id, state, decided_at)
         select l.facility_id, l.order_id, gen_random_uuid(), n, 'space', space_id, starts_at, ends_at, held_from, held_until, party_id, state, decided_at
         from order_lines l, generate_series(1, 501) as n where l.order_id = $2 returning line_id, position)
       insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, title, headcount, starts_at, ends_at, held_from, held_until, day, code, state, created_at)
       select r.facility_id, gen_random_uuid(), r.order_id, line.line_id, space_id, party_id, title, headcount, starts_at, ends_at, held_from, held_until,
         day + 1000, lpad(line.position::text, 6, '0'), state, created_at from reservations r, line where r.facility_id = $1`,
      [jining.id, order.id],
    )
    expect((await stream.next('reset')).data.why).toBe('too-much')
  })
})

describe('who may hear what', () => {
  test('another palace never hears anything', async () => {
    const [berlin, own] = [await listening(await house.as('berlin-desk')), await listening(desk)]
    await placed(branch, table(1))
    await own.next('change')
    const order = await placed(
      await house.as('berlin-branch'),
      draft(house.berlin, line(house.berlin, 'table-1', '18:00', '19:00')),
    )
    const { data } = await berlin.next('change')
    expect(data.upsert.map(({ spaceId }) => spaceId)).toEqual([house.berlin.space('table-1')])
    expect([data.removed, data.orders]).toEqual([[], [order.id]])
    expect(own.events.map(({ event }) => event)).toEqual(['hello', 'change'])
  })

  test('a branch learns that a time was taken, not by whom nor for what', async () => {
    const stream = await listening(await house.as('branch2'))
    const order = await placed(branch, table(1))
    const { data } = await stream.next('touched')
    expect(data).toEqual({
      at: '2026-12-02T10:00:00+08:00',
      spaces: [
        { spaceId: house.jining.space('table-1'), start: at(house.jining, '18:00'), end: at(house.jining, '19:00') },
      ],
      orders: [],
      facts: false,
    })
    await branch.post(`/orders/${order.id}/cancellation`, {})
    expect((await stream.next('touched')).data.spaces).toEqual(data.spaces)
  })

  test("a branch hears of its own orders, and nothing of another's requests", async () => {
    const [own, other] = [await listening(branch), await listening(await house.as('branch2'))]
    const order = await placed(branch, theatreDraft(house.jining, '09:00', '11:00'))
    expect((await own.next('touched')).data.orders).toEqual([order.id])
    await decide(desk, order, { decision: 'decline', reasonCode: 'maintenance' })
    expect((await own.next('touched')).data.orders).toEqual([order.id])
    await placed(branch, table(1))
    const { data } = await other.next('touched')
    expect([data.orders, data.spaces.map(({ spaceId }) => spaceId)]).toEqual([[], [house.jining.space('table-1')]])
  })

  test('who signs out, or loses a role, hears no more', async () => {
    const leaving = await house.as('coordinator')
    const [leaver, demoted] = [await listening(leaving), await listening(await house.as('branch2'))]
    await leaving.delete('/session')
    expect((await leaver.next('end')).data.why).toBe('rights')
    await leaver.ended
    const user = house.jining.user('branch2')
    await house.pool.query(`update user_roles set role = 'visitor' where user_id = $1`, [user])
    onTestFinished(async () => {
      await house.pool.query(`update user_roles set role = 'branch-officer' where user_id = $1`, [user])
    })
    expect((await demoted.next('end')).data.why).toBe('rights')
    await demoted.ended
    expect((await openStream(url, await house.as('branch2'))).status).toBe(403)
  })

  test('a session that runs out takes its stream along', async () => {
    const stream = await listening(await house.as('desk'))
    const kept = house.clock.now
    onTestFinished(() => void (house.clock.now = kept))
    house.clock.now += house.app.config.sessionHours * 3_600_000
    await house.pool.query('update users set phone = phone where user_id = $1', [house.jining.user('admin')])
    expect((await stream.next('end')).data.why).toBe('rights')
  })

  test('a session may open so many streams, and no more', async () => {
    const who = await house.as('desk')
    for (let n = 0; n < 12; n += 1) await listening(who)
    expect((await openStream(url, who)).status).toBe(429)
    expect((await listening(desk)).status).toBe(200)
  })

  test('no proxy is asked to keep it, pack it or hold it back', async () => {
    const { headers } = await listening(desk)
    expect([
      headers['content-type'],
      headers['cache-control'],
      headers['x-accel-buffering'],
      headers['content-encoding'],
    ]).toEqual(['text/event-stream; charset=utf-8', 'no-store, no-transform', 'no', undefined])
  })
})

describe('what was missed', () => {
  test('comes first to who names the last event, each thing once as it stands now', async () => {
    const first = await openStream(url, desk)
    await first.next('hello')
    await first.close()
    const order = await placed(branch, table(1))
    await placed(branch, table(2))
    await branch.post(`/orders/${order.id}/cancellation`, {})
    const again = await listening(desk, { since: first.cursor() ?? '' })
    expect(again.events.map(({ event }) => event)).toEqual(['change', 'hello'])
    const { data } = await again.next('change')
    expect([data.upsert, data.removed]).toEqual([await onBoard(), [order.lines[0]?.reservation?.id]])
    expect(again.events[1]).toMatchObject({ data: { replayed: true } })
  })

  test("is told from the board's own cursor, and from the header of a browser's client", async () => {
    const { cursor } = (await desk.get<BoardWire>(`/board?date=${DAY}`)).body
    await placed(branch, table(1))
    const stream = await openStream(url, desk, { lastEventId: cursor, since: '1:1:@1' })
    onTestFinished(async () => await stream.close())
    expect((await stream.next('change')).data.upsert).toEqual(await onBoard())
  })

  test.each([
    ['too old', '3:3:@1700000000'],
    ['of a database that is further', '9000000000:9000000000:@1795000000'],
    ['not one of PostgreSQL', '9:3:@1795000000'],
  ])('a cursor that is %s is answered with a reset', async (_, since) => {
    const stream = await listening(desk, { since })
    expect(stream.events.map(({ event }) => event)).toEqual(['reset', 'hello'])
    expect(stream.events[1]).toMatchObject({ data: { replayed: false } })
  })

  test('a cursor that is none is a fault', async () => {
    expect((await openStream(url, desk, { since: 'yesterday' })).status).toBe(400)
  })

  test('a slow transaction that began first and commits last is missed by nobody', async () => {
    const { jining, pool } = house
    await placed(branch, table(1))
    const stream = await listening(desk)
    const slow = await pool.connect()
    try {
      await slow.query('begin')
      await slow.query('update reservations set title = $1 where space_id = $2', ['慢', jining.space('table-1')])
      await placed(branch, table(2))
      const quick = (await stream.next('change')).data
      expect(quick.upsert.map(({ spaceId }) => spaceId)).toEqual([jining.space('table-2')])
      // Cut in between: the cursor knows that one was still running.
      const reconnected = await listening(desk, { since: stream.cursor() ?? '' })
      await slow.query('commit')
      for (const one of [stream, reconnected])
        expect((await one.next('change')).data.upsert.map(({ title }) => title)).toEqual(['慢'])
      const later = await listening(desk, { since: stream.events[1]?.id ?? '' })
      expect((await later.next('change')).data.upsert.map(({ title }) => title)).toEqual(['慢'])
    } finally {
      slow.release()
    }
  })
})
