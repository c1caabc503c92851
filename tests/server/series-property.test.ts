import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import { expand } from '@gongyue/shared/time/recurrence.ts'
import { addDays, formatInstant, type Weekday } from '@gongyue/shared/time/wall.ts'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import { clearOrders } from '../support/booking.ts'
import { NOW, openHouse, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { seriesDraft, TUESDAYS } from '../support/series.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openHouse()
})
afterAll(async () => await house.close())

/** What somebody does to one of the series that there are. */
type Step =
  | { readonly kind: 'hour'; readonly scope: 'following' | 'all'; readonly time: string }
  | { readonly kind: 'weekday'; readonly scope: 'following' | 'all'; readonly weekday: Weekday }
  | { readonly kind: 'length'; readonly sessions: number }
  | { readonly kind: 'drag' | 'cancel-one' | 'cancel-following' }
  | { readonly kind: 'days-pass'; readonly days: number }

const scope = fc.constantFrom('following' as const, 'all' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('hour' as const), scope, time: fc.constantFrom('09:00', '14:00', '18:30', '19:00') }),
  fc.record({ kind: fc.constant('weekday' as const), scope, weekday: fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7) }),
  fc.record({ kind: fc.constant('length' as const), sessions: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ kind: fc.constantFrom('drag' as const, 'cancel-one' as const, 'cancel-following' as const) }),
  fc.record({ kind: fc.constant('days-pass' as const), days: fc.integer({ min: 1, max: 6 }) }),
)

test('whatever is done to series, their dates are those of their rules, exceptions apart; the past stays; nothing is held twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step, pick: fc.nat(99), at: fc.nat(99) }), { minLength: 2, maxLength: 7 }),
      async (deeds) => {
        house.clock.now = NOW
        await clearOrders(house.pool)
        const ids = [await place('classroom'), await place('classroom', '14:00')]
        let past: readonly string[] = []
        for (const { step: one, pick, at } of deeds) {
          if (one.kind === 'days-pass') house.clock.now += one.days * 86_400_000
          const id = ids[pick % ids.length] ?? ''
          const made = await act(id, one, at)
          if (made !== null && !ids.includes(made)) ids.push(made)
          const all = await Promise.all(ids.map(async (each) => await read(each)))
          for (const series of all) await expectDatesOfRule(series)
          expect(await breaches(house.pool)).toEqual([])
          const now = all.flatMap(pastOf).toSorted()
          expect(now).toEqual(expect.arrayContaining([...past]))
          past = now
        }
      },
    ),
    { numRuns: 8, seed: 20261122 },
  )
}, 120_000)

async function place(space: string, time = '19:00'): Promise<string> {
  const desk = await house.as('desk')
  const draft = seriesDraft(house.jining, { ...TUESDAYS, time, ends: { kind: 'count', sessions: 5 } })
  const [line] = draft.lines
  if (!line) throw new Error('a series has a line')
  const reply = await desk.post<OrderWire>('/orders', {
    ...draft,
    lines: [{ ...line, spaceId: house.jining.space(space) }],
  })
  expect(reply.status).toBe(201)
  return String(reply.body.seriesId)
}

async function read(id: string): Promise<SeriesWire> {
  const reply = await (await house.as('desk')).get<SeriesWire>(`/series/${id}`)
  expect(reply.status).toBe(200)
  return reply.body
}

/** @returns the series that the deed has made or changed; null when the house said no */
async function act(id: string, one: Step, at: number): Promise<string | null> {
  const desk = await house.as('desk')
  const series = await read(id)
  const key = series.dates[at % Math.max(1, series.dates.length)]?.key
  const path = `/series/${id}`
  const edit = async (scopeOf: 'following' | 'all', rule: RuleWire) => {
    const body = { scope: scopeOf, ...(key !== undefined && { key }), changes: { rule }, onConflict: 'skip' }
    const reply = await desk.patch<{ series: SeriesWire }>(path, body)
    expect([200, 400, 409]).toContain(reply.status)
    return reply.status === 200 ? reply.body.series.id : null
  }
  switch (one.kind) {
    case 'hour':
      return await edit(one.scope, { ...series.rule, time: one.time })
    case 'weekday':
      return await edit(one.scope, { ...series.rule, pattern: { kind: 'weekly', every: 1, weekdays: [one.weekday] } })
    case 'length':
      return await edit('all', { ...series.rule, ends: { kind: 'count', sessions: one.sessions } })
    case 'drag': {
      const day = addDays(key ?? '2026-12-08', 1)
      const changes = { start: `${day}T10:00:00+08:00`, end: `${day}T11:30:00+08:00` }
      const reply = await desk.patch(path, { scope: 'this', key, changes })
      expect([200, 400, 409, 412]).toContain(reply.status)
      return null
    }
    case 'cancel-one':
    case 'cancel-following': {
      const body = { scope: one.kind === 'cancel-one' ? 'this' : 'following', key }
      const reply = await desk.post(`${path}/cancellation`, body)
      expect([200, 400, 409]).toContain(reply.status)
      return null
    }
    case 'days-pass':
      return null
  }
}

/** The dates ahead that are stored are the dates ahead of a fresh expansion; each stands there unless it says that it is an exception. */
async function expectDatesOfRule({ rule, dates }: SeriesWire): Promise<void> {
  const loaded = await loadHouse(house.pool, house.jining.id)
  if (!loaded) throw new Error('the test house is gone')
  const { dayTypes, timeZone, now } = factsAt(loaded, house.clock.now)
  const fresh = expand(rule, dayTypes, timeZone)
  const planned = fresh.kind === 'dates' ? fresh.dates : []
  const ahead = dates.filter((date) => Date.parse(date.planned?.start ?? date.start) >= now)
  const stored = new Map(ahead.map((date) => [date.key, date]))
  for (const date of planned) {
    const mine = stored.get(date.key)
    if (date.start < now || !mine || mine.state === 'cancelled') continue
    const start = formatInstant(date.start, timeZone)
    expect([date.key, mine.planned?.start ?? mine.start]).toEqual([date.key, start])
    expect(mine.exception).toBe(mine.state === 'booked' && mine.start !== start)
  }
  const keys = new Set(planned.map(({ key }) => key))
  expect(ahead.filter(({ key, state }) => !keys.has(key) && state !== 'cancelled')).toEqual([])
  const aheadKeys = planned.filter(({ start }) => start >= now).map(({ key }) => key)
  expect(aheadKeys.filter((key) => !dates.some((date) => date.key === key))).toEqual([])
}

/** Bookings that have begun, by what they are and where. */
function pastOf({ dates }: SeriesWire): readonly string[] {
  return dates
    .filter(({ start, state }) => state === 'booked' && Date.parse(start) < house.clock.now)
    .map(({ reservationId, spaceId, start, end }) => `${reservationId} ${spaceId} ${start} ${end}`)
}
