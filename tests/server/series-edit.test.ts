import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import type { SeriesDiffWire, SeriesWire } from '@gongyue/shared/api/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { clearOrders, count, draft, faultsOf, line, placed, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { seriesDraft, TUESDAYS } from '../support/series.ts'

let house: TestHouse
let branch: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
})
afterAll(async () => await house.close())
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  branch = await house.as('branch')
  desk = await house.as('desk')
})

type Edited = { readonly series: SeriesWire; readonly diff: SeriesDiffWire }

async function place(rule: Partial<Rule> = {}): Promise<SeriesWire> {
  const reply = await branch.post<OrderWire>('/orders', seriesDraft(house.jining, { ...TUESDAYS, ...rule }))
  expect(reply.status).toBe(201)
  return await read(String(reply.body.seriesId))
}

async function read(id: string): Promise<SeriesWire> {
  const reply = await desk.get<SeriesWire>(`/series/${id}`)
  expect(reply.status).toBe(200)
  return reply.body
}

async function edit(id: string, body: object, headers = {}, query = ''): Promise<Reply<Edited>> {
  return await desk.patch<Edited>(`/series/${id}${query}`, body, headers)
}

const rule = (changes: Partial<Rule>): RuleWire => ({ ...TUESDAYS, ...changes }) as RuleWire
const told = ({ dates }: SeriesWire) => dates.map(({ start, state }) => `${start.slice(5, 16)} ${state}`)
const kinds = ({ dates }: SeriesDiffWire) => dates.map(({ key, kind }) => `${key.slice(5)} ${kind}`)
const blocked = async (date: string, from = '17:00', until = '18:30') =>
  await placed(
    await house.as('branch2'),
    draft(house.jining, line(house.jining, 'classroom', from, until, date), {
      partyId: house.jining.party('branch-2'),
    }),
  )

describe('all', () => {
  test('another hour moves each booking; it stays the same booking with the same code', async () => {
    const before = await place()
    const reply = await edit(before.id, { scope: 'all', changes: { rule: rule({ time: '18:00' }) } })
    expect(reply.status).toBe(200)
    expect(kinds(reply.body.diff)).toEqual(['12-08 moved', '12-15 moved', '12-22 moved'])
    expect(told(await read(before.id))).toEqual(['12-08T18:00 booked', '12-15T18:00 booked', '12-22T18:00 booked'])
    const ids = (series: SeriesWire) => series.dates.map(({ reservationId }) => reservationId)
    expect(ids(reply.body.series)).toEqual(ids(before))
    expect(reply.body.series.dates.map(({ exception }) => exception)).toEqual([false, false, false])
    expect(reply.headers['etag']).toBe(`"${reply.body.series.version}"`)
    expect(reply.body.series.version).toBeGreaterThan(before.version)
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(3)
  })

  test('from Tuesday to Thursday, one more at the end, another room and name', async () => {
    const before = await place()
    const pattern = { kind: 'weekly', every: 1, weekdays: [4] } as const
    const changes = {
      rule: rule({ pattern, ends: { kind: 'count', sessions: 4 } }),
      spaceId: house.jining.space('rehearsal-a'),
      title: '行书班',
    }
    const reply = await edit(before.id, { scope: 'all', changes })
    expect(kinds(reply.body.diff)).toEqual(['12-10 moved', '12-17 moved', '12-24 moved', '12-31 new'])
    // the rehearsal room asks for approval: what stands is moved, what is new is a request
    expect(told(reply.body.series)).toEqual([
      '12-10T19:00 booked',
      '12-17T19:00 booked',
      '12-24T19:00 booked',
      '12-31T19:00 waiting',
    ])
    expect(reply.body.series.title).toBe('行书班')
    expect(await count(house.pool, `reservations where title = '行书班'`)).toBe(3)
    expect(await count(house.pool, `orders where state = 'placed'`)).toBe(1)
  })

  test('a dry run shows what would be, date by date, and writes nothing', async () => {
    const before = await place()
    const body = { scope: 'all', changes: { rule: rule({ time: '18:00', ends: { kind: 'count', sessions: 2 } }) } }
    const reply = await edit(before.id, body, {}, '?dryRun=true')
    expect(reply.body.diff.verdict).toBe('fits')
    expect(
      reply.body.diff.dates.map(({ key, kind, before: was, after }) => [key, kind, was?.start, after?.start]),
    ).toEqual([
      ['2026-12-08', 'moved', '2026-12-08T19:00:00+08:00', '2026-12-08T18:00:00+08:00'],
      ['2026-12-15', 'moved', '2026-12-15T19:00:00+08:00', '2026-12-15T18:00:00+08:00'],
      ['2026-12-22', 'lost', '2026-12-22T19:00:00+08:00', undefined],
    ])
    expect(await read(before.id)).toEqual(before)
  })

  test('a shorter rule gives the rest back', async () => {
    const before = await place()
    await edit(before.id, { scope: 'all', changes: { rule: rule({ ends: { kind: 'count', sessions: 2 } }) } })
    expect(told(await read(before.id))).toEqual(['12-08T19:00 booked', '12-15T19:00 booked'])
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(2)
  })

  test('what is past is kept as it was', async () => {
    const before = await place()
    house.clock.now = Date.parse('2026-12-10T10:00:00+08:00')
    desk = await house.as('desk')
    const reply = await edit(before.id, { scope: 'all', changes: { rule: rule({ time: '18:00' }) } })
    expect(kinds(reply.body.diff)).toEqual(['12-08 past', '12-15 moved', '12-22 moved'])
    expect(told(reply.body.series)).toEqual(['12-08T19:00 booked', '12-15T18:00 booked', '12-22T18:00 booked'])
  })

  test('a date changed by hand and one given back stay as they are', async () => {
    const before = await place()
    const day = { start: '2026-12-08T14:00:00+08:00', end: '2026-12-08T15:30:00+08:00' }
    expect((await edit(before.id, { scope: 'this', key: '2026-12-08', changes: day })).status).toBe(200)
    await desk.post(`/series/${before.id}/cancellation`, { scope: 'this', key: '2026-12-15' })
    const reply = await edit(before.id, { scope: 'all', changes: { rule: rule({ time: '18:00' }) } })
    expect(kinds(reply.body.diff)).toEqual(['12-08 exception-kept', '12-15 exception-kept', '12-22 moved'])
    expect(told(reply.body.series)).toEqual(['12-08T14:00 booked', '12-15T19:00 cancelled', '12-22T18:00 booked'])
    expect(reply.body.series.dates[0]).toMatchObject({
      exception: true,
      planned: { start: '2026-12-08T18:00:00+08:00' },
    })
  })

  test('one date that does not fit refuses all, with its reasons; nothing is moved', async () => {
    const before = await place()
    await blocked('2026-12-15')
    const body = { scope: 'all', changes: { rule: rule({ time: '18:00' }) } }
    const dry = await edit(before.id, body, {}, '?dryRun=true')
    expect([dry.status, dry.body.diff.verdict, kinds(dry.body.diff)]).toEqual([
      200,
      'refused',
      ['12-08 moved', '12-15 refused', '12-22 moved'],
    ])
    const reply = await edit(before.id, body)
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(await read(before.id)).toEqual(before)
  })

  test('with "skip" what cannot follow stays where it stands', async () => {
    const before = await place()
    await blocked('2026-12-15')
    const body = { scope: 'all', changes: { rule: rule({ time: '18:00' }) }, onConflict: 'skip' }
    const reply = await edit(before.id, body)
    expect(kinds(reply.body.diff)).toEqual(['12-08 moved', '12-15 refused', '12-22 moved'])
    expect(told(reply.body.series)).toEqual(['12-08T18:00 booked', '12-15T19:00 booked', '12-22T18:00 booked'])
  })

  test('new days that do not fit are remembered with "skip"', async () => {
    const before = await place()
    await blocked('2026-12-29', '19:00', '20:00')
    const changes = { rule: rule({ ends: { kind: 'count', sessions: 4 } }) }
    expect(refusalOf(await edit(before.id, { scope: 'all', changes }))).toEqual([
      409,
      '/problems/refused',
      'space-overlap',
    ])
    const reply = await edit(before.id, { scope: 'all', changes, onConflict: 'skip' })
    expect(reply.body.series.dates[3]).toMatchObject({ key: '2026-12-29', state: 'skipped', reason: 'refused' })
  })
})

describe('this and following', () => {
  test('the later part becomes a series of its own, linked both ways; the codes and bookings stay', async () => {
    const before = await place({ ends: { kind: 'count', sessions: 4 } })
    const changes = { start: '2026-12-16T18:00:00+08:00', end: '2026-12-16T20:00:00+08:00' }
    const reply = await edit(before.id, { scope: 'following', key: '2026-12-15', changes })
    expect(reply.status).toBe(200)
    const later = reply.body.series
    expect(later.splitFrom).toBe(before.id)
    expect([later.rrule, later.rule.time, later.rule.durationMinutes]).toEqual([
      'FREQ=WEEKLY;BYDAY=WE;COUNT=3',
      '18:00',
      120,
    ])
    expect(told(later)).toEqual(['12-16T18:00 booked', '12-23T18:00 booked', '12-30T18:00 booked'])
    const first = await read(before.id)
    expect([first.state, first.splitInto, first.rrule]).toEqual(['split', [later.id], 'FREQ=WEEKLY;BYDAY=TU;COUNT=1'])
    expect(told(first)).toEqual(['12-08T19:00 booked'])
    const ids = before.dates.map(({ reservationId }) => reservationId)
    expect([...first.dates, ...later.dates].map(({ reservationId }) => reservationId)).toEqual(ids)
    expect(await count(house.pool, 'reservations where series_id = $1', [later.id])).toBe(3)
  })

  test('from the first date on it is the whole', async () => {
    const before = await place()
    const changes = { spaceId: house.jining.space('rehearsal-a') }
    const reply = await edit(before.id, { scope: 'following', key: '2026-12-08', changes })
    expect([reply.body.series.id, reply.body.series.splitInto]).toEqual([before.id, []])
    expect(await count(house.pool, 'series')).toBe(1)
  })

  test('exceptions go with the part in which they lie', async () => {
    const before = await place({ ends: { kind: 'count', sessions: 4 } })
    const day = { start: '2026-12-22T14:00:00+08:00', end: '2026-12-22T15:30:00+08:00' }
    await edit(before.id, { scope: 'this', key: '2026-12-22', changes: day })
    const changes = { rule: rule({ from: '2026-12-15', time: '18:00', ends: { kind: 'count', sessions: 3 } }) }
    const reply = await edit(before.id, { scope: 'following', key: '2026-12-15', changes })
    expect(told(reply.body.series)).toEqual(['12-15T18:00 booked', '12-22T14:00 booked', '12-29T18:00 booked'])
  })
})

describe('by the door of one of its bookings', () => {
  const patch = async (id: string | null | undefined, body: object, headers = {}, query = '') =>
    await desk.patch<Edited & ProblemWire>(`/reservations/${id}${query}`, body, headers)
  const later = { start: '2026-12-15T18:00:00+08:00', end: '2026-12-15T20:00:00+08:00' }

  test('"following" moves it and all after it, which become a series of their own', async () => {
    const before = await place()
    const reply = await patch(before.dates[1]?.reservationId, {
      ...later,
      scope: 'following',
      reason: '老师的课表改了',
    })
    expect([reply.status, told(reply.body.series)]).toEqual([200, ['12-15T18:00 booked', '12-22T18:00 booked']])
    expect(reply.body.series.splitFrom).toBe(before.id)
    expect(told(await read(before.id))).toEqual(['12-08T19:00 booked'])
    expect(
      await count(house.pool, `audit_events where action = 'edit-series' and data ->> 'reason' = '老师的课表改了'`),
    ).toBe(1)
  })

  test('"all" moves every date; a dry run says so and writes nothing', async () => {
    const before = await place()
    const id = before.dates[1]?.reservationId
    const dry = await patch(id, { ...later, scope: 'all' }, {}, '?dryRun=true')
    expect(kinds(dry.body.diff)).toEqual(['12-08 moved', '12-15 moved', '12-22 moved'])
    expect(await read(before.id)).toEqual(before)
    const reply = await patch(id, { ...later, scope: 'all' })
    expect(told(reply.body.series)).toEqual(['12-08T18:00 booked', '12-15T18:00 booked', '12-22T18:00 booked'])
  })

  test('one that does not fit refuses all of them, with its reasons', async () => {
    const before = await place()
    await blocked('2026-12-22')
    const reply = await patch(before.dates[1]?.reservationId, { ...later, scope: 'following' })
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(await read(before.id)).toEqual(before)
  })

  test('of a version that is no longer so: 412 with the series of now', async () => {
    const before = await place()
    const id = before.dates[1]?.reservationId
    expect((await patch(id, { start: '2026-12-15T17:00:00+08:00' }, { 'if-match': '"1"' })).status).toBe(201)
    const reply = await patch(id, { ...later, scope: 'all' }, { 'if-match': '"1"' })
    expect([reply.status, reply.body.type]).toEqual([412, '/problems/stale'])
    expect(told(reply.body.current as SeriesWire)[1]).toBe('12-15T17:00 booked')
  })

  test('a booking of no series has only itself, and waivers go with one booking', async () => {
    const { lines } = await blocked('2026-12-09')
    const alone = await patch(lines[0]?.reservation?.id, { ...later, scope: 'all' })
    expect([alone.status, faultsOf(alone)]).toEqual([400, [['/scope', 'one-of']]])
    const { dates } = await place()
    const waivers = [{ constraint: 'capacity', reason: '挤一挤' }]
    const waived = await patch(dates[0]?.reservationId, { ...later, scope: 'all', waivers })
    expect([waived.status, faultsOf(waived)]).toEqual([400, [['/waivers', 'unknown-field']]])
  })

  test('the board and the list say which series it is of; who may not know is not told', async () => {
    const { id } = await place()
    const board = await desk.get<{ blocks: { seriesId: string | null }[] }>('/board?date=2026-12-08')
    expect(board.body.blocks.map(({ seriesId }) => seriesId)).toEqual([id])
    const list = async (client: Client) =>
      (await client.get<{ items: { seriesId: string | null }[] }>('/reservations?from=2026-12-08&until=2026-12-08'))
        .body.items[0]?.seriesId
    expect([await list(desk), await list(branch), await list(await house.as('branch2'))]).toEqual([id, id, null])
  })

  test('a request of a series carries it on the board too', async () => {
    const asked = seriesDraft(house.jining, TUESDAYS)
    const lines = asked.lines.map((one) => ({ ...one, spaceId: house.jining.space('rehearsal-a') }))
    const order = await branch.post<OrderWire>('/orders', { ...asked, lines })
    const board = await desk.get<{ blocks: { kind: string; seriesId: string | null }[] }>('/board?date=2026-12-08')
    expect(board.body.blocks.map(({ kind, seriesId }) => [kind, seriesId])).toEqual([['request', order.body.seriesId]])
  })
})

describe('whoever comes late', () => {
  test('an occurrence that somebody cancelled meanwhile: 412 with the state of now', async () => {
    const seen = await place()
    const [, second] = seen.dates
    await branch.post(`/orders/${seen.orderId}/cancellation`, { lineIds: [second?.lineId] })
    const headers = { 'if-match': `"${seen.version}"` }
    const day = { start: '2026-12-15T14:00:00+08:00', end: '2026-12-15T15:30:00+08:00' }
    for (const body of [
      { scope: 'this', key: '2026-12-15', changes: day },
      { scope: 'all', changes: { rule: rule({ time: '18:00' }) } },
    ]) {
      const reply = await desk.patch<ProblemWire>(`/series/${seen.id}`, body, headers)
      expect([reply.status, reply.body.type]).toEqual([412, '/problems/stale'])
      expect(told(reply.body.current as SeriesWire)[1]).toBe('12-15T19:00 cancelled')
    }
    const late = await desk.post<ProblemWire>(`/series/${seen.id}/cancellation`, { scope: 'all' }, headers)
    expect(late.status).toBe(412)
  })

  test('every change by another door is another version', async () => {
    const seen = await place()
    const versions = [seen.version]
    const [first] = seen.dates
    await desk.patch(`/reservations/${first?.reservationId}`, { start: '2026-12-08T18:00:00+08:00' })
    versions.push((await read(seen.id)).version)
    await branch.post(`/orders/${seen.orderId}/cancellation`, { lineIds: [seen.dates[1]?.lineId] })
    versions.push((await read(seen.id)).version)
    await edit(seen.id, { scope: 'all', changes: { title: '新名' } })
    versions.push((await read(seen.id)).version)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
  })

  test('two who edit at once: one after the other, and the second is told', async () => {
    const seen = await place()
    const headers = { 'if-match': `"${seen.version}"` }
    const replies = await Promise.all(
      ['17:00', '18:00', '20:00'].map((time) =>
        edit(seen.id, { scope: 'all', changes: { rule: rule({ time }) } }, headers),
      ),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(3)
  })

  test('an edit sent twice under one key is done once', async () => {
    const seen = await place()
    const headers = { 'idempotency-key': 'edit-once-1' }
    const body = { scope: 'following', key: '2026-12-15', changes: { title: '下半期' } }
    const [one, two] = await Promise.all([edit(seen.id, body, headers), edit(seen.id, body, headers)])
    expect([one?.status, two?.status]).toEqual([200, 200])
    expect(one?.body).toEqual(two?.body)
    expect(await count(house.pool, 'series')).toBe(2)
  })

  test('fields that make no sense are named', async () => {
    const { id } = await place()
    const faults = async (body: object) => faultsOf(await edit(id, body))
    expect(await faults({ scope: 'this', changes: {} })).toEqual([['/key', 'required']])
    expect(await faults({ scope: 'following', key: '2026-12-09', changes: {} })).toEqual([['/key', 'not-there']])
    expect(await faults({ scope: 'this', key: '2026-12-08', changes: { rule: rule({}) } })).toEqual([
      ['/changes/rule', 'unknown-field'],
    ])
    expect(await faults({ scope: 'all', changes: { rule: rule({ ends: null }) } })).toEqual([
      ['/changes/rule', 'endless'],
    ])
  })
})

describe('giving back', () => {
  test('one, the following, all; the time is free at once and the series says so', async () => {
    const { id } = await place({ ends: { kind: 'count', sessions: 4 } })
    const cancel = async (body: object, client = branch) =>
      await client.post<SeriesWire>(`/series/${id}/cancellation`, body)
    expect(told((await cancel({ scope: 'this', key: '2026-12-15' })).body).map((one) => one.split(' ')[1])).toEqual([
      'booked',
      'cancelled',
      'booked',
      'booked',
    ])
    const following = await cancel({ scope: 'following', key: '2026-12-29' })
    expect(following.body.counts).toMatchObject({ booked: 2, cancelled: 2 })
    const stranger = await cancel({ scope: 'all' }, await house.as('branch2'))
    expect(stranger.status).toBe(404)
    const all = await cancel({ scope: 'all', reason: '老师调走' })
    expect([all.body.state, all.body.counts.cancelled]).toEqual(['cancelled', 4])
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(0)
    expect(refusalOf(await cancel({ scope: 'all' }))).toEqual([409, '/problems/already-decided'])
  })

  test('the booker may not give back what starts too soon; the rest is given back', async () => {
    const { id } = await place()
    house.clock.now = Date.parse('2026-12-08T18:50:00+08:00')
    branch = await house.as('branch')
    const one = await branch.post(`/series/${id}/cancellation`, { scope: 'this', key: '2026-12-08' })
    expect(refusalOf(one)).toEqual([409, '/problems/too-late-to-cancel'])
    const all = await branch.post<SeriesWire>(`/series/${id}/cancellation`, { scope: 'all' })
    expect(all.body.counts).toMatchObject({ booked: 1, cancelled: 2 })
  })

  test('requests are withdrawn with the bookings', async () => {
    const asked = seriesDraft(house.jining, TUESDAYS)
    const [first] = asked.lines
    if (!first) throw new Error('a series has a line')
    const lines = [{ ...first, spaceId: house.jining.space('rehearsal-a') }]
    const order = await branch.post<OrderWire>('/orders', { ...asked, lines })
    const reply = await branch.post<SeriesWire>(`/series/${order.body.seriesId}/cancellation`, { scope: 'all' })
    expect(reply.body.counts).toMatchObject({ waiting: 0, cancelled: 3 })
    expect(await count(house.pool, `orders where state = 'withdrawn'`)).toBe(1)
  })
})
