import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import type { OfferWire, SeriesWire } from '@gongyue/shared/api/series.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import { bumpDates } from '@gongyue/db/queries/edit-series.ts'
import { makeOffers } from '@gongyue/server/features/offers/make-offers.ts'
import { makeOffers as makeOffersTask } from '@gongyue/server/jobs/make-offers.ts'
import { addOfficer, clearOrders, count, draft, line, placed, refusalOf, setPolicy } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addPerson } from '../support/people.ts'
import { seriesDraft, TUESDAYS } from '../support/series.ts'

let house: TestHouse
let branch: Client
let desk: Client
let other: Client
let third: Client

beforeAll(async () => {
  house = await openHouse()
  await addOfficer(house, 'branch-3')
})
afterAll(async () => await house.close())
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
  branch = await house.as('branch')
  desk = await house.as('desk')
  other = await house.as('branch2')
  third = await house.as('branch-3')
})

const DATE = '2026-12-15'
const HOUR = 3_600_000
const round = async () => await makeOffers(house.app, house.jining.id)

/** Three Tuesdays in the classroom of which the second is somebody else's. */
async function withLostDate(client = branch, party = 'branch-1'): Promise<SeriesWire> {
  const changes = { partyId: house.jining.party(party), title: party }
  const reply = await client.post<OrderWire>('/orders', seriesDraft(house.jining, TUESDAYS, changes, 'skip'))
  expect(reply.status).toBe(201)
  return await series(String(reply.body.seriesId))
}

const series = async (id: string) => (await desk.get<SeriesWire>(`/series/${id}`)).body
const open = async (client: Client) => (await client.get<{ items: OfferWire[] }>('/offers?state=open')).body.items

/** Somebody's booking on the second Tuesday. */
const inTheWay = async () =>
  await placed(
    other,
    draft(house.jining, line(house.jining, 'classroom', '18:00', '20:00', DATE), {
      partyId: house.jining.party('branch-2'),
    }),
  )

/** The second Tuesday, and a day that nobody else wants. */
const TWO_DAYS: Rule = { ...TUESDAYS, pattern: { kind: 'dates', dates: ['2026-12-09', DATE] }, ends: null }

/** The house takes a date back for an event with priority. */
async function bump({ dates }: SeriesWire, at: number): Promise<void> {
  const { reservationId, reservationVersion: version } = dates[at] ?? {}
  await desk.post('/acts', { changes: [{ kind: 'cancel', reservationId, version }] })
  await bumpDates(house.pool, house.jining.id, [String(reservationId)], 'priority', house.clock.now)
}

const giveBack = async ({ id }: { id: string }) => await desk.post(`/orders/${id}/cancellation`, {})

describe('a slot that frees', () => {
  test('is kept for the one who lost it; taken, the date is booked in its series', async () => {
    const obstacle = await inTheWay()
    const mine = await withLostDate()
    expect(await round()).toBe(0)
    await giveBack(obstacle)
    expect(await round()).toBe(1)
    const [offer, ...rest] = await open(branch)
    expect(rest).toEqual([])
    expect(offer).toMatchObject({
      seriesId: mine.id,
      key: DATE,
      start: `${DATE}T19:00:00+08:00`,
      end: `${DATE}T20:30:00+08:00`,
      state: 'open',
      madeAt: '2026-12-02T10:00:00+08:00',
      expiresAt: '2026-12-03T10:00:00+08:00',
    })
    expect(await open(other)).toEqual([])
    // nobody else can have it meanwhile, and the desk sees it kept
    const late = await other.post(
      '/orders',
      draft(house.jining, line(house.jining, 'classroom', '19:00', '20:00', DATE), {
        partyId: house.jining.party('branch-2'),
      }),
    )
    expect(refusalOf(late)).toEqual([409, '/problems/refused', 'space-overlap'])
    const board = await desk.get<{ blocks: { kind: string; start: string }[] }>(`/board?date=${DATE}`)
    expect(board.body.blocks.map(({ kind, start }) => [kind, start])).toEqual([['hold', `${DATE}T19:00:00+08:00`]])
    const taken = await branch.post<OfferWire>(`/offers/${offer?.id}/acceptance`)
    expect([taken.status, taken.body.state]).toEqual([200, 'accepted'])
    const now = await series(mine.id)
    expect(now.dates[1]).toMatchObject({ key: DATE, state: 'booked', reason: null, violations: [] })
    expect(now.version).toBeGreaterThan(mine.version)
    const order = (await branch.get<OrderWire>(`/orders/${mine.orderId}`)).body
    expect([order.state, order.lines.length]).toEqual(['accepted', 3])
    expect(await count(house.pool, `claims where status = 'tentative'`)).toBe(0)
  })

  test('its holder is told by mail, once, what is kept and until when', async () => {
    await house.pool.query('update users set email = $2 where user_id = $1', [
      house.jining.user('branch'),
      'branch@example.org',
    ])
    const obstacle = await inTheWay()
    await withLostDate()
    await giveBack(obstacle)
    await round()
    await round()
    const { rows } = await house.pool.query(
      `select recipient, subject, text_body from mail_outbox where dedupe_key like 'offer %'`,
    )
    expect(rows.map(({ recipient, subject }) => [recipient, subject])).toEqual([
      ['branch@example.org', '【宫约】“branch-1”空出一场：请在 12月3日 周四 10:00 前确认'],
    ])
    expect(String(rows[0]?.text_body)).toContain('12月15日')
    expect(String(rows[0]?.text_body)).toContain('19:00–20:30')
    await house.pool.query('update users set email = null')
  })

  test('is offered once, however often somebody looks', async () => {
    const obstacle = await inTheWay()
    await withLostDate()
    await giveBack(obstacle)
    const made = await Promise.all([round(), round(), round()])
    expect(made.toSorted()).toEqual([0, 0, 1])
    await makeOffersTask.run(house.app, {})
    expect(await count(house.pool, 'offers')).toBe(1)
  })

  test('goes to the one whom the house bumped before the one who never had it', async () => {
    const changes = { partyId: house.jining.party('branch-3') }
    const reply = await third.post<OrderWire>('/orders', seriesDraft(house.jining, TWO_DAYS, changes))
    const theirs = await series(String(reply.body.seriesId))
    const mine = await withLostDate()
    expect(mine.dates[1]?.state).toBe('skipped')
    house.clock.now += 1000
    await bump(theirs, 1)
    expect(await round()).toBe(1)
    expect((await open(desk)).map(({ seriesId }) => seriesId)).toEqual([theirs.id])
  })

  test('a date that the house took back is offered to its holder when it can be had again', async () => {
    const mine = await withLostDate()
    await bump(mine, 1)
    expect((await series(mine.id)).dates[1]).toMatchObject({ state: 'bumped', reason: 'priority' })
    await round()
    const [offer] = await open(branch)
    expect(offer?.key).toBe(DATE)
    await branch.post(`/offers/${offer?.id}/acceptance`)
    expect((await series(mine.id)).counts).toMatchObject({ booked: 3, bumped: 0 })
  })

  test('does not go to those who gave it back themselves, nor to a series that is cancelled', async () => {
    const mine = await withLostDate()
    await branch.post(`/series/${mine.id}/cancellation`, { scope: 'this', key: DATE })
    expect(await round()).toBe(0)
    const obstacle = await inTheWay()
    await branch.post(`/series/${mine.id}/cancellation`, { scope: 'all' })
    await giveBack(obstacle)
    expect(await round()).toBe(0)
  })
})

describe('an offer', () => {
  /** Two series lost the same evening; it is free again, and kept for the first. */
  async function twoWaiting(): Promise<{ readonly first: SeriesWire; readonly second: SeriesWire }> {
    const obstacle = await inTheWay()
    const first = await withLostDate()
    house.clock.now += 1000
    const changes = { partyId: house.jining.party('branch-3') }
    const reply = await third.post<OrderWire>('/orders', seriesDraft(house.jining, TWO_DAYS, changes, 'skip'))
    expect(reply.status).toBe(201)
    await giveBack(obstacle)
    expect(await round()).toBe(1)
    return { first, second: await series(String(reply.body.seriesId)) }
  }

  test('that is refused goes to the next in line', async () => {
    const { first, second } = await twoWaiting()
    const [offer] = await open(branch)
    expect(offer?.seriesId).toBe(first.id)
    expect((await other.post(`/offers/${offer?.id}/refusal`)).status).toBe(404)
    expect((await branch.post(`/offers/${offer?.id}/refusal`)).status).toBe(200)
    expect((await series(first.id)).dates[1]).toMatchObject({ state: 'cancelled', reason: 'given-back' })
    await round()
    expect((await open(desk)).map(({ seriesId, key }) => [seriesId, key])).toEqual([[second.id, DATE]])
  })

  test('that nobody takes expires, and goes to the next in line', async () => {
    const { second } = await twoWaiting()
    const [offer] = await open(branch)
    house.clock.now += 24 * HOUR
    branch = await house.as('branch')
    desk = await house.as('desk')
    const late = await branch.post<{ current: OfferWire }>(`/offers/${offer?.id}/acceptance`)
    expect([late.status, late.body.current.state]).toEqual([409, 'expired'])
    await round()
    expect((await open(desk)).map(({ seriesId }) => seriesId)).toEqual([second.id])
  })

  test('never lasts past the start, and as long as the policy says', async () => {
    await setPolicy(house, { offerMinutes: 30 })
    const obstacle = await inTheWay()
    await withLostDate()
    await giveBack(obstacle)
    await round()
    expect((await open(desk))[0]?.expiresAt).toBe('2026-12-02T10:30:00+08:00')
    house.clock.now = Date.parse('2026-12-15T18:50:00+08:00')
    await house.pool.query('truncate offers')
    await house.pool.query(`update claims set status = 'released' where status = 'tentative'`)
    await round()
    desk = await house.as('desk')
    expect((await open(desk))[0]?.expiresAt).toBe('2026-12-15T19:00:00+08:00')
  })

  test('answered twice at once is answered once', async () => {
    const { first } = await twoWaiting()
    const [offer] = await open(branch)
    const answers = await Promise.all([
      branch.post(`/offers/${offer?.id}/acceptance`),
      branch.post(`/offers/${offer?.id}/refusal`),
      desk.post(`/offers/${offer?.id}/acceptance`),
      round(),
    ])
    const statuses = answers.flatMap((answer) => (typeof answer === 'number' ? [] : [answer.status]))
    expect(statuses.toSorted()).toEqual([200, 409, 409])
    const { rows } = await house.pool.query(`select state from offers where series_id = $1`, [first.id])
    const booked = (await series(first.id)).dates[1]?.state === 'booked'
    expect(rows).toEqual([{ state: booked ? 'accepted' : 'refused' }])
    expect(
      await count(
        house.pool,
        `claims c where status = 'tentative'
      and not exists (select 1 from offers o where o.state = 'open' and c.claim_id = any (o.claim_ids))`,
      ),
    ).toBe(0)
  })

  test('that a closure has overtaken is refused with the reason, and stays', async () => {
    await twoWaiting()
    const [offer] = await open(branch)
    const manager = await house.as('manager')
    const start = `${DATE}T08:00:00+08:00`
    const shut = { spaceId: house.jining.space('classroom'), start, end: `${DATE}T22:00:00+08:00`, reason: '检修' }
    expect((await manager.post('/closures', shut)).status).toBe(201)
    expect(refusalOf(await branch.post(`/offers/${offer?.id}/acceptance`))).toEqual([
      409,
      '/problems/refused',
      'closure',
    ])
    expect(await open(branch)).toHaveLength(1)
  })

  test('is withdrawn when its series is changed, and made anew for the new hour', async () => {
    const { first } = await twoWaiting()
    await house.pool.query(`update series_dates set lost_at = lost_at - interval '1 day' where series_id = $1`, [
      first.id,
    ])
    const rule = { ...first.rule, time: '20:00' }
    const reply = await desk.patch(`/series/${first.id}`, { scope: 'all', changes: { rule }, onConflict: 'skip' })
    expect(reply.status).toBe(200)
    expect(await count(house.pool, `offers where state = 'withdrawn'`)).toBe(1)
    expect((await series(first.id)).dates[1]).toMatchObject({ state: 'booked', start: `${DATE}T20:00:00+08:00` })
  })
})

describe('a date of a class', () => {
  const THURSDAY = '2026-12-10'
  const rule: Rule = {
    ...TUESDAYS,
    from: '2026-12-03',
    pattern: { kind: 'weekly', every: 1, weekdays: [4] },
    ends: { kind: 'count', sessions: 2 },
  }

  /** A class by an instructor, placed twice on these terms. */
  async function aClass(
    personId: string,
    space: string,
    onConflict: 'refuse' | 'skip',
    wanted = rule,
  ): Promise<string> {
    const { body } = await desk.post<ProgrammeWire>('/programmes', {
      ...{ termId: null, title: '陶艺入门', summary: '', partyId: house.jining.party('palace'), personId, skills: [] },
      ...{ capacity: 20, least: 5, branchSeats: null, quotas: [] },
      ...{ opensAt: '2026-12-01T09:00:00+08:00', closesAt: '2026-12-20T09:00:00+08:00' },
      ...{ attendancePercent: 75, certificateHours: 16 },
    })
    const spaceId = house.jining.space(space)
    const reply = await desk.post(`/programmes/${body.id}/series`, { spaceId, rule: wanted, onConflict })
    expect(reply.status).toBe(201)
    return body.id
  }

  /** The second Thursday of a class was somebody else's, is free again, and kept for the class. */
  async function withOffer(personId: string): Promise<{ readonly classId: string; readonly offerId: string }> {
    const obstacle = await placed(
      other,
      draft(house.jining, line(house.jining, 'classroom', '18:00', '20:00', THURSDAY), {
        partyId: house.jining.party('branch-2'),
      }),
    )
    const classId = await aClass(personId, 'classroom', 'skip')
    await giveBack(obstacle)
    expect(await round()).toBe(1)
    const [offer] = await open(desk)
    expect(offer?.key).toBe(THURSDAY)
    return { classId, offerId: String(offer?.id) }
  }

  const evenings = async (personId: string) => {
    const { rows } = await house.pool.query<{ start: string }>(
      `select to_char(lower(held) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as start from claims
       where atom_id = $1 and status = 'confirmed' order by held`,
      [personId],
    )
    return rows.map(({ start }) => start)
  }

  test('taken, is a session of the class, and its instructor is held', async () => {
    const chen = await addPerson(house.pool, house.jining, '陈静')
    const { classId, offerId } = await withOffer(chen)
    expect(await evenings(chen)).toEqual(['2026-12-03 19:00'])
    expect((await desk.post(`/offers/${offerId}/acceptance`)).status).toBe(200)
    expect(await evenings(chen)).toEqual(['2026-12-03 19:00', `${THURSDAY} 19:00`])
    const { items } = (await desk.get<ProgrammeWire>(`/programmes/${classId}`)).body
    expect(items.map(({ start, people }) => [start, people.map(({ name }) => name)])).toEqual([
      ['2026-12-03T19:00:00+08:00', ['陈静']],
      [`${THURSDAY}T19:00:00+08:00`, ['陈静']],
    ])
  })

  test('whose instructor teaches elsewhere by then is refused by name, and nothing of it is written', async () => {
    const zhou = await addPerson(house.pool, house.jining, '周敏')
    const { classId, offerId } = await withOffer(zhou)
    const elsewhere: Rule = { ...rule, pattern: { kind: 'dates', dates: [THURSDAY] }, ends: null }
    await aClass(zhou, 'theatre', 'refuse', elsewhere)
    const reply = await desk.post<{ violations: { constraint: string; title: string }[] }>(
      `/offers/${offerId}/acceptance`,
    )
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'person-overlap'])
    expect((await desk.get<ProgrammeWire>(`/programmes/${classId}`)).body.items).toHaveLength(1)
    expect((await open(desk)).map(({ id }) => id)).toEqual([offerId])
  })

  test('is not offered while its instructor is away', async () => {
    const wu = await addPerson(house.pool, house.jining, '吴霞', {
      absences: [
        {
          id: 'away',
          during: { start: Date.parse(`${THURSDAY}T00:00:00+08:00`), end: Date.parse(`${THURSDAY}T24:00:00+08:00`) },
          reason: 'ill',
        },
      ],
    })
    const obstacle = await placed(
      other,
      draft(house.jining, line(house.jining, 'classroom', '18:00', '20:00', THURSDAY), {
        partyId: house.jining.party('branch-2'),
      }),
    )
    await aClass(wu, 'classroom', 'skip')
    await giveBack(obstacle)
    expect(await round()).toBe(0)
  })
})
