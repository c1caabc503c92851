import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FoundWire } from '@gongyue/shared/api/parties.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { at, clearOrders, DAY, draft, faultsOf, line, placed, theatreDraft } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
/** On tables at 18:00, in the theatre as a request at 14:00, and a week later. */
let tables: OrderWire
let theatre: OrderWire
let later: OrderWire

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
  await house.pool.query(`update parties set name = '恒岱精工工会', phone = '13800001234' where party_id = $1`, [
    jining.party('branch-1'),
  ])
})
beforeEach(async () => {
  await clearOrders(house.pool)
  tables = await placed(officer, draft(jining, line(jining, 'table-1', '18:00', '19:00'), { title: '车间乒乓球赛' }))
  theatre = await placed(
    rival,
    theatreDraft(jining, '14:00', '16:00', { title: '职工好声音', partyId: jining.party('branch-2') }),
  )
  later = await placed(
    officer,
    draft(jining, line(jining, 'classroom', '09:00', '10:00', '2026-12-19'), { title: '书法班' }),
  )
})
afterAll(async () => await house.close())

async function found(q: string, more: Record<string, string> = {}, by = desk): Promise<readonly FoundWire[]> {
  const query = new URLSearchParams({ q, date: DAY, ...more })
  const { status, body } = await by.get<{ items: readonly FoundWire[] }>(`/search?${query}`)
  expect(status).toBe(200)
  return body.items
}

const said = (items: readonly FoundWire[]) => items.map(({ title, by }) => `${title} by ${by}`)

describe('near a day', () => {
  test.each([
    ['乒乓', ['车间乒乓球赛 by title']],
    ['pingpang', ['车间乒乓球赛 by title']],
    ['cjpp', ['车间乒乓球赛 by title']],
    ['zghsy', ['职工好声音 by title']],
    ['jinggong', ['车间乒乓球赛 by party']],
    ['1234', ['车间乒乓球赛 by phone']],
    ['branch-2', ['职工好声音 by party']],
    ['table-1', ['车间乒乓球赛 by space']],
    ['theatre', ['职工好声音 by space']],
    ['shufa', []],
  ])('%s: %j', async (q, titles) => {
    expect(said(await found(q))).toEqual(titles)
  })

  test('a booking has its place and its code, a request its line', async () => {
    const reservation = tables.lines[0]?.reservation
    expect(await found('pingpang')).toEqual([
      {
        kind: 'reservation',
        id: reservation?.id,
        orderId: tables.id,
        reference: tables.reference,
        title: '车间乒乓球赛',
        partyName: '恒岱精工工会',
        spaceId: jining.space('table-1'),
        start: at(jining, '18:00'),
        end: at(jining, '19:00'),
        state: 'confirmed',
        code: reservation?.code,
        by: 'title',
      },
    ])
    expect(await found('好声音')).toMatchObject([
      { kind: 'request', id: theatre.lines[0]?.id, state: 'pending', code: null },
    ])
  })

  test('by the code at the door, by the reference or its end', async () => {
    const code = tables.lines[0]?.reservation?.code ?? ''
    expect(said(await found(code))).toEqual(['车间乒乓球赛 by code'])
    expect(said(await found(tables.reference))).toEqual(['车间乒乓球赛 by reference'])
    expect(said(await found(tables.reference.slice(-6)))).toEqual(['车间乒乓球赛 by reference'])
  })

  test('a reference is found on any day, the rest only near', async () => {
    expect(said(await found(later.reference))).toEqual(['书法班 by reference'])
    expect(said(await found('书法'))).toEqual([])
    expect(said(await found('书法', { date: '2026-12-19' }))).toEqual(['书法班 by title'])
  })

  test('what was cancelled is found too: somebody asks about it', async () => {
    await officer.post(`/orders/${tables.id}/cancellation`, {})
    expect((await found('乒乓')).map(({ state }) => state)).toEqual(['cancelled'])
  })

  test('the better match first, of equals what is nearest to the day', async () => {
    await placed(officer, draft(jining, line(jining, 'table-2', '08:00', '09:00', '2026-12-07'), { title: '球赛' }))
    await placed(officer, draft(jining, line(jining, 'table-2', '08:00', '09:00', '2026-12-06'), { title: '乒乓球赛' }))
    await placed(officer, draft(jining, line(jining, 'table-2', '08:00', '09:00', '2026-12-04'), { title: '足球赛' }))
    expect(said(await found('球赛'))).toEqual(
      ['球赛', '车间乒乓球赛', '乒乓球赛', '足球赛'].map((one) => `${one} by title`),
    )
    expect(await found('球赛', { limit: '2' })).toHaveLength(2)
  })
})

test('without a day it is today; nothing of another palace; a word to look for', async () => {
  expect(await found('乒乓', { date: '2026-12-02' })).toHaveLength(1)
  const { body } = await desk.get<{ items: readonly FoundWire[] }>(`/search?q=${encodeURIComponent('乒乓')}`)
  expect(said(body.items)).toEqual(['车间乒乓球赛 by title'])
  expect(await found('乒乓', {}, await house.as('berlin-desk'))).toEqual([])
  expect(await found(tables.reference, {}, await house.as('berlin-desk'))).toEqual([])
  const reply = await desk.get('/search?q=%20')
  expect([reply.status, faultsOf(reply)]).toEqual([400, [['/query/q', 'blank']]])
})
