import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DraftWire, RepairWire } from '@gongyue/shared/api/repairs.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { at, clearOrders, contents, count, DAY, draft, line, placed } from '../support/booking.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { idOf } from '../support/palace.ts'

let house: TestHouse
let desk: Client
let coordinator: Client
let manager: Client
let officer: Client

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('desk')
  coordinator = await house.as('coordinator')
  manager = await house.as('manager')
  officer = await house.as('branch')
})
afterAll(async () => await house.close())
beforeEach(async () => await clearRepairs())

async function clearRepairs(): Promise<void> {
  await house.pool.query('truncate drafts, repairs, acts')
  await clearOrders(house.pool)
}

/** The classroom for some branch's class on a Saturday evening. */
async function aClass(from = '19:00', until = '20:30', date = DAY): Promise<OrderWire> {
  return await placed(
    officer,
    draft(house.jining, line(house.jining, 'classroom', from, until, date), { title: '书法班', headcount: 20 }),
  )
}

function plannedClosure(space: string, from = '18:00', until = '22:00', date = DAY) {
  const { jining } = house
  return {
    kind: 'planned-closure',
    spaceId: jining.space(space),
    start: at(jining, from, date),
    end: at(jining, until, date),
    reason: '空调检修',
  }
}

async function repairOf(cause: object, by = manager): Promise<RepairWire> {
  const reply = await by.post<RepairWire>('/repairs', { cause })
  expect([reply.status, reply.text.slice(0, 300)]).toEqual([201, reply.text.slice(0, 300)])
  return reply.body
}

async function apply(by: Client, { id, version }: RepairWire, plan = 0): Promise<Reply<RepairWire>> {
  return await by.post<RepairWire>(`/repairs/${id}/application`, { plan, version })
}

async function standing(): Promise<readonly string[]> {
  const { rows } = await house.pool.query<{ told: string }>(
    `select s.code || ' ' || to_char(r.starts_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') || ' ' || r.state as told
     from reservations r join spaces s using (facility_id, space_id) order by r.starts_at, r.reservation_id`,
  )
  return rows.map(({ told }) => told)
}

describe('a planned closure', () => {
  test('is declared with the plan that clears it: booking, closure, letter and record in one', async () => {
    await aClass()
    const repair = await repairOf(plannedClosure('classroom'))
    expect([repair.state, repair.hit, repair.people, repair.plans.length > 2]).toEqual(['open', 1, 20, true])
    const [best] = repair.plans
    expect(best?.strategy).toBe('least')
    expect(repair.plans.map(({ cost }) => cost)).toEqual(repair.plans.map(({ cost }) => cost).toSorted((a, b) => a - b))
    expect(await count(house.pool, 'closures')).toBe(0)

    const reply = await apply(manager, repair)
    expect([reply.status, reply.body.state, reply.body.applied?.plan]).toEqual([200, 'applied', 0])
    expect(await count(house.pool, 'closures where reason = $1', ['空调检修'])).toBe(1)
    expect(reply.body.applied?.drafts).toBe(1)
    const [change] = best?.changes ?? []
    const { rows } = await house.pool.query<{ space_id: string; start: string }>(
      'select space_id, starts_at as start from reservations',
    )
    expect(rows.map(({ space_id: spaceId, start }) => [spaceId, Number(start)])).toEqual([
      [change?.to?.spaceId, Date.parse(change?.to?.start ?? '')],
    ])
    expect(await breaches(house.pool)).toEqual([])
    expect(await count(house.pool, `audit_events where action in ('apply-repair', 'declare-closure')`)).toBe(2)
  })

  test('asks the management: the desk may neither plan nor apply one, and nothing is written', async () => {
    await aClass()
    const before = await contents(house.pool)
    expect((await desk.post('/repairs', { cause: plannedClosure('classroom') })).status).toBe(403)
    expect((await manager.post('/repairs?dryRun=true', { cause: plannedClosure('classroom') })).status).toBe(200)
    expect(await contents(house.pool)).toEqual(before)
    const repair = await repairOf(plannedClosure('classroom'))
    expect((await apply(desk, repair)).status).toBe(403)
    expect(await count(house.pool, 'closures')).toBe(0)
  })

  test('the branch has its letter in Chinese; it is edited, sent once, and then closed', async () => {
    await house.pool.query('update users set email = $2 where user_id = $1', [
      house.jining.user('branch'),
      'wang@example.org',
    ])
    await aClass()
    const repair = await repairOf(plannedClosure('classroom'))
    await apply(manager, repair)
    const list = await desk.get<{ items: DraftWire[] }>(`/drafts?repairId=${repair.id}`)
    const [letter] = list.body.items
    expect([letter?.address, letter?.state, letter?.consent, letter?.partyName]).toEqual([
      'wang@example.org',
      'draft',
      false,
      'jining branch-1',
    ])
    expect(letter?.body).toContain('书法班：原定 12月5日 周六 19:00–20:30')
    const edited = await desk.post<DraftWire>(`/drafts/${letter?.id}`, { version: 1, subject: '调整' })
    expect([edited.status, edited.body.version, edited.body.state]).toEqual([200, 2, 'draft'])
    expect((await desk.post(`/drafts/${letter?.id}`, { version: 1, state: 'sent' })).status).toBe(412)
    expect((await desk.post<DraftWire>(`/drafts/${letter?.id}`, { version: 2, state: 'sent' })).body.state).toBe('sent')
    expect((await desk.post(`/drafts/${letter?.id}`, { version: 3, state: 'sent' })).status).toBe(409)
    const { rows } = await house.pool.query('select recipient, subject from mail_outbox')
    expect(rows).toEqual([{ recipient: 'wang@example.org', subject: '调整' }])
    await house.pool.query('truncate mail_outbox')
  })
})

describe('the world moves on', () => {
  test('when somebody books what the plan wants, nothing is written and new plans are answered', async () => {
    await aClass()
    const repair = await repairOf(plannedClosure('classroom'))
    const target = repair.plans[0]?.changes[0]?.to
    await placed(officer, {
      ...draft(house.jining, []),
      headcount: 2,
      partyId: house.jining.party('branch-1'),
      title: '插队',
      lines: [{ kind: 'space', spaceId: target?.spaceId ?? '', start: target?.start ?? '', end: target?.end ?? '' }],
    })
    const reply = (await apply(manager, repair)) as unknown as Reply<ProblemWire & { current: RepairWire }>
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/plans-changed'])
    expect(reply.body.current.version).toBe(2)
    expect(reply.body.current.plans[0]?.changes[0]?.to).not.toEqual(target)
    expect(await count(house.pool, 'closures')).toBe(0)
    expect(await count(house.pool, `audit_events where action = 'apply-repair'`)).toBe(0)
  })

  test('when a new booking falls into the closure, the old plans are not applied: they leave it out', async () => {
    await aClass()
    const repair = await repairOf(plannedClosure('classroom'))
    await aClass('20:30', '21:30')
    const before = await standing()
    const reply = (await apply(manager, repair)) as unknown as Reply<ProblemWire & { current: RepairWire }>
    expect([reply.status, reply.body.type]).toEqual([409, '/problems/plans-changed'])
    expect([reply.body.current.version, reply.body.current.hit]).toEqual([2, 2])
    expect(await standing()).toEqual(before)
    expect((await apply(manager, repair)).status).toBe(412)
    const again = await apply(manager, reply.body.current)
    expect([again.status, again.body.state]).toEqual([200, 'applied'])
    expect(await breaches(house.pool)).toEqual([])
  })

  test('two coordinators apply two repairs that touch: one wins, the other is made anew', async () => {
    const order = await aClass()
    const ids = order.lines.flatMap(({ reservation }) => reservation?.id ?? [])
    const cause = {
      kind: 'absence',
      reservationIds: ids,
      away: [{ start: at(house.jining, '18:00'), end: at(house.jining, '21:00') }],
      reason: '老师生病',
    }
    const [one, two] = [await repairOf(cause, coordinator), await repairOf(cause, desk)]
    const replies = await Promise.all([apply(coordinator, one), apply(desk, two)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const lost = replies.find(({ status }) => status === 409) as unknown as Reply<ProblemWire>
    expect(lost.body.type).toBe('/problems/plans-changed')
    expect(await count(house.pool, 'acts')).toBe(1)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('one key applies once: the second sending reads the first answer', async () => {
    await aClass()
    const repair = await repairOf(plannedClosure('classroom'))
    const key = { 'idempotency-key': 'apply-once-1' }
    const body = { plan: 0, version: 1 }
    const first = await manager.post<RepairWire>(`/repairs/${repair.id}/application`, body, key)
    const second = await manager.post<RepairWire>(`/repairs/${repair.id}/application`, body, key)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    expect(await count(house.pool, 'closures')).toBe(1)
    await house.pool.query('truncate idempotency_keys')
  })
})

describe('other causes', () => {
  test('a broken room is shut for four weeks as nobody knows until when', async () => {
    await aClass()
    const { jining } = house
    const cause = {
      kind: 'broken-room',
      spaceId: jining.space('classroom'),
      start: at(jining, '08:00'),
      reason: '漏水',
    }
    const repair = await repairOf(cause)
    expect((await apply(manager, repair)).status).toBe(200)
    const { rows } = await house.pool.query<{ days: number }>(
      `select extract(day from ends_at - starts_at)::int as days from closures`,
    )
    expect(rows).toEqual([{ days: 28 }])
  })

  test('a priority event takes its place; who gives way is moved and asked', async () => {
    await aClass()
    const { jining } = house
    const order = draft(jining, line(jining, 'classroom', '18:30', '21:00'), {
      title: '总工会会议',
      headcount: 40,
      partyId: jining.party('federation'),
    })
    const cause = { kind: 'priority', order, reason: '全市劳模座谈' }
    expect((await desk.post('/repairs', { cause })).status).toBe(403)
    const repair = await repairOf(cause)
    const changes = repair.plans[0]?.changes ?? []
    expect(changes.map(({ kind, title, consent }) => [kind, title, consent]).toSorted()).toEqual([
      ['add', '总工会会议', false],
      ['move', '书法班', true],
    ])
    const reply = await apply(manager, repair)
    expect([reply.status, reply.body.applied?.drafts]).toEqual([200, 1])
    const letters = await desk.get<{ items: DraftWire[] }>(`/drafts?repairId=${repair.id}`)
    expect(letters.body.items.map(({ consent, subject }) => [consent, subject])).toEqual([
      [true, '【jining文化宫】关于调整“书法班”的商请'],
    ])
    expect(await standing()).toContain('classroom 12-05 18:30 confirmed')
    expect(await breaches(house.pool)).toEqual([])
  })

  test('a priority event that cannot stand for another reason is refused with that reason', async () => {
    const { jining } = house
    const order = draft(jining, line(jining, 'classroom', '18:30', '21:00'), {
      title: '大会',
      headcount: 400,
      partyId: jining.party('federation'),
    })
    const reply = await manager.post<ProblemWire>('/repairs', { cause: { kind: 'priority', order, reason: '大会' } })
    expect([reply.status, reply.body.violations?.map(({ constraint }) => constraint)]).toEqual([409, ['capacity']])
  })

  test('a refused series gets its good dates as they are and a place for each of the others', async () => {
    await aClass('19:00', '20:30', '2026-12-12')
    const { jining } = house
    const dates = ['2026-12-05', '2026-12-12', '2026-12-19']
    const order = draft(
      jining,
      dates.map((date) => line(jining, 'classroom', '19:00', '20:30', date)),
      {
        title: '国画班',
        headcount: 20,
        partyId: jining.party('branch-2'),
      },
    )
    const repair = await repairOf({ kind: 'refused-series', order }, coordinator)
    expect(repair.plans[0]?.changes.map(({ kind, date }) => [kind, date])).toEqual(dates.map((date) => ['add', date]))
    const reply = await apply(coordinator, repair)
    expect([reply.status, reply.body.applied?.drafts]).toEqual([200, 0])
    expect(await count(house.pool, `reservations where title = '国画班' and state = 'confirmed'`)).toBe(3)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('a date that is given up and held at the end stays in its order', async () => {
    const { jining } = house
    const dates = ['2026-12-05', '2026-12-12', '2026-12-19']
    await placed(
      officer,
      draft(
        jining,
        dates.map((date) => line(jining, 'classroom', '19:00', '20:30', date)),
        { title: '合唱', headcount: 20 },
      ),
    )
    const repair = await repairOf(plannedClosure('classroom', '08:00', '22:00', '2026-12-12'))
    const index = repair.plans.findIndex(({ strategy }) => strategy === 'at-the-end')
    expect(repair.plans[index]?.changes.map(({ kind }) => kind)).toEqual(['cancel', 'add'])
    expect((await apply(manager, repair, index)).status).toBe(200)
    expect(await standing()).toEqual([
      'classroom 12-05 19:00 confirmed',
      'classroom 12-12 19:00 cancelled',
      'classroom 12-19 19:00 confirmed',
      'classroom 12-26 19:00 confirmed',
    ])
    expect(await count(house.pool, 'orders')).toBe(1)
    expect(await breaches(house.pool)).toEqual([])
  })

  test('what is going on is named and left alone', async () => {
    await aClass('10:30', '12:00', '2026-12-02')
    house.clock.now += 60 * 60_000
    const repair = await repairOf(plannedClosure('classroom', '11:00', '22:00', '2026-12-02'))
    expect([repair.hit, repair.running.map(({ title }) => title)]).toEqual([0, ['书法班']])
    expect((await apply(manager, repair)).status).toBe(200)
    expect(await standing()).toEqual(['classroom 12-02 10:30 confirmed'])
    house.clock.now -= 60 * 60_000
  })
})

test('a repair of another palace, and one that is not there, is not found; a settled one says so', async () => {
  await aClass()
  const repair = await repairOf(plannedClosure('classroom'))
  const stranger = await house.as('berlin-manager')
  expect((await stranger.get(`/repairs/${repair.id}`)).status).toBe(404)
  expect((await apply(stranger, repair)).status).toBe(404)
  expect((await manager.get(`/repairs/${idOf('nothing')}`)).status).toBe(404)
  expect((await desk.post<RepairWire>(`/repairs/${repair.id}/dismissal`, {})).body.state).toBe('dismissed')
  const reply = (await apply(manager, repair)) as unknown as Reply<ProblemWire>
  expect([reply.status, reply.body.type]).toEqual([409, '/problems/repair-settled'])
  expect((await manager.post(`/repairs/${repair.id}/application`, { plan: 9, version: 2 })).status).toBe(409)
})
