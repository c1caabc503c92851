import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AlternativeWire } from '@gongyue/shared/api/problem.ts'
import {
  at,
  clearOrders,
  contents,
  DAY,
  draft,
  faultsOf,
  line,
  placed,
  setPolicy,
  setSpaces,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import type { SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  officer = await house.as('branch')
  desk = await house.as('desk')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const window = (from: string, until: string, date = DAY) => ({
  start: at(jining, from, date),
  end: at(jining, until, date),
})
const evening = () => ({ durationMinutes: 60, headcount: 2, windows: [window('18:00', '21:00')] })

async function offers(asked: object, by = officer): Promise<readonly AlternativeWire[]> {
  const { status, body } = await by.post<{ items: AlternativeWire[] }>('/availability', asked)
  expect(status).toBe(200)
  return body.items
}

const codeOf = (spaceId: string | undefined) =>
  [
    'theatre',
    'tables',
    'tables-left',
    'table-1',
    'table-2',
    'table-3',
    'table-4',
    'rehearsal',
    'rehearsal-a',
    'rehearsal-b',
    'classroom',
  ].find((code) => jining.space(code) === spaceId)
const told = (items: readonly AlternativeWire[]) =>
  items.map(({ lines: [one] }) => `${codeOf(one?.spaceId)} ${one?.start.slice(8, 16)}`)

describe('find me a time', () => {
  test('the earliest in the window, and not much larger than needed, comes first', async () => {
    const found = await offers({ ...evening(), spaceCodes: ['table-1', 'classroom'] })
    expect(told(found)).toEqual(['table-1 05T18:00', 'classroom 05T18:00'])
    expect(found[0]).toEqual({
      lines: [
        { kind: 'space', spaceId: jining.space('table-1'), start: at(jining, '18:00'), end: at(jining, '19:00') },
      ],
      cost: 0,
      route: 'direct',
      reasons: [],
    })
    expect(found[1]?.cost).toBeGreaterThan(0)
  })

  test('around what is taken', async () => {
    await placed(desk, draft(jining, line(jining, 'tables', '18:00', '19:30')))
    expect(told(await offers({ ...evening(), spaceCodes: ['table-1'] }))).toEqual(['table-1 05T19:30'])
    expect(told(await offers({ ...evening(), durationMinutes: 120, spaceCodes: ['table-1'] }))).toEqual([])
  })

  test('wholly inside one window, whichever', async () => {
    const windows = [window('18:00', '18:30'), window('20:30', '22:30'), window('09:00', '10:00', '2026-12-06')]
    expect(told(await offers({ ...evening(), windows, spaceCodes: ['classroom'] }))).toEqual([
      'classroom 05T20:30',
      'classroom 06T09:00',
    ])
  })

  test('of several days, of several spaces, as many as asked', async () => {
    const windows = [
      window('18:00', '21:00'),
      window('18:00', '21:00', '2026-12-06'),
      window('18:00', '21:00', '2026-12-07'),
    ]
    expect(await offers({ ...evening(), windows, limit: 4 })).toHaveLength(4)
  })

  test('for all the people, with the features', async () => {
    expect(new Set(told(await offers({ ...evening(), headcount: 50 })))).toEqual(
      new Set(['rehearsal-a 05T18:00', 'rehearsal 05T18:00', 'theatre 05T18:00']),
    )
    expect(await offers({ ...evening(), features: ['piano'] })).toEqual([])
    expect(await offers({ ...evening(), headcount: 601 })).toEqual([])
  })

  test('nothing that is over or not open for booking yet, however wide the window', async () => {
    house.clock.now = Date.parse(at(jining, '19:10'))
    expect(told(await offers({ ...evening(), spaceCodes: ['table-1'] }))).toEqual(['table-1 05T19:30'])
    house.clock.now = NOW
    expect(await offers({ ...evening(), windows: [window('08:00', '22:00', '2026-12-01')] })).toEqual([])
    expect(await offers({ ...evening(), windows: [window('08:00', '22:00', '2027-02-01')] })).toEqual([])
    await setSpaces(house, ['table-1'], 'horizon_days = 2')
    expect(await offers({ ...evening(), spaceCodes: ['table-1'] })).toEqual([])
  })

  test('nothing that the party may not have', async () => {
    await setPolicy(house, {
      eligibility: [{ spaces: ['theatre'], parties: ['palace'] }],
      quotas: [{ per: 'party-day', spaces: ['table'], parties: ['branch'], unit: 'bookings', limit: 1 }],
    })
    await placed(officer, draft(jining, line(jining, 'table-1', '09:00', '10:00')))
    expect(await offers({ ...evening(), spaceCodes: ['theatre', 'table-2'] })).toEqual([])
    const spaceCodes = ['theatre', 'table-2']
    expect(new Set(told(await offers({ ...evening(), spaceCodes }, desk)))).toEqual(
      new Set(['table-2 05T18:00', 'theatre 05T18:00']),
    )
    const partyId = jining.party('branch-1')
    expect(await offers({ ...evening(), partyId, spaceCodes }, desk)).toEqual([])
  })

  test('every offer is taken by the house as it stands, and asking wrote nothing', async () => {
    await placed(desk, draft(jining, line(jining, 'table-1', '18:00', '19:30')))
    const before = await contents(house.pool)
    const found = await offers({
      ...evening(),
      windows: [window('08:00', '22:00'), window('08:00', '22:00', '2026-12-06')],
    })
    expect(await contents(house.pool)).toEqual(before)
    expect(found.length).toBeGreaterThan(5)
    const conditions = { [jining.space('theatre')]: 1 }
    for (const { lines } of found) {
      const { status } = await officer.post('/orders?dryRun=true', draft(jining, lines, { conditions }))
      expect(status).toBe(200)
    }
  })
})

describe('what is not filled in right', () => {
  const cases: readonly (readonly [
    name: string,
    change: () => object,
    faults: readonly (readonly [string, string])[],
  ])[] = [
    [
      'a code that there is not',
      () => ({ spaceCodes: ['table-1', 'moon', 'table-99'] }),
      [
        ['/spaceCodes/1', 'not-there'],
        ['/spaceCodes/2', 'not-there'],
      ],
    ],
    [
      'a window that ends before it starts',
      () => ({ windows: [window('18:00', '19:00'), window('21:00', '18:00')] }),
      [['/windows/1/end', 'end-before-start']],
    ],
    [
      'a window of a hundred years',
      () => ({ windows: [{ start: '2000-01-01T00:00:00Z', end: '2100-01-01T00:00:00Z' }] }),
      [['/windows/0/end', 'maximum']],
    ],
    [
      'sixty windows of two months',
      () => ({
        windows: Array.from({ length: 60 }, () => ({
          start: at(jining, '08:00'),
          end: at(jining, '08:00', '2027-01-31'),
        })),
      }),
      [['/windows/1/end', 'maximum']],
    ],
    ['no window', () => ({ windows: [] }), [['/windows', 'min-items']]],
    [
      'sixty-one windows',
      () => ({ windows: Array.from({ length: 61 }, () => window('18:00', '19:00')) }),
      [['/windows', 'max-items']],
    ],
    ['no time at all', () => ({ durationMinutes: 0 }), [['/durationMinutes', 'minimum']]],
    ['more than a day', () => ({ durationMinutes: 1441 }), [['/durationMinutes', 'maximum']]],
    ['nobody', () => ({ headcount: 0 }), [['/headcount', 'minimum']]],
    ['51 offers', () => ({ limit: 51 }), [['/limit', 'maximum']]],
    ['a field of its own', () => ({ space: 'table-1' }), [['/space', 'unknown-field']]],
  ]
  test.each(cases)('%s', async (_, change, faults) => {
    const reply = await officer.post('/availability', { ...evening(), ...change() })
    expect(reply.status).toBe(400)
    for (const fault of faults) expect(faultsOf(reply)).toContainEqual(fault)
  })
})
