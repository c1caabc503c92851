import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ReservationWire } from '@gongyue/shared/api/reservations.ts'
import { clearOrders, DAY, decide, draft, faultsOf, line, placed, setHours, theatreDraft } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

interface Page {
  readonly items: readonly ReservationWire[]
  readonly nextCursor: string | null
}

async function list(by: Client, query = '', from = DAY, until = DAY): Promise<Page> {
  const { status, body } = await by.get<Page>(`/reservations?from=${from}&until=${until}${query}`)
  expect(status).toBe(200)
  return body
}

const branch2 = () => ({ partyId: jining.party('branch-2') })
const span = ({ start, end }: ReservationWire) => `${start.slice(11, 16)}–${end.slice(11, 16)}`

test('one’s own in full, others’ as taken spans', async () => {
  const mine = await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
  const theirs = await placed(
    rival,
    draft(jining, line(jining, 'table-2', '18:00', '19:00'), { ...branch2(), title: '比赛' }),
  )
  const reservation = mine.lines[0]?.reservation
  const taken = theirs.lines[0]?.reservation
  const times = { start: '2026-12-05T18:00:00+08:00', end: '2026-12-05T19:00:00+08:00', state: 'confirmed' }
  const own = {
    ...times,
    id: reservation?.id,
    orderId: mine.id,
    reference: mine.reference,
    seriesId: null,
    spaceId: jining.space('table-1'),
    mine: true,
    title: '练球',
    partyId: jining.party('branch-1'),
    partyName: 'jining branch-1',
    headcount: 2,
    code: reservation?.code,
  }
  const other = {
    ...times,
    id: taken?.id,
    spaceId: jining.space('table-2'),
    mine: false,
    orderId: null,
    reference: null,
    seriesId: null,
    title: null,
    partyId: null,
    partyName: null,
    headcount: null,
    code: null,
  }
  expect((await list(officer)).items).toEqual([own, other])
  expect((await officer.get(`/reservations/${reservation?.id}`)).body).toEqual(own)
  expect((await officer.get(`/reservations/${taken?.id}`)).body).toEqual(other)
  expect((await list(officer, '&mine=true')).items).toEqual([own])
  expect((await list(desk)).items.map(({ title, mine: isMine }) => [title, isMine])).toEqual([
    ['练球', false],
    ['比赛', false],
  ])
})

test('what takes no time any more: one’s own and for the desk, never another’s', async () => {
  const theirs = await placed(rival, draft(jining, line(jining, 'table-2', '18:00', '19:00'), branch2()))
  const id = theirs.lines[0]?.reservation?.id ?? ''
  for (const state of ['cancelled', 'no-show']) {
    await house.pool.query('update reservations set state = $1', [state])
    expect((await list(officer)).items).toEqual([])
    expect((await officer.get(`/reservations/${id}`)).status).toBe(404)
    for (const reader of [rival, desk]) {
      expect((await list(reader)).items.map((one) => one.state)).toEqual([state])
      expect((await reader.get(`/reservations/${id}`)).status).toBe(200)
    }
  }
})

test('a request is no reservation until it is accepted', async () => {
  const order = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  expect((await list(officer)).items).toEqual([])
  await decide(desk, order, { decision: 'accept' })
  expect((await list(officer)).items.map(span)).toEqual(['14:00–16:00'])
})

test('the days asked for, whole, and nothing that only touches them', async () => {
  await setHours(house, null, [[0, 1440]])
  await placed(officer, draft(jining, line(jining, 'table-1', '23:00', '24:00', '2026-12-04')))
  await placed(officer, draft(jining, line(jining, 'table-1', '00:00', '01:00')))
  await placed(officer, draft(jining, line(jining, 'table-1', '23:00', '24:00')))
  await placed(officer, draft(jining, line(jining, 'table-1', '00:00', '01:00', '2026-12-06')))
  await placed(
    officer,
    draft(jining, { ...line(jining, 'table-2', '23:00', '24:00'), end: '2026-12-06T01:00:00+08:00' }),
  )
  expect((await list(officer)).items.map(span)).toEqual(['00:00–01:00', '23:00–00:00', '23:00–01:00'])
  expect((await list(officer, '', '2026-12-06', '2026-12-06')).items.map(span)).toEqual(['23:00–01:00', '00:00–01:00'])
  expect((await list(officer, '', '2026-12-04', '2026-12-06')).items).toHaveLength(5)
})

test('of one space only', async () => {
  await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
  await placed(officer, draft(jining, line(jining, 'tables', '20:00', '21:00')))
  expect((await list(officer, `&spaceId=${jining.space('tables')}`)).items.map(span)).toEqual(['20:00–21:00'])
})

test('page by page, each once, also those that start together', async () => {
  for (const from of ['18:00', '19:00'])
    for (const table of [1, 2, 3])
      await placed(officer, draft(jining, line(jining, `table-${table}`, from, `${Number(from.slice(0, 2)) + 1}:00`)))
  const whole = (await list(officer)).items
  const seen: ReservationWire[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page = await list(officer, `&limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.items)
    cursor = page.nextCursor
  }
  expect(seen).toEqual(whole)
  expect(seen.map(span)).toEqual([...Array<string>(3).fill('18:00–19:00'), ...Array<string>(3).fill('19:00–20:00')])
})

test('nothing of another palace, by list or by id', async () => {
  const order = await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
  const far = await house.as('berlin-desk')
  expect((await list(far)).items).toEqual([])
  expect((await far.get(`/reservations/${order.lines[0]?.reservation?.id}`)).status).toBe(404)
})

test.each([
  ['from=2026-12-05&until=2026-12-04', '/query/until', 'end-before-start'],
  ['from=2026-01-01&until=2027-12-31', '/query/until', 'maximum'],
  ['from=1900-01-01&until=2026-12-05', '/query/from', 'format-local-date'],
  ['from=2026-02-30&until=2026-03-01', '/query/from', 'format-local-date'],
  ['until=2026-12-04', '/query/from', 'required'],
  ['from=2026-12-04&until=2026-12-05&limit=0', '/query/limit', 'minimum'],
  ['from=2026-12-04&until=2026-12-05&limit=1001', '/query/limit', 'maximum'],
  ['from=2026-12-04&until=2026-12-05&spaceId=table-1', '/query/spaceId', 'format-uuid'],
  ['from=2026-12-04&until=2026-12-05&party=x', '/query/party', 'unknown-field'],
  [`from=2026-12-04&until=2026-12-05&cursor=1.${'-'.repeat(36)}`, '/query/cursor', 'cursor'],
  [`from=2026-12-04&until=2026-12-05&cursor=1.${idOf('x')}.1`, '/query/cursor', 'cursor'],
  ['from=2026-12-04&until=2026-12-05&cursor=soon', '/query/cursor', 'cursor'],
])('%s is a fault of %s', async (query, pointer, key) => {
  const reply = await officer.get(`/reservations?${query}`)
  expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, key]]])
})

test('what is no id, and an id of nothing', async () => {
  const reply = await officer.get('/reservations/42')
  expect([reply.status, faultsOf(reply)]).toEqual([400, [['/params/id', 'format-uuid']]])
  expect((await officer.get(`/reservations/${idOf('x')}`)).status).toBe(404)
})
