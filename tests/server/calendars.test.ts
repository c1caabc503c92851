import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addressForLog } from '@gongyue/server/plugins/log.ts'
import type { FeedWire } from '@gongyue/shared/api/programme.ts'
import { clearOrders, faultsOf, setPolicy } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { readCalendar } from '../support/icalendar.ts'
import { addReservation, idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

async function addFeed(kind: string, more: object = {}, by = officer): Promise<{ feed: FeedWire; path: string }> {
  const { status, body } = await by.post<{ feed: FeedWire; path: string }>('/calendars', { kind, ...more })
  expect(status).toBe(201)
  return body
}

/** As a calendar asks: without a session. */
async function read(path: string) {
  const reply = await house.visitor.get(`/${path}`)
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  return readCalendar(reply.text)
}

const told = ({ events }: ReturnType<typeof readCalendar>) =>
  events.map(({ summary, location, status }) => [summary, location, status])

test('an officer’s own feed: all bookings of their parties, cancelled ones struck out', async () => {
  const { path } = await addFeed('own')
  const start = '2026-12-05T18:00:00+08:00'
  await addReservation(house.pool, jining, {
    reference: '练球',
    space: 'table-1',
    start,
    end: '2026-12-05T19:00:00+08:00',
  })
  await addReservation(house.pool, jining, {
    ...{ reference: '会议', space: 'classroom', state: 'cancelled' },
    ...{ start: '2026-12-06T09:00:00+08:00', end: '2026-12-06T10:00:00+08:00' },
  })
  await addReservation(house.pool, jining, {
    ...{ reference: '别人的', space: 'table-2', party: 'branch-2', user: 'branch2' },
    ...{ start, end: '2026-12-05T19:00:00+08:00' },
  })
  const { properties, events } = await read(path)
  expect(properties.get('X-WR-CALNAME')).toBe('jining文化宫 · 我的预约')
  expect(events).toEqual([
    {
      uid: `${idOf('jining/reservation/练球')}@jining.gongyue`,
      start: Date.parse(start),
      end: Date.parse('2026-12-05T19:00:00+08:00'),
      stamp: Date.parse(start),
      sequence: 0,
      status: 'CONFIRMED',
      summary: '练球',
      location: 'table-1室',
      description: '预约号 练球 · 2 人',
    },
    expect.objectContaining({ summary: '会议', status: 'CANCELLED' }),
  ])
})

test('what was moved is the same event, later in sequence', async () => {
  const { path } = await addFeed('own')
  const [start, end] = ['2026-12-05T18:00:00+08:00', '2026-12-05T19:00:00+08:00']
  await addReservation(house.pool, jining, { reference: 'r', space: 'table-1', start, end })
  const [before] = (await read(path)).events
  await house.pool.query(
    `update reservations set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour',
       held_from = held_from + interval '1 hour', held_until = held_until + interval '1 hour', version = version + 1`,
  )
  const [after] = (await read(path)).events
  expect([after?.uid, after?.sequence, after?.start]).toEqual([before?.uid, 1, (before?.start ?? 0) + 3_600_000])
})

test('a right that is taken away is gone from the feed; a closed account closes it', async () => {
  const { path } = await addFeed('own', {}, await house.as('branch2'))
  await addReservation(house.pool, jining, {
    ...{ reference: 'r', space: 'table-1', party: 'branch-2', user: 'branch2' },
    ...{ start: '2026-12-05T18:00:00+08:00', end: '2026-12-05T19:00:00+08:00' },
  })
  expect((await read(path)).events).toHaveLength(1)
  await house.pool.query('delete from user_parties where user_id = $1', [jining.user('branch2')])
  expect((await read(path)).events).toEqual([])
  await house.pool.query('update users set active = false where user_id = $1', [jining.user('branch2')])
  expect((await house.visitor.get(`/${path}`)).status).toBe(404)
  await house.pool.query('update users set active = true where user_id = $1', [jining.user('branch2')])
  await house.pool.query('insert into user_parties (facility_id, user_id, party_id) values ($1, $2, $3)', [
    ...[jining.id, jining.user('branch2'), jining.party('branch-2')],
  ])
})

test('a place and the programme, as strangers may read them', async () => {
  await setPolicy(house, { publicity: [{ spaces: 'any', parties: ['palace'], shown: 'title' }] })
  const place = await addFeed('space', { spaceId: jining.space('tables-left') })
  const programme = await addFeed('programme', { locale: 'en' })
  const at = (from: string, until: string) => ({
    start: `2026-12-05T${from}:00+08:00`,
    end: `2026-12-05T${until}:00+08:00`,
  })
  await addReservation(house.pool, jining, {
    reference: '球赛',
    space: 'tables',
    party: 'palace',
    ...at('09:00', '12:00'),
  })
  await addReservation(house.pool, jining, { reference: '机密', space: 'table-1', ...at('18:00', '19:00') })
  await addReservation(house.pool, jining, { reference: '别处', space: 'table-3', ...at('18:00', '19:00') })
  expect(told(await read(place.path))).toEqual([
    ['球赛', 'tables室', 'CONFIRMED'],
    ['已预约', 'table-1室', 'CONFIRMED'],
  ])
  expect(told(await read(programme.path))).toEqual([['球赛', 'tables', 'CONFIRMED']])
})

test('in a zone that changes its clocks, the moments are right on both sides of the change', async () => {
  const { path } = await addFeed('own', {}, await house.as('berlin-branch'))
  house.clock.now = Date.parse('2026-10-20T12:00:00+02:00')
  for (const [reference, start, end] of [
    ['summer', '2026-10-24T18:00:00+02:00', '2026-10-24T19:00:00+02:00'],
    ['over the change', '2026-10-25T01:30:00+02:00', '2026-10-25T02:30:00+01:00'],
    ['winter', '2026-10-26T18:00:00+01:00', '2026-10-26T19:00:00+01:00'],
  ] as const)
    await addReservation(house.pool, house.berlin, { reference, space: 'classroom', start, end })
  const { events } = await read(path)
  expect(
    events.map(({ summary, start, end }) => [summary, new Date(start).toISOString(), (end - start) / 60_000]),
  ).toEqual([
    ['summer', '2026-10-24T16:00:00.000Z', 60],
    ['over the change', '2026-10-24T23:30:00.000Z', 120],
    ['winter', '2026-10-26T17:00:00.000Z', 60],
  ])
})

test('an address is told once, listed without its token, and taken back', async () => {
  const { feed, path } = await addFeed('programme')
  const token = /calendars\/([\w-]{43})\.ics$/.exec(path)?.[1] ?? 'no token'
  const list = await officer.get<{ items: FeedWire[] }>('/calendars')
  expect([list.body.items.some(({ id }) => id === feed.id), list.text.includes(token)]).toEqual([true, false])
  const { headers } = await house.visitor.get(`/${path}`)
  expect((await house.visitor.get(`/${path}`, { 'if-none-match': String(headers['etag']) })).status).toBe(304)
  const rival = await house.as('branch2')
  expect((await rival.delete(`/calendars/${feed.id}`)).status).toBe(404)
  expect((await rival.get('/calendars')).text).not.toContain(feed.id)
  expect((await officer.delete(`/calendars/${feed.id}`)).status).toBe(204)
  expect((await house.visitor.get(`/${path}`)).status).toBe(404)
  expect((await officer.get('/calendars')).text).not.toContain(feed.id)
  expect((await officer.delete(`/calendars/${feed.id}`)).status).toBe(404)
})

test('a place is named for a place, and for nothing else', async () => {
  const faults = async (body: object) => faultsOf(await officer.post('/calendars', body))
  expect(await faults({ kind: 'space' })).toEqual([['/spaceId', 'required']])
  expect(await faults({ kind: 'own', spaceId: jining.space('table-1') })).toEqual([['/spaceId', 'unknown-field']])
  expect(await faults({ kind: 'space', spaceId: house.berlin.space('table-1') })).toEqual([['/spaceId', 'not-there']])
})

test('the token of a calendar is in no line of the log', () => {
  const token = 'a'.repeat(43)
  expect(addressForLog(`/api/v1/calendars/${token}.ics?x=1`)).toBe('/api/v1/calendars/…?x=1')
  expect(addressForLog('/api/v1/orders/1?limit=2')).toBe('/api/v1/orders/1?limit=2')
})
