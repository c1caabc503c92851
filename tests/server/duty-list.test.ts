import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DutyMailWire, DutyRowWire } from '@gongyue/shared/api/duty.ts'
import { sendDutyLists } from '@gongyue/server/jobs/duty-list.ts'
import { clearOrders, decide, faultsOf, placed, theatreDraft } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addReservation, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  desk = await house.as('desk')
  manager = await house.as('manager')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  await house.pool.query('truncate mail_outbox, duty_mails')
})
afterAll(async () => await house.close())

const DATE = '2026-12-05'
const at = (from: string, until: string) => ({ start: `${DATE}T${from}:00+08:00`, end: `${DATE}T${until}:00+08:00` })

async function theDay(): Promise<void> {
  const order = await placed(await house.as('branch'), {
    ...theatreDraft(jining, '14:00', '16:00'),
    title: '<职工好声音>',
  })
  await decide(desk, order, { decision: 'accept' })
  await house.pool.query(`update orders set features = '{sound,stage}'`)
  await addReservation(house.pool, jining, { reference: '会议', space: 'classroom', ...at('09:00', '10:00') })
  await addReservation(house.pool, jining, { reference: 'a', space: 'table-1', ...at('10:00', '11:00') })
  await addReservation(house.pool, jining, { reference: 'b', space: 'table-2', ...at('17:00', '18:30') })
  await addReservation(house.pool, jining, {
    reference: 'c',
    space: 'classroom',
    state: 'cancelled',
    ...at('11:00', '12:00'),
  })
}

describe('the list', () => {
  test('is in the order of the work, with set-up, strike, heads and needs; tables of one hall are one line', async () => {
    await theDay()
    const { status, body } = await desk.get<{ items: DutyRowWire[] }>(`/duty-list?date=${DATE}`)
    const clock = (text: string) => text.slice(11, 16)
    expect([
      status,
      body.items.map((row) => [
        ...[row.heldFrom, row.start, row.end, row.heldUntil].map(clock),
        ...[row.spaceName.en, row.title, row.headcount, row.features.join(), row.count],
      ]),
    ]).toEqual([
      200,
      [
        ['09:00', '09:00', '10:00', '10:00', 'classroom', '会议', 2, '', 1],
        ['10:00', '10:00', '18:30', '18:30', 'tables', '', 4, '', 2],
        ['13:00', '14:00', '16:00', '17:00', 'theatre', '<职工好声音>', 300, 'sound,stage', 1],
      ],
    ])
  })

  test('of another palace is empty', async () => {
    await theDay()
    const { body } = await (await house.as('berlin-desk')).get<{ items: DutyRowWire[] }>(`/duty-list?date=${DATE}`)
    expect(body.items).toEqual([])
  })
})

describe('its times', () => {
  const mail = (time: string, daysAhead = 0, addresses = ['duty@example.org']): DutyMailWire => ({
    time,
    daysAhead,
    addresses,
  })

  test('are kept all at once and read again by the clock', async () => {
    const items = [mail('16:30', 1), mail('07:00')]
    expect((await manager.put('/duty-mails', { items })).status).toBe(200)
    expect((await manager.get('/duty-mails')).body).toEqual({ items: items.toReversed() })
    expect((await manager.put('/duty-mails', { items: [] })).status).toBe(200)
    expect((await manager.get('/duty-mails')).body).toEqual({ items: [] })
    expect((await (await house.as('berlin-manager')).get('/duty-mails')).body).toEqual({ items: [] })
  })

  test.each([
    [[mail('24:00')], '/items/0/time', 'pattern'],
    [[mail('07:00'), mail('07:00')], '/items/1/time', 'unique'],
    [[mail('07:00', 0, [])], '/items/0/addresses', 'min-items'],
    [[mail('07:00', 0, ['nobody'])], '/items/0/addresses/0', 'pattern'],
    [[mail('07:00', 0, ['a@b.c, d@e.f'])], '/items/0/addresses/0', 'pattern'],
    [[mail('07:00', 2)], '/items/0/daysAhead', 'maximum'],
  ])('%j is a fault of %s', async (items, pointer, key) => {
    expect(faultsOf(await manager.put('/duty-mails', { items }))).toEqual([[pointer, key]])
  })
})

describe('the mail', () => {
  const outbox = async () =>
    (
      await house.pool.query<{ recipient: string; subject: string; text_body: string; html_body: string }>(
        'select recipient, subject, text_body, html_body from mail_outbox order by mail_id',
      )
    ).rows

  test('goes to every address when its time has come, once, however often the minute is worked', async () => {
    await theDay()
    const items = [{ time: '16:30', daysAhead: 1, addresses: ['one@example.org', 'two@example.org'] }]
    await manager.put('/duty-mails', { items })
    house.clock.now = Date.parse('2026-12-04T16:29:59+08:00')
    await sendDutyLists(house.app)
    expect(await outbox()).toEqual([])
    house.clock.now += 1_000
    await Promise.all([sendDutyLists(house.app), sendDutyLists(house.app)])
    house.clock.now += 60_000
    await sendDutyLists(house.app)
    const mails = await outbox()
    expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['one@example.org', '值班表 12月5日 周六 · jining文化宫（3 项）'],
      ['two@example.org', '值班表 12月5日 周六 · jining文化宫（3 项）'],
    ])
    expect(mails[0]?.text_body).toContain('13:00｜14:00｜16:00｜17:00｜theatre室｜<职工好声音>｜300 人｜音响、舞台')
    expect(mails[0]?.text_body).toContain('10:00｜18:30｜tables室｜2 场预约｜4 人')
    expect(mails[0]?.html_body).toContain('&lt;职工好声音&gt;')
    expect(mails[0]?.html_body).not.toContain('<职工好声音>')
  })

  test('is made up for within two hours, and not later', async () => {
    await manager.put('/duty-mails', { items: [{ time: '07:00', daysAhead: 0, addresses: ['one@example.org'] }] })
    house.clock.now = Date.parse('2026-12-04T09:01:00+08:00')
    await sendDutyLists(house.app)
    expect(await outbox()).toEqual([])
    house.clock.now = Date.parse('2026-12-05T09:00:00+08:00')
    await sendDutyLists(house.app)
    expect((await outbox()).map(({ subject }) => subject)).toEqual(['值班表 12月5日 周六 · jining文化宫（0 项）'])
  })
})
