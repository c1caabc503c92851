import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CellWhyWire, CellWire } from '@gongyue/shared/api/availability.ts'
import {
  at,
  clearOrders,
  DAY,
  decide,
  draft,
  faultsOf,
  line,
  placed,
  setHours,
  setPolicy,
  setSpaces,
  theatreDraft,
} from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
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

const theirs = () => ({ partyId: jining.party('branch-2') })

async function cells(space: string, query = '', by = officer, date = DAY): Promise<readonly CellWire[]> {
  const { status, body } = await by.get<{ items: CellWire[] }>(
    `/cells?spaceId=${jining.space(space)}&date=${date}${query}`,
  )
  expect(status).toBe(200)
  return body.items
}

/** The states of the hours from 17:00 to 21:00. */
async function evening(space: string, query = '', by = officer, date = DAY): Promise<readonly string[]> {
  const all = await cells(space, query, by, date)
  return all.filter(({ start }) => start.slice(11) >= '17' && start.slice(11) < '21').map(({ state }) => state)
}

const FREE = ['free', 'free', 'free', 'free']

describe('the word for a cell', () => {
  test('free, from the first opening to the last closing, with the way it would go', async () => {
    const all = await cells('table-1')
    expect(all).toHaveLength(14)
    expect(all[0]).toEqual({
      start: '2026-12-05T08:00:00+08:00',
      end: '2026-12-05T09:00:00+08:00',
      state: 'free',
      free: 1,
      of: 1,
      spaceId: jining.space('table-1'),
      route: 'direct',
    })
    expect(all.at(-1)?.end).toBe('2026-12-05T22:00:00+08:00')
    expect((await cells('theatre'))[0]?.route).toBe('approval')
  })

  test('taken by others, mine by one’s own; nobody’s to order', async () => {
    await placed(rival, draft(jining, line(jining, 'table-1', '18:00', '19:00'), theirs()))
    await placed(officer, draft(jining, line(jining, 'table-1', '19:00', '20:00')))
    expect(await evening('table-1')).toEqual(['free', 'taken', 'mine', 'free'])
    expect(await evening('table-1', '', rival)).toEqual(['free', 'mine', 'taken', 'free'])
    const [, taken] = (await cells('table-1')).filter(({ start }) => start.slice(11) >= '17')
    expect(taken).toMatchObject({ free: 0, of: 1, spaceId: null, route: null })
  })

  test('whole and parts: mine where all that stands in the way is mine', async () => {
    await placed(officer, draft(jining, line(jining, 'tables-left', '18:00', '20:00')))
    await placed(rival, draft(jining, line(jining, 'table-3', '19:00', '20:00'), theirs()))
    expect(await evening('table-1')).toEqual(['free', 'mine', 'mine', 'free'])
    expect(await evening('tables')).toEqual(['free', 'mine', 'taken', 'free'])
    expect(await evening('table-4')).toEqual(FREE)
  })

  test('taken while others set up and strike; a request takes nothing', async () => {
    const order = await placed(rival, theatreDraft(jining, '18:30', '19:00', theirs()))
    expect(await evening('theatre')).toEqual(FREE)
    await decide(desk, order, { decision: 'accept' })
    // held 17:30–20:00, and an hour of one’s own on both sides
    expect(await evening('theatre')).toEqual(['taken', 'taken', 'taken', 'taken'])
    const [eight] = await cells('theatre')
    expect(eight?.state).toBe('free')
  })

  test('taken by what is struck after midnight of the day before', async () => {
    await setHours(house, 'theatre', [[0, 1440]])
    const order = await placed(rival, theatreDraft(jining, '22:00', '23:00', theirs()))
    await decide(desk, order, { decision: 'accept' })
    // held until 24:00; one’s own set-up before 00:30 would begin in it
    const next = await cells('theatre', '&minutes=30', officer, '2026-12-06')
    expect(next.slice(0, 3).map(({ state }) => state)).toEqual(['taken', 'taken', 'free'])
  })

  test('closed between two opening hours', async () => {
    await setHours(house, 'classroom', [
      [480, 1080],
      [1140, 1320],
    ])
    expect(await evening('classroom')).toEqual(['free', 'closed', 'free', 'free'])
  })

  test('nothing on a day without hours', async () => {
    await setHours(house, 'classroom', [])
    expect(await cells('classroom')).toEqual([])
  })

  test('closure, on whatever shares an atom with what is shut', async () => {
    await manager.post('/closures', {
      spaceId: jining.space('tables-left'),
      start: at(jining, '18:30'),
      end: at(jining, '20:00'),
      reason: '检修',
    })
    for (const space of ['table-1', 'table-2', 'tables'])
      expect(await evening(space)).toEqual(['free', 'closure', 'closure', 'free'])
    expect(await evening('table-3')).toEqual(FREE)
  })

  test('past, from the moment it has begun', async () => {
    house.clock.now = Date.parse(at(jining, '18:00'))
    expect(await evening('table-1')).toEqual(['past', 'free', 'free', 'free'])
    house.clock.now += 1
    expect(await evening('table-1')).toEqual(['past', 'past', 'free', 'free'])
  })

  test('notice, when it starts too soon', async () => {
    await setSpaces(house, ['table-1'], 'notice_minutes = 60')
    house.clock.now = Date.parse(at(jining, '17:30'))
    expect(await evening('table-1')).toEqual(['past', 'notice', 'free', 'free'])
  })

  test('horizon, when its day is not open for booking yet', async () => {
    expect(await evening('table-1', '', officer, '2027-01-31')).toEqual(FREE)
    expect(await evening('table-1', '', officer, '2027-02-01')).toEqual(['horizon', 'horizon', 'horizon', 'horizon'])
  })

  test('no-right, for a kind of party that may not, and for a space that is out of use', async () => {
    await setPolicy(house, { eligibility: [{ spaces: ['theatre'], parties: ['palace'] }] })
    expect(await evening('theatre')).toEqual(['no-right', 'no-right', 'no-right', 'no-right'])
    expect(await evening('theatre', '', desk)).toEqual(FREE)
    await setSpaces(house, ['table-1'], 'bookable = false')
    expect(await evening('table-1')).toEqual(['no-right', 'no-right', 'no-right', 'no-right'])
  })

  test('quota, when the party, the member or the moment has had its share', async () => {
    const quota = { spaces: ['table'], parties: 'any', unit: 'bookings', limit: 1 } as const
    const book = async () => await placed(officer, draft(jining, line(jining, 'table-2', '18:00', '19:00')))
    await setPolicy(house, { quotas: [{ ...quota, per: 'party-day' }] })
    expect(await evening('table-1')).toEqual(FREE)
    await book()
    expect(await evening('table-1')).toEqual(['quota', 'quota', 'quota', 'quota'])
    expect(await evening('table-1', '', rival)).toEqual(FREE)
    await setPolicy(house, { quotas: [{ ...quota, per: 'member-day', unit: 'minutes', limit: 60 }] })
    expect(await evening('table-1')).toEqual(['quota', 'quota', 'quota', 'quota'])
    expect(await evening('table-1', `&partyId=${jining.party('branch-1')}`, desk)).toEqual(FREE)
    await setPolicy(house, { quotas: [{ ...quota, per: 'party-at-once' }] })
    expect(await evening('table-1')).toEqual(['free', 'quota', 'free', 'free'])
  })

  test('quota, too, for who did not come this morning', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: ['table'], parties: 'any', unit: 'bookings', limit: 1 }],
    })
    await placed(officer, draft(jining, line(jining, 'table-2', '08:00', '09:00')))
    house.clock.now = Date.parse(at(jining, '16:30'))
    await house.pool.query(`update reservations set state = 'no-show'`)
    await house.pool.query(`update claims set status = 'released'`)
    expect(await evening('table-1')).toEqual(['quota', 'quota', 'quota', 'quota'])
    expect(await evening('table-1', '', officer, '2026-12-06')).toEqual(FREE)
  })

  test('every cell that is free can be ordered, and every grey one is refused', async () => {
    await placed(rival, draft(jining, line(jining, 'tables-left', '18:00', '19:00'), theirs()))
    await setSpaces(house, ['table-1'], 'notice_minutes = 120')
    house.clock.now = Date.parse(at(jining, '13:30'))
    const all = await cells('table-1')
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['past', 'notice', 'free', 'taken']))
    for (const { start, end, state } of all) {
      const order = draft(jining, { kind: 'space', spaceId: jining.space('table-1'), start, end })
      const { body } = await officer.post<{ verdict: string }>('/checks', order)
      expect([start, state === 'free' ? 'fits' : 'refused']).toEqual([start, body.verdict])
    }
  })
})

describe('counting parts', () => {
  test('how many are free, of how many, and one of them to order', async () => {
    await placed(rival, draft(jining, line(jining, 'table-1', '18:00', '19:00'), theirs()))
    await placed(rival, draft(jining, line(jining, 'tables', '19:00', '20:00'), theirs()))
    const all = await cells('tables', '&parts=true')
    const told = all
      .filter(({ start }) => start.slice(11) >= '17' && start.slice(11) < '20')
      .map(({ state, free, of, spaceId }) => [state, free, of, spaceId])
    expect(told).toEqual([
      ['free', 4, 4, jining.space('table-1')],
      ['free', 3, 4, jining.space('table-2')],
      ['taken', 0, 4, null],
    ])
  })

  test('half of the hall has the parts it is made of', async () => {
    const [first] = await cells('tables-left', '&parts=true')
    expect([first?.free, first?.of]).toEqual([2, 2])
  })

  test('a space without parts is its own', async () => {
    const [first] = await cells('theatre', '&parts=true')
    expect([first?.of, first?.spaceId]).toEqual([1, jining.space('theatre')])
  })

  test('when none is free, the part that is nearest to it speaks for all', async () => {
    await placed(rival, draft(jining, line(jining, 'tables-left', '18:00', '19:00'), theirs()))
    await placed(officer, draft(jining, line(jining, 'table-3', '18:00', '19:00')))
    await setSpaces(house, ['table-4'], 'bookable = false')
    expect(await evening('tables', '&parts=true')).toEqual(['free', 'mine', 'free', 'free'])
  })

  test('cells as short or as long as asked', async () => {
    expect(await cells('table-1', '&minutes=30')).toHaveLength(28)
    expect(await cells('table-1', '&minutes=720')).toHaveLength(1)
    // 14 hours hold five cells of two and a half, and the rest is no cell
    expect(await cells('table-1', '&minutes=150')).toHaveLength(5)
  })
})

describe('why a cell is grey', () => {
  const why = async (space: string, from: string, until: string, query = '', by = officer) => {
    const span = `start=${encodeURIComponent(at(jining, from))}&end=${encodeURIComponent(at(jining, until))}`
    const { status, body } = await by.get<CellWhyWire>(`/cells/why?spaceId=${jining.space(space)}&${span}${query}`)
    expect(status).toBe(200)
    return body
  }
  const told = ({ violations }: CellWhyWire) =>
    violations.map(({ violation, until }) => [violation.constraint, violation.waivableBy, until])

  test('a free one fits, and says how it would go', async () => {
    expect(await why('table-1', '18:00', '19:00')).toEqual({
      verdict: 'fits',
      route: 'direct',
      violations: [],
      alternatives: [],
    })
    expect((await why('theatre', '18:00', '19:00')).route).toBe('approval')
  })

  test('every rule, until when it stands in the way, and who could set it aside', async () => {
    await placed(rival, draft(jining, line(jining, 'table-1', '18:00', '19:30'), theirs()))
    await manager.post('/closures', {
      spaceId: jining.space('table-1'),
      start: at(jining, '18:30'),
      end: at(jining, '20:00'),
      reason: '检修',
    })
    const answer = await why('table-1', '18:00', '19:00')
    expect(told(answer)).toEqual([
      ['space-overlap', 'nobody', at(jining, '19:30')],
      ['closure', 'manager', at(jining, '20:00')],
    ])
    expect(answer.alternatives.length).toBeGreaterThan(0)
    expect(answer.alternatives.length).toBeLessThanOrEqual(5)
  })

  test('hours clear at the next opening, the horizon when its day opens; notice never', async () => {
    expect(told(await why('table-1', '07:00', '08:00'))).toEqual([['opening-hours', 'manager', at(jining, '08:00')]])
    expect(told(await why('table-1', '22:00', '23:00'))).toEqual([
      ['opening-hours', 'manager', at(jining, '08:00', '2026-12-06')],
    ])
    house.clock.now = Date.parse(at(jining, '18:30'))
    expect(told(await why('table-1', '18:00', '19:00'))).toEqual([['notice', 'staff', null]])
    house.clock.now = NOW
    await setSpaces(house, ['table-1'], 'horizon_days = 2')
    expect(told(await why('table-1', '18:00', '19:00'))).toEqual([
      ['horizon', 'staff', at(jining, '00:00', '2026-12-03')],
    ])
  })

  test('for more people than it holds', async () => {
    expect(told(await why('table-1', '18:00', '19:00', '&headcount=5'))).toEqual([['capacity', 'manager', null]])
  })

  test.each([
    ['start=2000-01-01T00:00:00Z&end=2100-01-01T00:00:00Z', '/query/end', 'maximum'],
    ['start=2026-12-05T19:00:00Z&end=2026-12-05T18:00:00Z', '/query/end', 'end-before-start'],
    ['start=2026-12-05T19:00:00&end=2026-12-05T20:00:00Z', '/query/start', 'format-instant'],
    ['start=2026-12-05T19:00:00Z&end=2026-12-05T20:00:00Z&headcount=0', '/query/headcount', 'minimum'],
    ['start=2026-12-05T19:00:00Z', '/query/end', 'required'],
  ])('%s is a fault of %s', async (query, pointer, key) => {
    const reply = await officer.get(`/cells/why?spaceId=${jining.space('table-1')}&${query}`)
    expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, key]]])
  })
})

test.each([
  ['date=2026-12-05', '/query/spaceId', 'required'],
  [`spaceId=${idOf('nowhere')}&date=2026-12-05`, '/query/spaceId', 'not-there'],
  [`spaceId=${idOf('berlin/space/table-1')}&date=2026-12-05`, '/query/spaceId', 'not-there'],
  [`spaceId=${idOf('jining/space/table-1')}&date=2026-13-05`, '/query/date', 'format-local-date'],
  [`spaceId=${idOf('jining/space/table-1')}&date=9999-12-05`, '/query/date', 'format-local-date'],
  [`spaceId=${idOf('jining/space/table-1')}&date=2026-12-05&minutes=4`, '/query/minutes', 'minimum'],
  [`spaceId=${idOf('jining/space/table-1')}&date=2026-12-05&parts=perhaps`, '/query/parts', 'type'],
  [`spaceId=${idOf('jining/space/table-1')}&date=2026-12-05&day=1`, '/query/day', 'unknown-field'],
])('cells of %s: a fault of %s', async (query, pointer, key) => {
  const reply = await officer.get(`/cells?${query}`)
  expect([reply.status, faultsOf(reply)]).toEqual([400, [[pointer, key]]])
})
