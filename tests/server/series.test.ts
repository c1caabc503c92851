import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire, SeriesOrderDraftWire, VerdictWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { clearOrders, count, draft, faultsOf, line, placed, refusalOf, statesOf } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { seriesDraft, TUESDAYS } from '../support/series.ts'

let house: TestHouse
let branch: Client
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  branch = await house.as('branch')
  desk = await house.as('desk')
})
afterAll(async () => await house.close())
beforeEach(async () => await clearOrders(house.pool))

const series = (
  rule: Partial<Rule> = {},
  changes: Partial<SeriesOrderDraftWire> = {},
  onConflict?: 'refuse' | 'skip',
) => seriesDraft(house.jining, { ...TUESDAYS, ...rule }, changes, onConflict)

/** Classroom at 19:00 on the second of three Tuesdays, for another branch. */
const taken = async () =>
  await placed(
    await house.as('branch2'),
    draft(house.jining, line(house.jining, 'classroom', '18:00', '20:00', '2026-12-15'), {
      partyId: house.jining.party('branch-2'),
    }),
  )

async function read(client: Client, { seriesId }: OrderWire): Promise<SeriesWire> {
  const reply = await client.get<SeriesWire>(`/series/${seriesId}`)
  expect(reply.status).toBe(200)
  return reply.body
}

const told = ({ dates }: Pick<SeriesWire, 'dates'>) => dates.map(({ key, state, reason }) => [key, state, reason])

describe('placing', () => {
  test('three Tuesdays are one order of three lines, each with its reservation and claims', async () => {
    const reply = await branch.post<OrderWire>('/orders', series())
    expect(reply.status).toBe(201)
    expect(statesOf(reply.body)).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    expect(reply.body.lines.map(({ start, end }) => [start, end])).toEqual([
      ['2026-12-08T19:00:00+08:00', '2026-12-08T20:30:00+08:00'],
      ['2026-12-15T19:00:00+08:00', '2026-12-15T20:30:00+08:00'],
      ['2026-12-22T19:00:00+08:00', '2026-12-22T20:30:00+08:00'],
    ])
    const found = await read(branch, reply.body)
    expect(found).toMatchObject({
      orderId: reply.body.id,
      reference: reply.body.reference,
      rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3',
      state: 'standing',
      splitFrom: null,
      splitInto: [],
      firstStart: '2026-12-08T19:00:00+08:00',
      lastEnd: '2026-12-22T20:30:00+08:00',
      counts: { booked: 3, waiting: 0, skipped: 0, bumped: 0, cancelled: 0 },
    })
    expect(told(found)).toEqual([
      ['2026-12-08', 'booked', null],
      ['2026-12-15', 'booked', null],
      ['2026-12-22', 'booked', null],
    ])
    expect(found.dates.map(({ reservationId }) => reservationId)).toEqual(
      reply.body.lines.map(({ reservation }) => reservation?.id),
    )
    expect(await count(house.pool, 'reservations where series_id = $1', [reply.body.seriesId])).toBe(3)
    expect(await count(house.pool, `claims where status = 'confirmed'`)).toBe(3)
  })

  test('a recurrence as other calendars write it makes the same dates', async () => {
    const { lines, ...rest } = series()
    const order = {
      ...rest,
      lines: lines.map(({ spaceId }) => ({
        kind: 'space',
        spaceId,
        recurrence: {
          rrule: 'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T110000Z',
          dtstartLocal: '2026-12-08T19:00',
          timeZone: 'Asia/Shanghai',
        },
        durationMinutes: 90,
      })),
    }
    const reply = await branch.post<OrderWire>('/orders', order)
    expect(reply.status).toBe(201)
    expect(told(await read(branch, reply.body)).map(([key]) => key)).toEqual(['2026-12-08', '2026-12-15', '2026-12-22'])
  })

  test('one date that is taken refuses the whole, and every date says what became of it', async () => {
    await taken()
    const reply = await branch.post<ProblemWire>('/orders', series())
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap'])
    expect(
      reply.body.series?.dates.map(({ key, state, reason, violations }) => [key, state, reason, violations.length]),
    ).toEqual([
      ['2026-12-08', 'booked', null, 0],
      ['2026-12-15', 'skipped', 'refused', 1],
      ['2026-12-22', 'booked', null, 0],
    ])
    expect(reply.body.violations?.[0]).toMatchObject({ start: '2026-12-15T19:00:00+08:00', line: 0 })
    expect(await count(house.pool, 'orders')).toBe(1)
    expect(await count(house.pool, 'series_dates')).toBe(0)
  })

  test('with "skip" the rest is booked and the lost date is remembered with its reasons', async () => {
    await taken()
    const reply = await branch.post<OrderWire>('/orders', series({}, {}, 'skip'))
    expect(reply.status).toBe(201)
    expect(reply.body.lines).toHaveLength(2)
    const found = await read(branch, reply.body)
    expect(told(found)).toEqual([
      ['2026-12-08', 'booked', null],
      ['2026-12-15', 'skipped', 'refused'],
      ['2026-12-22', 'booked', null],
    ])
    expect(found.dates[1]?.violations.map(({ constraint }) => constraint)).toEqual(['space-overlap'])
    expect(found.dates[1]).toMatchObject({ start: '2026-12-15T19:00:00+08:00', lineId: null, reservationId: null })
  })

  test('with "repair" the lost date has another place, and its series says that it is an exception', async () => {
    await taken()
    const asked = seriesDraft(house.jining, TUESDAYS, {}, 'repair')
    const dry = await branch.post<VerdictWire>('/orders?dryRun=true', asked)
    expect([dry.body.verdict, dry.body.series?.counts.booked]).toEqual(['fits', 3])
    const reply = await branch.post<OrderWire>('/orders', asked)
    expect(reply.status).toBe(201)
    expect(reply.body.lines).toHaveLength(3)
    const found = await read(branch, reply.body)
    expect(found.counts).toMatchObject({ booked: 3, skipped: 0 })
    const [first, second, third] = found.dates
    expect([first?.exception, second?.exception, third?.exception]).toEqual([false, true, false])
    expect(second?.planned?.start).toBe('2026-12-15T19:00:00+08:00')
    const { start, end, spaceId } = dry.body.series?.dates[1] ?? {}
    expect(second).toMatchObject({ key: '2026-12-15', state: 'booked', start, end, spaceId })
  })

  test('a refusal brings up to five ways out, each of them a place for every date, and nobody else is moved', async () => {
    await taken()
    const reply = await branch.post<ProblemWire>('/orders', series())
    const plans = reply.body.plans ?? []
    expect(plans.map(({ strategy }) => strategy)[0]).toBe('least')
    expect(plans.length).toBeGreaterThan(1)
    expect(plans.length).toBeLessThanOrEqual(5)
    expect(plans.map(({ cost }) => cost)).toEqual(plans.map(({ cost }) => cost).toSorted((a, b) => a - b))
    for (const { changes } of plans) {
      expect(changes.map(({ date }) => date)).toEqual(['2026-12-08', '2026-12-15', '2026-12-22'])
      expect(changes.map(({ title, reservationId, consent }) => [title, reservationId, consent])).toEqual(
        Array.from({ length: 3 }, () => [series().title, null, false]),
      )
    }
    const tuesday = { spaceId: house.jining.space('classroom'), start: '2026-12-08T19:00:00+08:00' }
    expect(plans[0]?.changes[0]?.to).toMatchObject(tuesday)
    expect(plans[0]?.changes[1]?.reasons.length).toBeGreaterThan(0)
    expect(await count(house.pool, 'orders')).toBe(1)
  })

  test('"repair" places what the first of these plans says', async () => {
    await taken()
    const refused = await branch.post<ProblemWire>('/orders', series())
    const reply = await branch.post<OrderWire>('/orders', seriesDraft(house.jining, TUESDAYS, {}, 'repair'))
    const places = (one: readonly { spaceId: string; start: string; end: string }[]) =>
      one.map(({ spaceId, start, end }) => [spaceId, start, end]).toSorted()
    expect(places(reply.body.lines)).toEqual(
      places(refused.body.plans?.[0]?.changes.flatMap(({ to }) => to ?? []) ?? []),
    )
  })

  test('a whole term is mended too, in a thread of its own, beyond the horizon that an officer set aside', async () => {
    await taken()
    const waivers = [{ constraint: 'horizon', reason: '学期课程' }]
    const term = series({ ends: { kind: 'count', sessions: 16 } }, { waivers })
    const reply = await desk.post<ProblemWire>('/orders', term)
    expect(reply.status).toBe(409)
    const [best] = reply.body.plans ?? []
    expect(best?.changes.length).toBe(16)
    expect(best?.changes.filter(({ to }) => to === null)).toEqual([])
    const asked = {
      ...seriesDraft(house.jining, { ...TUESDAYS, ...{ ends: { kind: 'count', sessions: 16 } } }, {}, 'repair'),
      waivers,
    }
    const placedTerm = await desk.post<OrderWire>('/orders', asked)
    expect([placedTerm.status, placedTerm.body.lines.length]).toEqual([201, 16])
  })

  test('all reasons of a date are told at once', async () => {
    await taken()
    const reply = await branch.post<VerdictWire>('/orders?dryRun=true', series({}, { headcount: 500 }))
    expect(reply.body.verdict).toBe('refused')
    const dates = reply.body.series?.dates ?? []
    expect(dates.map(({ violations }) => violations.map(({ constraint }) => constraint))).toEqual([
      ['capacity'],
      ['space-overlap', 'capacity'],
      ['capacity'],
    ])
  })

  test('a dry run writes nothing and says what each date would be', async () => {
    const reply = await branch.post<VerdictWire>('/orders?dryRun=true', series())
    expect([reply.status, reply.body.verdict, reply.body.routes]).toEqual([200, 'fits', ['direct', 'direct', 'direct']])
    expect(reply.body.series?.counts).toEqual({ booked: 3, waiting: 0, skipped: 0, bumped: 0, cancelled: 0 })
    expect(await count(house.pool, 'orders')).toBe(0)
  })

  test('sent twice under one key it is placed once', async () => {
    const headers = { 'idempotency-key': 'series-once-1' }
    const [one, two] = await Promise.all([
      branch.post<OrderWire>('/orders', series(), headers),
      branch.post<OrderWire>('/orders', series(), headers),
    ])
    expect([one?.status, two?.status]).toEqual([201, 201])
    expect(one?.body).toEqual(two?.body)
    expect(await count(house.pool, 'series')).toBe(1)
    const other = await branch.post('/orders', series({ time: '18:00' }), headers)
    expect(refusalOf(other)).toEqual([409, '/problems/key-reused'])
  })

  test('a series that needs an officer is one order in the queue, decided as one or line by line', async () => {
    const conditions = { [house.jining.space('theatre')]: 1 }
    const asked = series({}, { conditions, headcount: 300 })
    const [first] = asked.lines
    if (!first) throw new Error('a series has a line')
    const reply = await branch.post<OrderWire>('/orders', {
      ...asked,
      lines: [{ ...first, spaceId: house.jining.space('theatre') }],
    })
    expect(statesOf(reply.body)).toEqual(['placed', 'pending', 'pending', 'pending'])
    expect(told(await read(branch, reply.body)).map(([, state]) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    const queue = await desk.get<{ items: { order: OrderWire }[] }>('/queue')
    expect(queue.body.items.map(({ order }) => [order.id, order.lines.length])).toEqual([[reply.body.id, 3]])
    const [, second] = reply.body.lines
    await desk.post(`/orders/${reply.body.id}/decisions`, {
      decision: 'decline',
      lineIds: [second?.id],
      reasonCode: 'maintenance',
    })
    const accepted = await desk.post<OrderWire>(`/orders/${reply.body.id}/decisions`, { decision: 'accept' })
    expect(statesOf(accepted.body)).toEqual(['partly-accepted', 'accepted', 'declined', 'accepted'])
    expect(told(await read(branch, reply.body))).toEqual([
      ['2026-12-08', 'booked', null],
      ['2026-12-15', 'skipped', 'declined'],
      ['2026-12-22', 'booked', null],
    ])
    expect(await count(house.pool, 'reservations where series_id = $1', [reply.body.seriesId])).toBe(2)
  })

  test('a term beyond the horizon needs a waiver, which only staff may give', async () => {
    const term = series({ ends: { kind: 'count', sessions: 16 } })
    expect(refusalOf(await branch.post('/orders', term)).slice(0, 3)).toEqual([409, '/problems/refused', 'horizon'])
    const waivers = [{ constraint: 'horizon', reason: '学期课程' }]
    expect(faultsOf(await branch.post('/orders', { ...term, waivers }))).toEqual([
      ['/waivers/0/constraint', 'may-not-waive'],
    ])
    const reply = await desk.post<OrderWire>('/orders', { ...term, waivers })
    expect(reply.status).toBe(201)
    expect(reply.body.lines.map((one) => one.waivers)).toEqual(Array.from({ length: 16 }, () => waivers))
    const read16 = await desk.get<OrderWire>(`/orders/${reply.body.id}`)
    expect(read16.body.lines[15]?.waivers).toEqual(waivers)
  })
})

describe('a rule that makes no sense is told of its field', () => {
  test.each<[string, Partial<Rule>, string]>([
    ['never', { pattern: { kind: 'monthly-by-date', every: 12, days: [31] }, from: '2026-02-01' }, 'never-happens'],
    [
      '100,000 sessions',
      { pattern: { kind: 'daily', every: 1 }, ends: { kind: 'count', sessions: 100_000 } },
      'too-many-sessions',
    ],
    ['a hundred years', { ends: { kind: 'until', date: '2099-12-31' } }, 'too-far'],
    ['until before the start', { ends: { kind: 'until', date: '2026-12-01' } }, 'until-before-start'],
    ['no end', { ends: null }, 'endless'],
    [
      'made good at the end without a number',
      { ends: { kind: 'until', date: '2026-12-31' }, onHolidays: 'add-at-end' },
      'needs-count',
    ],
  ])('%s', async (_, rule, key) => {
    const reply = await branch.post('/orders', series(rule))
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/lines/0/recurrence', key]]])
  })

  test.each([
    ['FREQ=YEARLY;COUNT=3', 'rrule-part'],
    ['FREQ=SECONDLY;COUNT=3', 'rrule-part'],
    ['FREQ=WEEKLY;BYHOUR=7;COUNT=3', 'rrule-part'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=3', 'rrule-text'],
    ['nonsense', 'rrule-text'],
  ])('%s', async (rrule, key) => {
    const { lines, ...rest } = series()
    const recurrence = { rrule, dtstartLocal: '2026-12-08T19:00', timeZone: 'Asia/Shanghai' }
    const [first] = lines
    const body = { ...rest, lines: [{ kind: 'space', spaceId: first?.spaceId, recurrence, durationMinutes: 90 }] }
    const reply = await branch.post('/orders', body)
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/lines/0/recurrence/rrule', key]]])
  })

  test('two lines, an unknown space, a stranger', async () => {
    const asked = series()
    expect(faultsOf(await branch.post('/orders', { ...asked, lines: [...asked.lines, ...asked.lines] }))).toEqual([
      ['/lines', 'max-items'],
    ])
    const elsewhere = series({}, { partyId: house.berlin.party('branch-1') })
    expect(faultsOf(await branch.post('/orders', elsewhere))).toEqual([['/partyId', 'not-there']])
  })
})

describe('reading', () => {
  test('a stranger sees neither the series nor its dates; the desk sees all', async () => {
    const { body } = await branch.post<OrderWire>('/orders', series())
    const stranger = await house.as('branch2')
    expect((await stranger.get(`/series/${body.seriesId}`)).status).toBe(404)
    const dates = '/series-dates?from=2026-12-08&until=2026-12-15'
    expect((await stranger.get<{ items: [] }>(dates)).body.items).toEqual([])
    expect((await stranger.get<{ items: [] }>('/series')).body.items).toEqual([])
    const grid = await desk.get<{ items: { seriesId: string; date: { key: string } }[] }>(dates)
    expect(grid.body.items.map(({ seriesId, date }) => [seriesId, date.key])).toEqual([
      [body.seriesId, '2026-12-08'],
      [body.seriesId, '2026-12-15'],
    ])
    const list = await desk.get<{ items: { id: string }[] }>('/series')
    expect(list.body.items.map(({ id }) => id)).toEqual([body.seriesId])
  })

  test('a date given back through its order is told as given back', async () => {
    const { body } = await branch.post<OrderWire>('/orders', series())
    await branch.post(`/orders/${body.id}/cancellation`, { lineIds: [body.lines[1]?.id] })
    expect(told(await read(branch, body))[1]).toEqual(['2026-12-15', 'cancelled', 'given-back'])
  })
})
