import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActVerdictWire, ActWire } from '@gongyue/shared/api/acts.ts'
import type { AttendanceWire } from '@gongyue/shared/api/check-ins.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { sweepReservations } from '@gongyue/server/jobs/sweep-reservations.ts'
import { at, clearOrders, count, draft, line, placed, refusalOf, setPolicy } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'

let house: TestHouse
let desk: Client
let branch: Client

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('desk')
  branch = await house.as('branch')
})
beforeEach(() => {
  house.clock.now = moment('09:00')
})
afterEach(async () => await clearOrders(house.pool))
afterAll(async () => await house.close())

function moment(time: string, date = '2026-12-02'): number {
  return Date.parse(at(house.jining, time, date))
}

async function booked(space = 'table-1', from = '10:00', until = '11:00', who = branch): Promise<string> {
  const order = await placed(who, draft(house.jining, line(house.jining, space, from, until, '2026-12-02')))
  return order.lines[0]?.reservation?.id ?? ''
}

async function sweep(): Promise<void> {
  await sweepReservations.run(house.app, null)
}

async function stateOf(id: string) {
  const { body } = await desk.get<AttendanceWire>(`/reservations/${id}/attendance`)
  return { state: body.state, points: body.points, version: body.version }
}

async function act(id: string, what: string, body: object = {}) {
  return await desk.post<AttendanceWire & ProblemWire>(`/reservations/${id}/${what}`, body)
}

async function live(): Promise<number> {
  return await count(house.pool, `claims where status <> 'released' and held_until > $1`, [new Date(house.clock.now)])
}

describe('the round of the minute', () => {
  test('frees what nobody came for fifteen minutes after the start, notes a point, and tells the audit trail', async () => {
    const id = await booked()
    house.clock.now = moment('10:15') - 1
    await sweep()
    expect(await stateOf(id)).toEqual({ state: 'confirmed', points: 0, version: 1 })
    house.clock.now = moment('10:15')
    await sweep()
    expect(await stateOf(id)).toEqual({ state: 'no-show', points: 1, version: 2 })
    expect(await live()).toBe(0)
    const { rows } = await house.pool.query(
      `select action, user_id, noun, noun_id, at from audit_events where noun = 'reservation'`,
    )
    expect(rows).toEqual([{ action: 'no-show', user_id: null, noun: 'reservation', noun_id: id, at: moment('10:15') }])
    const points = await house.pool.query(
      'select party_id, person_id, points, given_at, expires_at from no_show_points',
    )
    expect(points.rows).toEqual([
      {
        party_id: house.jining.party('branch-1'),
        person_id: house.jining.user('branch'),
        points: 1,
        given_at: moment('10:15'),
        expires_at: moment('10:15') + 30 * 86_400_000,
      },
    ])
  })

  test('twice, or by five at once, notes one', async () => {
    for (const table of [1, 2, 3, 4]) await booked(`table-${table}`)
    house.clock.now = moment('10:20')
    await Promise.all([1, 2, 3, 4, 5].map(sweep))
    await sweep()
    expect(await count(house.pool, 'no_show_points')).toBe(4)
    expect(await count(house.pool, `audit_events where action = 'no-show'`)).toBe(4)
    expect(await count(house.pool, `reservations where state = 'no-show' and version = 2`)).toBe(4)
  })

  test('leaves alone who came, what the policy does not count, and what has not begun', async () => {
    const came = await booked('table-1')
    const lesson = await booked('classroom')
    const later = await booked('table-2', '10:30', '11:30')
    house.clock.now = moment('10:00')
    await act(came, 'check-in')
    house.clock.now = moment('10:20')
    await sweep()
    expect([await stateOf(came), await stateOf(lesson), await stateOf(later)].map(({ state }) => state)).toEqual([
      'in-use',
      'confirmed',
      'confirmed',
    ])
  })

  test('ends what has ended, and a house that was away when it happened gives no points for it', async () => {
    const came = await booked('table-1')
    const lesson = await booked('classroom')
    const unseen = await booked('table-2')
    house.clock.now = moment('10:00')
    await act(came, 'check-in')
    house.clock.now = moment('11:00')
    await sweep()
    for (const id of [came, lesson, unseen]) expect(await stateOf(id)).toMatchObject({ state: 'ended', points: 0 })
  })

  test('is off where the policy says so', async () => {
    await setPolicy(house, { attendance: { noShowMinutes: null } })
    const id = await booked()
    house.clock.now = moment('10:40')
    await sweep()
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
  })

  test('passes over what the desk has in hand', async () => {
    const id = await booked()
    const other = await booked('table-2')
    house.clock.now = moment('10:20')
    const client = await house.pool.connect()
    try {
      await client.query('begin')
      await client.query('select from reservations where reservation_id = $1 for update', [id])
      await sweep()
      expect(await stateOf(other)).toMatchObject({ state: 'no-show' })
    } finally {
      await client.query('rollback')
      client.release()
    }
    expect(await stateOf(id)).toMatchObject({ state: 'confirmed' })
    await sweep()
    expect(await stateOf(id)).toMatchObject({ state: 'no-show' })
  })

  test('more than one batch is done in one round', async () => {
    const id = await booked()
    await house.pool.query(
      `insert into order_lines select l.facility_id, l.order_id, gen_random_uuid(), n, l.kind, l.space_id, l.starts_at, l.ends_at, l.held_from,
         l.held_until, l.party_id, l.person_id, l.state, l.decided_by, l.decided_at, l.reason, l.reason_code, l.waivers
       from order_lines l, generate_series(1, 119) as n`,
    )
    await house.pool.query(
      `insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title, headcount, starts_at,
         ends_at, held_from, held_until, day, code, state, created_at)
       select r.facility_id, gen_random_uuid(), r.order_id, l.line_id, r.space_id, r.party_id, r.person_id, r.title, r.headcount, r.starts_at,
         r.ends_at, r.held_from, r.held_until, r.day, lpad(l.position::text, 6, '0'), r.state, r.created_at
       from reservations r join order_lines l on l.line_id <> r.line_id where r.reservation_id = $1`,
      [id],
    )
    house.clock.now = moment('10:20')
    await sweep()
    expect(await count(house.pool, `reservations where state = 'no-show'`)).toBe(120)
  })
})

describe('who comes late', () => {
  test('is offered the time again while it is free, and keeps the point', async () => {
    const id = await booked()
    house.clock.now = moment('10:20')
    await sweep()
    const answer = await act(id, 'check-in')
    expect([answer.status, answer.body.type, answer.body.detail]).toEqual([
      409,
      '/problems/freed-as-no-show',
      '10:00 开始的“练球”因未按时到场，场地已释放。场地目前空着，可以恢复并签到。',
    ])
    expect((await act(id, 'check-in', { restore: true })).body).toMatchObject({ state: 'in-use', points: 1 })
    expect(await live()).toBe(1)
    await act(id, 'take-back', { version: 3 })
    expect(await stateOf(id)).toMatchObject({ state: 'no-show', points: 1 })
    expect(await live()).toBe(0)
  })

  test('is told who has it now, and where else there is room', async () => {
    const id = await booked('table-1', '10:00', '11:30')
    house.clock.now = moment('10:20')
    await sweep()
    const other = await house.as('branch2')
    await placed(
      other,
      draft(house.jining, line(house.jining, 'table-1', '10:30', '11:00', '2026-12-02'), {
        partyId: house.jining.party('branch-2'),
        title: '部门赛',
      }),
    )
    const { body } = await act(id, 'check-in', { restore: true })
    expect(body.type).toBe('/problems/no-longer-free')
    expect(body.detail).toMatch(/释放的时间已被占用，不能恢复。现由 .* · 部门赛 使用，到 11:00。/)
    expect(body.current).toMatchObject({ inside: { title: '部门赛' } })
    expect(body.alternatives?.length).toBeGreaterThan(0)
    expect(await stateOf(id)).toMatchObject({ state: 'no-show' })
  })
})

describe('by hand, and an appeal', () => {
  test('the desk notes a no-show before the clock does, never before the start, and takes it back', async () => {
    const id = await booked()
    expect((await act(id, 'no-show')).body.type).toBe('/problems/not-begun')
    house.clock.now = moment('10:05')
    expect((await act(id, 'no-show')).body).toMatchObject({ state: 'no-show', points: 1, version: 2 })
    expect((await act(id, 'no-show')).body.type).toBe('/problems/freed-as-no-show')
    expect((await act(id, 'take-back', { version: 2 })).body).toMatchObject({ state: 'confirmed', points: 0 })
    expect(await live()).toBe(1)
    expect((await act(id, 'no-show')).body).toMatchObject({ state: 'no-show', points: 1 })
    expect(await count(house.pool, 'no_show_points')).toBe(1)
  })

  test('an appeal lifts the point and says why; the time comes back only when asked for and free', async () => {
    const id = await booked()
    house.clock.now = moment('10:20')
    await sweep()
    expect((await act(id, 'appeal', { reason: '  ' })).status).toBe(400)
    expect((await act(id, 'appeal', { reason: '闸机坏了' })).body).toMatchObject({ state: 'no-show', points: 0 })
    expect(await live()).toBe(0)
    const { rows } = await house.pool.query('select lifted_by, reason from no_show_points')
    expect(rows).toEqual([{ lifted_by: house.jining.user('desk'), reason: '闸机坏了' }])
    expect((await act(id, 'appeal', { reason: '又一次' })).body.type).toBe('/problems/not-a-no-show')
    expect((await act(id, 'appeal', { reason: '还给他们', restore: true })).body).toMatchObject({ state: 'confirmed' })
    expect(await live()).toBe(1)
  })

  test('noted on the stroke of the start and taken back, it holds its place again, or is told who has it', async () => {
    const id = await booked()
    house.clock.now = moment('10:00')
    await act(id, 'no-show')
    expect((await act(id, 'take-back', { version: 2 })).status).toBe(200)
    expect(await live()).toBe(1)
    await act(id, 'no-show')
    await placed(branch, draft(house.jining, line(house.jining, 'table-1', '10:30', '11:00', '2026-12-02')))
    expect((await act(id, 'take-back', { version: 4 })).body.type).toBe('/problems/no-longer-free')
    expect(await live()).toBe(1)
  })

  test('an act that restores one lifts its point as an appeal does; taking that back brings it back', async () => {
    const [byAppeal, byAct] = [await booked('table-1'), await booked('table-2')]
    house.clock.now = moment('10:20')
    await sweep()
    await act(byAppeal, 'appeal', { reason: '闸机坏了', restore: true })
    const restored = await desk.post<ActWire>('/acts', {
      changes: [{ kind: 'restore', reservationId: byAct, version: 2 }],
      reason: '闸机坏了',
    })
    expect(restored.status).toBe(201)
    const { rows } = await house.pool.query(
      'select lifted_by, reason, lifted_at from no_show_points order by reservation_id',
    )
    const lifted = { lifted_by: house.jining.user('desk'), reason: '闸机坏了', lifted_at: house.clock.now }
    expect(rows).toEqual([lifted, lifted])
    expect([await stateOf(byAppeal), await stateOf(byAct)]).toEqual([
      { state: 'confirmed', points: 0, version: 3 },
      { state: 'confirmed', points: 0, version: 3 },
    ])
    expect((await act(byAppeal, 'take-back', { version: 3 })).status).toBe(200)
    expect((await desk.post(`/acts/${restored.body.id}/undo`, undefined)).status).toBe(201)
    expect([await stateOf(byAppeal), await stateOf(byAct)]).toEqual([
      { state: 'no-show', points: 1, version: 4 },
      { state: 'no-show', points: 1, version: 4 },
    ])
  })

  test('two acts that restore at once both lift, and nobody is killed', async () => {
    const ids = [await booked('table-1'), await booked('table-2'), await booked('table-3')]
    house.clock.now = moment('10:20')
    await sweep()
    const answers = await Promise.all(
      ids.map((reservationId) => desk.post('/acts', { changes: [{ kind: 'restore', reservationId, version: 2 }] })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await count(house.pool, 'no_show_points where lifted_at is null')).toBe(0)
  })

  test('who was never absent has nothing to appeal', async () => {
    expect((await act(await booked(), 'appeal', { reason: '误会' })).body.type).toBe('/problems/not-a-no-show')
  })
})

describe('with two points', () => {
  test('nothing new is booked, the refusal says until when, staff may set it aside, an appeal ends it', async () => {
    const ids = [await booked('table-1'), await booked('table-2')]
    house.clock.now = moment('10:20')
    await sweep()
    const again = draft(house.jining, line(house.jining, 'table-3', '15:00', '16:00', '2026-12-02'))
    const refused = await branch.post<ProblemWire>('/orders', again)
    expect(refusalOf(refused)).toEqual([409, '/problems/refused', 'no-show-points'])
    expect(refused.body.violations?.[0]).toMatchObject({
      waivableBy: 'staff',
      params: { points: 2, limit: 2, until: '2027-01-01T10:20:00+08:00' },
    })
    expect((await desk.post('/orders', again)).status).toBe(201)
    await act(ids[0] ?? '', 'appeal', { reason: '记录有误' })
    const after = draft(house.jining, line(house.jining, 'table-4', '15:00', '16:00', '2026-12-02'))
    expect((await branch.post('/orders', after)).status).toBe(201)
  })

  test('what is booked already is moved and restored all the same, and offered other places', async () => {
    const kept = await booked('table-3', '15:00', '16:00')
    const other = await booked('table-4', '15:00', '16:00')
    await booked('table-1')
    await booked('table-2')
    house.clock.now = moment('10:20')
    await sweep()
    const change = (space: string, from: string) => ({
      kind: 'move',
      reservationId: kept,
      version: 1,
      spaceId: house.jining.space(space),
      start: at(house.jining, from, '2026-12-02'),
      end: at(house.jining, '17:00', '2026-12-02'),
    })
    const asked = await desk.post<ActVerdictWire>('/acts?dryRun=true', { changes: [change('table-4', '15:00')] })
    expect([asked.body.violations.map(({ constraint }) => constraint), asked.body.alternatives.length > 0]).toEqual([
      ['space-overlap'],
      true,
    ])
    expect((await desk.post('/acts', { changes: [change('table-3', '16:00')] })).status).toBe(201)
    expect((await desk.post('/acts', { changes: [{ kind: 'cancel', reservationId: other, version: 1 }] })).status).toBe(
      201,
    )
    expect(
      (await desk.post('/acts', { changes: [{ kind: 'restore', reservationId: other, version: 2 }] })).status,
    ).toBe(201)
  })

  test('they are forgotten after a month', async () => {
    await booked('table-1')
    await booked('table-2')
    house.clock.now = moment('10:20')
    await sweep()
    house.clock.now = moment('10:20', '2027-01-01')
    const order = draft(house.jining, line(house.jining, 'table-3', '15:00', '16:00', '2027-01-01'))
    const answer = await branch.post('/orders', order)
    expect(answer.status === 201 ? [] : refusalOf(answer)).not.toContain('no-show-points')
  })
})

test('a check-in and the round of the minute at the same moment: one of them, and never half of both', async () => {
  const seen = new Set<string>()
  for (let round = 0; round < 12; round += 1) {
    house.clock.now = moment('09:00')
    const id = await booked()
    house.clock.now = moment('10:20')
    const [answer] = await Promise.all(
      round % 2 === 0 ? [act(id, 'check-in'), sweep()] : [act(id, 'check-in'), sweep(), sweep()],
    )
    const { state, points } = await stateOf(id)
    seen.add(state)
    expect([answer.status, state, points, await live()]).toEqual(
      state === 'in-use' ? [200, 'in-use', 0, 1] : [409, 'no-show', 1, 0],
    )
    await clearOrders(house.pool)
  }
  expect([...seen].every((state) => state === 'in-use' || state === 'no-show')).toBe(true)
})

test('of two desks that check one code in at once one does, and the other is told by whom', async () => {
  const other = await house.as('coordinator')
  for (let round = 0; round < 5; round += 1) {
    house.clock.now = moment('09:00')
    const table = line(house.jining, `table-${(round % 4) + 1}`, '10:00', '10:30', '2026-12-02')
    const order = await placed(branch, draft(house.jining, table))
    const code = order.lines[0]?.reservation?.code
    house.clock.now = moment('10:00')
    const answers = await Promise.all(
      [desk, other].map(async (who) => await who.post<ProblemWire>('/check-ins', { code })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const late = answers.find(({ status }) => status === 409)?.body
    expect([late?.type, late?.detail]).toEqual(['/problems/already-checked-in', expect.stringMatching(/经办：jining /)])
    await clearOrders(house.pool)
  }
})
