import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FigureRecordWire, FiguresWire, FigureSumWire } from '@gongyue/shared/api/reports.ts'
import { readTable } from '@gongyue/server/xlsx/read-table.ts'
import { loadHouse } from '@gongyue/db/house.ts'
import { insertHeadCount } from '@gongyue/db/queries/head-counts.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf } from '../support/palace.ts'
import { orderRows, store, type Booking } from '../support/rows.ts'

let house: TestHouse
let manager: Client

/** Five bookings that took place, two of a class; one cancelled, one nobody came to, one still to come, one of next door. */
const HELD: Readonly<Record<string, Booking>> = {
  'class-1': { space: 'classroom', from: '19:00', until: '20:30', date: '2026-11-24', party: 'palace' },
  'class-2': { space: 'classroom', from: '19:00', until: '20:30', date: '2026-12-01', party: 'palace' },
  meeting: { space: 'theatre', from: '09:00', until: '11:00', date: '2026-11-25', party: 'branch-1' },
  'saturday-table': { space: 'table-1', from: '09:00', until: '10:00', date: '2026-11-28', party: 'branch-2' },
  'make-up-saturday': { space: 'table-2', from: '09:00', until: '10:00', date: '2026-10-10', party: 'branch-2' },
}
const NOT_HELD: Readonly<Record<string, Booking>> = {
  cancelled: { space: 'theatre', from: '14:00', until: '16:00', date: '2026-11-25' },
  'no-show': { space: 'theatre', from: '17:00', until: '19:00', date: '2026-11-26' },
  'to-come': { space: 'theatre', from: '09:00', until: '11:00', date: '2026-12-09' },
}
const reservation = (name: string) => idOf(`${name}/reservation`)
const AUTUMN = 'from=2026-10-01&until=2026-12-31'
const figures = async (query = AUTUMN) => (await manager.get<FiguresWire>(`/reports/figures?${query}`)).body
const records = async (query: string) =>
  (
    await manager.get<{ sum: FigureSumWire; items: FigureRecordWire[]; nextCursor: string | null }>(
      `/reports/records?${AUTUMN}&${query}`,
    )
  ).body

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
  const { pool, jining } = house
  const known = await loadHouse(pool, jining.id)
  if (!known) throw new Error('there is a palace')
  const facts = { ...known.facts, now: NOW }
  for (const [name, booking] of Object.entries({ ...HELD, ...NOT_HELD }))
    await store(pool, orderRows(jining, facts, name, booking))
  const ended = Object.keys(HELD).map(reservation)
  await pool.query(`update reservations set state = 'ended' where reservation_id = any ($1)`, [ended])
  for (const state of ['cancelled', 'no-show'])
    await pool.query('update reservations set state = $2 where reservation_id = $1', [reservation(state), state])
  await pool.query('update reservations set present = 30, checked_in_at = starts_at where reservation_id = $1', [
    reservation('meeting'),
  ])
  await addClass()
  await count({ reservationId: reservation('class-2'), countedOn: '2026-12-01', onSite: 20, online: 500 })
  await count({ reservationId: reservation('class-2'), countedOn: '2026-12-01', onSite: 5, online: 0 })
  await count({ spaceId: jining.space('classroom'), countedOn: '2026-11-29', onSite: 40, online: 0, note: '开放日' })
})
afterAll(async () => await house.close())

const count = async (one: {
  reservationId?: string
  spaceId?: string
  countedOn: string
  onSite: number
  online: number
  note?: string
}) => {
  const id = house.app.newId()
  await insertHeadCount(house.pool, house.jining.id, { id, ...one, countedBy: null, countedAt: NOW })
  return id
}

/** A class of two sessions; somebody was there the first time and somebody was not. */
async function addClass(): Promise<void> {
  const { pool, jining } = house
  const programme = idOf('class')
  await pool.query(
    `insert into programmes (facility_id, programme_id, kind, title, party_id, capacity, opens_at, closes_at, state)
     values ($1, $2, 'class', '书法公益班', $3, 20, '2026-09-01', '2026-09-20', 'published')`,
    [jining.id, programme, jining.party('palace')],
  )
  for (const name of ['class-1', 'class-2'])
    await pool.query('insert into programme_sessions (facility_id, programme_id, reservation_id) values ($1, $2, $3)', [
      ...[jining.id, programme, reservation(name)],
    ])
  for (const [who, mark] of [
    ['a', 'present'],
    ['b', 'late'],
    ['c', 'absent'],
  ] as const) {
    await pool.query(
      `insert into enrolments (facility_id, enrolment_id, programme_id, name, phone, state, asked_at)
       values ($1, $2, $3, $4, $4, 'enrolled', '2026-10-05T10:00:00+08:00')`,
      [jining.id, idOf(who), programme, who],
    )
    await pool.query(
      `insert into roll_marks (facility_id, reservation_id, enrolment_id, mark, marked_at) values ($1, $2, $3, $4, now())`,
      [jining.id, reservation('class-1'), idOf(who), mark],
    )
  }
}

describe('the figures of a period', () => {
  test('count what took place, and heads by count, roll or check-in', async () => {
    const { total, kinds, offHours } = await figures()
    // heads: 2 by the roll, 25 counted, 30 checked in, 40 on the open day; both tables nobody counted
    expect(total).toEqual({
      sessions: 5,
      programmes: 1,
      onSite: 97,
      online: 500,
      uncounted: 2,
      minutes: 90 + 90 + 120 + 60 + 60,
    })
    expect(kinds).toEqual([
      { kind: 'class', sessions: 2, programmes: 1, onSite: 27, online: 500, uncounted: 0, minutes: 180 },
      { kind: 'own', sessions: 0, programmes: 0, onSite: 40, online: 0, uncounted: 0, minutes: 0 },
      { kind: 'union', sessions: 3, programmes: 0, onSite: 30, online: 0, uncounted: 2, minutes: 240 },
    ])
    // two evenings, a Saturday and the open Sunday; the Saturday of 10 October is a working day (调休)
    expect(offHours).toMatchObject({ sessions: 3, onSite: 67 })
  })

  test('are told by month, party and county, and add up every way', async () => {
    const told = await figures()
    expect(told.months.map(({ month, sessions, onSite }) => [month, sessions, onSite])).toEqual([
      ['2026-10', 1, 0],
      ['2026-11', 3, 72],
      ['2026-12', 1, 25],
    ])
    for (const rows of [told.kinds, told.months, told.kindMonths, told.counties]) {
      for (const field of ['sessions', 'onSite', 'online', 'uncounted', 'minutes'] as const)
        expect(rows.reduce((sum, row) => sum + row[field], 0)).toBe(told.total[field])
    }
    expect(told.parties.map(({ name, sessions }) => [name, sessions])).toEqual([
      ['jining palace', 2],
      ['jining branch-2', 2],
      ['jining branch-1', 1],
    ])
    expect(Object.fromEntries(told.further.map(({ figure, value }) => [figure, value]))).toMatchObject({
      ...{ enrolments: 3, cancelled: 1, 'no-shows': 1, orders: 8, 'orders-accepted': 8, visits: 0 },
    })
  })

  test('measure use against real opening hours', async () => {
    const { spaces } = await figures('from=2026-11-23&until=2026-11-29')
    const of = (id: string) => spaces.find(({ spaceId }) => spaceId === id)
    // open 8:00–22:00 on seven days; on five of them evenings are 17:30–22:00
    const week = { openMinutes: 7 * 840, offOpenMinutes: 5 * 270 + 2 * 840 }
    expect(of(house.jining.space('classroom'))).toMatchObject({
      ...week,
      usedMinutes: 90,
      offUsedMinutes: 90,
      sessions: 1,
    })
    // one of its tables, for an hour
    expect(of(house.jining.space('tables'))).toMatchObject({
      openMinutes: 4 * 7 * 840,
      usedMinutes: 60,
      offUsedMinutes: 60,
      sessions: 1,
    })
    await house.pool.query(
      `insert into closures (facility_id, closure_id, space_id, starts_at, ends_at, reason) values ($1, $2, $3, $4, $5, '检修')`,
      [
        house.jining.id,
        idOf('closure'),
        house.jining.space('classroom'),
        '2026-11-25T08:00:00+08:00',
        '2026-11-25T12:00:00+08:00',
      ],
    )
    const after = await figures('from=2026-11-23&until=2026-11-29')
    expect(after.spaces.find(({ spaceId }) => spaceId === house.jining.space('classroom'))?.openMinutes).toBe(
      7 * 840 - 240,
    )
  })

  test('open their records, which come to the same number', async () => {
    const told = await figures()
    for (const { kind, ...sum } of told.kinds) expect((await records(`kind=${kind}`)).sum).toEqual(sum)
    for (const { month, ...sum } of told.months) expect((await records(`month=${month}`)).sum).toEqual(sum)
    for (const { partyId, name: _, ...sum } of told.counties)
      expect((await records(`countyId=${partyId ?? 'none'}`)).sum).toEqual(sum)
    for (const { spaceId, sessions, onSite } of told.spaces)
      expect((await records(`spaceId=${spaceId}`)).sum).toMatchObject({ sessions, onSite })
    expect((await records('offHours=true')).sum).toEqual(told.offHours)
    const uncounted = await records('uncounted=true&limit=1')
    expect(uncounted.items.map(({ title, countedBy }) => [title, countedBy])).toEqual([['saturday-table', null]])
    const next = await records(`uncounted=true&limit=1&cursor=${encodeURIComponent(String(uncounted.nextCursor))}`)
    expect(next.items.map(({ title }) => title)).toEqual(['make-up-saturday'])
    const byHeads = await records('kind=class')
    expect(byHeads.items.map(({ day, onSite, online, countedBy }) => [day, onSite, online, countedBy])).toEqual([
      ['2026-12-01', 25, 500, 'heads'],
      ['2026-11-24', 2, 0, 'roll'],
    ])
  })

  test('are the same when the people in them are forgotten', async () => {
    const before = await figures()
    await house.pool.query(
      `update enrolments set name = '', phone = enrolment_id::text, user_id = null where programme_id = $1`,
      [idOf('class')],
    )
    await house.pool.query(`update reservations set person_id = null`)
    const { at: _, ...after } = await figures()
    expect({ at: before.at, ...after }).toEqual(before)
  })

  test('come as a workbook with unit, period, who filled it in and who checked it', async () => {
    const reply = await house.app.inject({
      ...{ method: 'GET', url: `/api/v1/reports/figures.xlsx?${AUTUMN}&checkedBy=${encodeURIComponent('李主任')}` },
      headers: { cookie: manager.cookie ?? '' },
    })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
    const table = await readTable(reply.rawPayload, {
      sheet: '总表',
      columns: [
        { key: 'kind', heading: ['类别'], kind: 'text', required: true },
        { key: 'sessions', heading: ['场次'], kind: 'integer' },
        { key: 'onSite', heading: ['现场人次'], kind: 'integer' },
      ],
      maxRows: 50,
    })
    expect(table).toMatchObject({ kind: 'read', faults: [] })
    expect(
      table.kind === 'read' && table.rows.map(({ values }) => [values['kind'], values['sessions'], values['onSite']]),
    ).toEqual([
      ['公益培训班', 2, 27],
      ['本宫活动与服务保障', 0, 40],
      ['各级工会用场', 3, 30],
      ['合计', 5, 97],
      ['其中：错时服务', 3, 67],
    ])
  })

  test('a period that ends before it begins, or is too long, is told', async () => {
    const backwards = await manager.get('/reports/figures?from=2026-10-02&until=2026-10-01')
    expect(backwards).toMatchObject({ status: 400, body: { errors: [{ pointer: '/until', key: 'end-before-start' }] } })
    const long = await manager.get('/reports/figures?from=2020-01-01&until=2026-10-01')
    expect(long).toMatchObject({ status: 400, body: { errors: [{ pointer: '/until', key: 'maximum' }] } })
    expect((await (await house.as('desk')).get(`/reports/figures?${AUTUMN}`)).status).toBe(403)
  })
})
