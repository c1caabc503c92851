import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import {
  at,
  clearOrders,
  contents,
  DAY,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  refusalOf,
  theatreDraft,
} from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

// What a branch may know of another: that a span is taken, and nothing more.
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

const theirs = () => ({ partyId: jining.party('branch-2'), title: '机密议题', purpose: '不便透露', headcount: 4 })

/** Another branch's booking of a table and its request for the theatre. */
async function secrets(): Promise<{
  readonly booked: OrderWire
  readonly asked: OrderWire
  readonly words: readonly string[]
}> {
  const booked = await placed(rival, draft(jining, line(jining, 'table-1', '18:00', '19:00'), theirs()))
  const asked = await placed(rival, theatreDraft(jining, '14:00', '16:00', { ...theirs(), headcount: 321 }))
  return {
    booked,
    asked,
    words: [
      '机密议题',
      '不便透露',
      'branch-2',
      'branch2',
      jining.party('branch-2'),
      jining.user('branch2'),
      ...[booked, asked].flatMap(({ id, reference, lines }) => [id, reference, ...lines.map((one) => one.id)]),
      booked.lines[0]?.reservation?.code ?? '',
    ],
  }
}

test('nothing that an officer can ask for names another branch, what it does, or its order', async () => {
  const { booked, words } = await secrets()
  const table = draft(jining, line(jining, 'table-1', '18:30', '19:30'))
  const hall = draft(jining, line(jining, 'tables', '17:00', '20:00'), { headcount: 20 })
  const query = (space: string, from: string, until: string) =>
    `spaceId=${jining.space(space)}&start=${encodeURIComponent(at(jining, from))}&end=${encodeURIComponent(at(jining, until))}`
  const replies = {
    refused: await officer.post('/orders', table),
    refusedHall: await officer.post('/orders', hall),
    dryRun: await officer.post('/orders?dryRun=true', table),
    check: await officer.post('/checks', hall),
    competing: await officer.post('/checks', theatreDraft(jining, '14:00', '16:00')),
    why: await officer.get(`/cells/why?${query('table-1', '18:00', '19:00')}`),
    whyTheatre: await officer.get(`/cells/why?${query('theatre', '14:00', '16:00')}`),
    cells: await officer.get(`/cells?spaceId=${jining.space('tables')}&date=${DAY}&parts=true`),
    theatre: await officer.get(`/cells?spaceId=${jining.space('theatre')}&date=${DAY}`),
    offers: await officer.post('/availability', {
      durationMinutes: 60,
      headcount: 2,
      windows: [{ start: at(jining, '17:00'), end: at(jining, '20:00') }],
    }),
    orders: await officer.get('/orders'),
    reservations: await officer.get(`/reservations?from=${DAY}&until=${DAY}`),
    reservation: await officer.get(`/reservations/${booked.lines[0]?.reservation?.id}`),
    spaces: await officer.get('/spaces'),
    session: await officer.get('/session'),
  }
  for (const [name, { text }] of Object.entries(replies))
    for (const word of words) expect(text.includes(word), `${name} tells ${word}`).toBe(false)
  expect(replies.refused.status).toBe(409)
  expect(replies.why.text).toContain('space-overlap')
  expect(replies.reservations.text).toContain(booked.lines[0]?.reservation?.id)
})

test('who loses a request to another learns that it was taken, not by whom', async () => {
  const { asked, words } = await secrets()
  const mine = await placed(officer, theatreDraft(jining, '14:00', '16:00'))
  await decide(desk, asked, { decision: 'accept', displace: true, reason: '机密议题' })
  const { text, body } = await officer.get<OrderWire>(`/orders/${mine.id}`)
  expect(body.lines[0]?.reasonCode).toBe('taken-by-other')
  for (const word of words) expect(text.includes(word), word).toBe(false)
})

describe('another branch’s order', () => {
  test('is answered exactly like one that there is not', async () => {
    const { booked } = await secrets()
    const before = await contents(house.pool)
    const answers = async (id: string) => {
      const replies = [
        await officer.get<Record<string, unknown>>(`/orders/${id}`),
        await officer.post<Record<string, unknown>>(`/orders/${id}/cancellation`, {}),
        await officer.post<Record<string, unknown>>(`/orders/${id}/cancellation`, { lineIds: [booked.lines[0]?.id] }),
        await officer.post<Record<string, unknown>>(`/orders/${id}/cancellation`, {}, { 'if-match': '"9"' }),
      ]
      return replies.map(({ status, body }) => ({ status, body: { ...body, instance: '' } }))
    }
    const foreign = await answers(booked.id)
    expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(foreign).toEqual(await answers(idOf('nothing')))
    expect(await contents(house.pool)).toEqual(before)
  })

  test('is in nobody’s list but its own branch’s and the desk’s', async () => {
    const { booked, asked } = await secrets()
    const mine = await placed(officer, draft(jining, line(jining, 'table-2', '18:00', '19:00')))
    const idsFor = async (by: Client) =>
      (await by.get<{ items: OrderWire[] }>('/orders')).body.items.map(({ id }) => id)
    expect(await idsFor(officer)).toEqual([mine.id])
    expect(await idsFor(rival)).toEqual([asked.id, booked.id])
    expect(await idsFor(desk)).toEqual([mine.id, asked.id, booked.id])
    expect(await idsFor(await house.as('berlin-desk'))).toEqual([])
  })

  test('is not to be decided by an officer, nor seen in the queue, on the board or in the audit', async () => {
    const { asked } = await secrets()
    expect(refusalOf(await decide(officer, asked, { decision: 'accept' }))).toEqual([403, '/problems/not-allowed'])
    for (const path of ['/queue', `/board?date=${DAY}`, '/audit']) expect((await officer.get(path)).status).toBe(403)
  })
})

describe('another party', () => {
  const foreign = () => [
    jining.party('branch-2'),
    jining.party('palace'),
    house.berlin.party('branch-1'),
    idOf('nobody'),
  ]
  const span = () =>
    `spaceId=${jining.space('table-1')}&start=${encodeURIComponent(at(jining, '18:00'))}&end=${encodeURIComponent(at(jining, '19:00'))}`
  const windows = () => [{ start: at(jining, '17:00'), end: at(jining, '20:00') }]

  test('can not be acted for, and one that there is not is answered alike', async () => {
    for (const partyId of foreign()) {
      const order = draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId })
      const replies = [
        [await officer.post('/orders', order), '/partyId'],
        [await officer.post('/checks', order), '/partyId'],
        [
          await officer.post('/availability', { durationMinutes: 60, headcount: 2, partyId, windows: windows() }),
          '/partyId',
        ],
        [
          await officer.get(`/cells?spaceId=${jining.space('table-1')}&date=${DAY}&partyId=${partyId}`),
          '/query/partyId',
        ],
        [await officer.get(`/cells/why?${span()}&partyId=${partyId}`), '/query/partyId'],
      ] as const
      for (const [reply, pointer] of replies)
        expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, 'not-there']]])
    }
  })

  test('of the same palace the desk may act for, of another not', async () => {
    const order = (partyId: string) => draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId })
    expect((await desk.post('/checks', order(jining.party('branch-2')))).status).toBe(200)
    expect(faultsOf(await desk.post('/checks', order(house.berlin.party('branch-1'))))).toEqual([
      ['/partyId', 'not-there'],
    ])
  })
})
