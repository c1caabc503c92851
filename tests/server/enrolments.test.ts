import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeCardWire, ProgrammeDraftWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { expirePlaces } from '@gongyue/server/jobs/expire-places.ts'
import { faultsOf, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'

let house: TestHouse
let desk: Client
let branch: Client
let visitor: Client

beforeAll(async () => {
  house = await openHouse()
})
beforeEach(async () => {
  await goTo(NOW)
  await house.pool.query('truncate programmes, enrolments, audit_events, idempotency_keys cascade')
  await house.pool.query(`update users set phone = '13805370001' where user_id = $1`, [house.jining.user('visitor')])
})
afterAll(async () => await house.close())

/** Another hour, at which everybody has signed in anew. */
async function goTo(now: number): Promise<void> {
  house.clock.now = now
  desk = await house.as('desk')
  branch = await house.as('branch')
  visitor = await house.as('visitor')
}

const day = (date: string) => `${date}T09:00:00+08:00`

function pottery(changes: Partial<ProgrammeDraftWire> = {}): ProgrammeDraftWire {
  return {
    termId: null,
    title: '陶艺入门',
    summary: '零基础',
    partyId: house.jining.party('palace'),
    personId: null,
    skills: [],
    capacity: 2,
    least: 1,
    branchSeats: null,
    quotas: [],
    opensAt: day('2026-12-01'),
    closesAt: day('2026-12-20'),
    attendancePercent: 80,
    certificateHours: 24,
    ...changes,
  }
}

/** A published class. */
async function published(changes: Partial<ProgrammeDraftWire> = {}): Promise<string> {
  const { body } = await desk.post<ProgrammeWire>('/programmes', pottery(changes))
  await desk.put(`/programmes/${body.id}`, { ...pottery(changes), state: 'published' })
  return body.id
}

const enrol = async (client: Client, programmeId: string, body: object = {}, headers = {}) =>
  await client.post<EnrolmentWire>(`/programmes/${programmeId}/enrolments`, body, headers)
const member = (n: number, rest: object = {}) => ({
  name: `工友${n}`,
  phone: `1390000${String(n).padStart(4, '0')}`,
  partyId: house.jining.party('branch-1'),
  ...rest,
})
const stateOf = ({ status, body }: Reply<EnrolmentWire>) => [status, body.state, body.ahead, body.waitsFor]
const listed = async (programmeId: string) =>
  (await desk.get<{ items: EnrolmentWire[] }>(`/programmes/${programmeId}/enrolments`)).body.items
const withdraw = async (client: Client, { body }: Reply<EnrolmentWire>) =>
  await client.post<EnrolmentWire>(`/enrolments/${body.id}/withdrawal`)

describe('a class', () => {
  test('is a draft that only the desk sees, until it is published', async () => {
    const { status, body } = await desk.post<ProgrammeWire>('/programmes', pottery())
    expect([status, body.phase, body.items, body.version]).toEqual([201, 'draft', [], 1])
    expect((await branch.get(`/programmes/${body.id}`)).status).toBe(404)
    expect((await branch.get<{ items: ProgrammeCardWire[] }>('/programmes')).body.items).toEqual([])
    const open = await desk.put<ProgrammeWire>(`/programmes/${body.id}`, { ...pottery(), state: 'published' })
    expect([open.status, open.body.phase, open.body.version]).toEqual([200, 'open', 2])
    expect((await house.visitor.get<ProgrammeWire>(`/programmes/${body.id}`)).body.title).toBe('陶艺入门')
  })

  test('tells every field that is wrong at once', async () => {
    const wrong = pottery({
      partyId: house.berlin.party('palace'),
      personId: house.jining.space('theatre'),
      quotas: [
        { partyId: house.jining.party('branch-1'), seats: 1 },
        { partyId: house.jining.party('branch-1'), seats: 2 },
      ],
      least: 3,
      closesAt: day('2026-12-01'),
    })
    expect(faultsOf(await desk.post('/programmes', wrong))).toEqual([
      ['/partyId', 'not-there'],
      ['/personId', 'not-there'],
      ['/quotas', 'unique'],
      ['/least', 'maximum'],
      ['/closesAt', 'end-before-start'],
    ])
    expect(faultsOf(await desk.post('/programmes', pottery({ termId: house.jining.space('theatre') })))).toEqual([
      ['/termId', 'not-there'],
    ])
  })

  test('of a term is listed under it', async () => {
    const term = {
      name: '2027 春季',
      startsOn: '2027-03-01',
      endsOn: '2027-06-30',
      opensAt: day('2026-12-01'),
      closesAt: day('2026-12-20'),
    }
    const made = await desk.post<{ id: string }>('/terms', term)
    expect([made.status, made.body]).toEqual([201, { ...term, id: made.body.id }])
    const id = await published({ termId: made.body.id })
    await published()
    const { body } = await branch.get<{ items: ProgrammeCardWire[] }>(`/programmes?termId=${made.body.id}`)
    expect(body.items.map((one) => one.id)).toEqual([id])
  })

  test('does not take away places that were given', async () => {
    const id = await published()
    await enrol(branch, id, member(1))
    await enrol(branch, id, member(2))
    const reply = await desk.put(`/programmes/${id}`, { ...pottery({ capacity: 1 }), state: 'published' })
    expect(faultsOf(reply)).toEqual([['/capacity', 'minimum']])
  })
})

describe('a place', () => {
  test('is given while there is one; then one waits, and is told how many are before', async () => {
    const id = await published()
    expect(stateOf(await enrol(visitor, id))).toEqual([201, 'enrolled', 0, null])
    expect(stateOf(await enrol(branch, id, member(1)))).toEqual([201, 'enrolled', 0, null])
    expect(stateOf(await enrol(branch, id, member(2)))).toEqual([201, 'waiting', 0, 'place'])
    expect(stateOf(await enrol(branch, id, member(3)))).toEqual([201, 'waiting', 1, 'place'])
    const { body } = await visitor.get<ProgrammeWire>(`/programmes/${id}`)
    expect([body.phase, body.taken, body.waiting]).toEqual(['full', 2, 2])
    const mine = await visitor.get<{ items: ProgrammeCardWire[] }>('/programmes?mine=true')
    expect(mine.body.items.map((one) => one.mine?.state)).toEqual(['enrolled'])
  })

  test('is told with a masked phone, and never the full one', async () => {
    const id = await published()
    await enrol(branch, id, member(1))
    const reply = await desk.get(`/programmes/${id}/enrolments`)
    expect(reply.text).toContain('139****0001')
    expect(reply.text).not.toContain('13900000001')
  })

  test('is one for each phone, however it is spelt', async () => {
    const id = await published()
    await enrol(branch, id, member(1))
    const again = await enrol(branch, id, member(1, { name: '别名', phone: '+86 139-0000-0001' }))
    expect(refusalOf(again)).toEqual([409, '/problems/already-enrolled'])
    const own = await enrol(visitor, id)
    expect(refusalOf(await enrol(visitor, id))).toEqual([409, '/problems/already-enrolled'])
    await withdraw(visitor, own)
    expect((await enrol(visitor, id)).status).toBe(201)
  })

  test('is given once for a key', async () => {
    const id = await published()
    const key = { 'idempotency-key': 'enrol-me-once' }
    const first = await enrol(branch, id, member(1), key)
    const second = await enrol(branch, id, member(1), key)
    expect([second.status, second.body]).toEqual([201, first.body])
    expect(await listed(id)).toHaveLength(1)
  })

  test('of a branch is limited to its share, by default or by a number of its own', async () => {
    const branch1 = house.jining.party('branch-1')
    const id = await published({ capacity: 10, branchSeats: 5, quotas: [{ partyId: branch1, seats: 1 }] })
    await enrol(branch, id, member(1))
    expect(stateOf(await enrol(branch, id, member(2)))).toEqual([201, 'waiting', 0, 'branch-place'])
    const other = await house.as('branch2')
    const elsewhere = { partyId: house.jining.party('branch-2') }
    expect(stateOf(await enrol(other, id, member(3, elsewhere)))).toEqual([201, 'enrolled', 0, null])
    const { body } = await desk.get<ProgrammeWire>(`/programmes/${id}`)
    expect(body.quotas.map(({ seats, taken }) => [seats, taken])).toEqual([[1, 1]])
  })

  test('can be asked for from the opening to the closing; the desk takes late comers in', async () => {
    const id = await published({ opensAt: day('2026-12-03'), closesAt: day('2026-12-04') })
    expect(refusalOf(await enrol(branch, id, member(1)))).toEqual([409, '/problems/enrolment-not-open'])
    await goTo(Date.parse(day('2026-12-03')))
    expect((await enrol(branch, id, member(1))).status).toBe(201)
    await goTo(Date.parse(day('2026-12-04')))
    expect(refusalOf(await enrol(branch, id, member(2)))).toEqual([409, '/problems/enrolment-closed'])
    expect((await enrol(desk, id, member(2))).status).toBe(201)
  })

  test('is asked for by oneself, by an officer for members, by the desk for anybody', async () => {
    const id = await published()
    expect(faultsOf(await enrol(visitor, id, member(1)))).toContainEqual(['/name', 'unknown-field'])
    expect(faultsOf(await enrol(branch, id, member(1, { partyId: house.jining.party('branch-2') })))).toEqual([
      ['/partyId', 'not-there'],
    ])
    expect(faultsOf(await enrol(branch, id, { name: '工友', phone: '13900000001' }))).toEqual([
      ['/partyId', 'required'],
    ])
    expect((await enrol(desk, id, { name: '路人', phone: '13900000001' })).status).toBe(201)
    await house.pool.query('update users set phone = null where user_id = $1', [house.jining.user('visitor')])
    expect(faultsOf(await enrol(visitor, id))).toEqual([['/phone', 'required']])
  })

  test('is nobody else’s business: a branch sees its own members', async () => {
    const id = await published({ capacity: 9 })
    await enrol(branch, id, member(1))
    await enrol(await house.as('branch2'), id, member(2, { partyId: house.jining.party('branch-2') }))
    const own = await branch.get<{ items: EnrolmentWire[] }>(`/programmes/${id}/enrolments`)
    expect(own.body.items.map(({ name }) => name)).toEqual(['工友1'])
    expect((await listed(id)).map(({ name }) => name)).toEqual(['工友1', '工友2'])
    const [theirs] = (await listed(id)).slice(1)
    expect((await branch.post(`/enrolments/${theirs?.id}/withdrawal`)).status).toBe(404)
    expect((await visitor.post(`/enrolments/${theirs?.id}/withdrawal`)).status).toBe(404)
  })

  test('the last one goes to one of twenty who ask at once, and nobody is lost', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await published({ capacity: 1 })
      const replies = await Promise.all(Array.from({ length: 20 }, async (_, n) => await enrol(branch, id, member(n))))
      expect(replies.map(({ body }) => body.state).toSorted()).toEqual(['enrolled', ...Array(19).fill('waiting')])
      const ahead = replies.filter(({ body }) => body.state === 'waiting').map(({ body }) => body.ahead)
      expect(ahead.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, i) => i))
    }
  })

  test('asked for twice at once by one person is given once', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await published({ capacity: 5 })
      const replies = await Promise.all([enrol(branch, id, member(1)), enrol(branch, id, member(1))])
      expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409])
    }
  })
})

describe('a place that is given back', () => {
  test('is offered to the next in line, who has a day to take it', async () => {
    const id = await published({ capacity: 1 })
    const first = await enrol(branch, id, member(1))
    const second = await enrol(branch, id, member(2))
    await enrol(branch, id, member(3))
    expect((await withdraw(branch, first)).body.state).toBe('withdrawn')
    const [, offered, waiting] = await listed(id)
    expect([offered?.state, offered?.offeredUntil, waiting?.state]).toEqual([
      'offered',
      '2026-12-03T10:00:00+08:00',
      'waiting',
    ])
    const taken = await branch.post<EnrolmentWire>(`/enrolments/${second.body.id}/acceptance`)
    expect([taken.status, taken.body.state, taken.body.offeredUntil]).toEqual([200, 'enrolled', null])
    expect(refusalOf(await branch.post(`/enrolments/${second.body.id}/acceptance`))).toEqual([
      409,
      '/problems/offer-over',
    ])
  })

  test('goes on to the next when nobody takes it; a late answer is told so', async () => {
    const id = await published({ capacity: 1 })
    const first = await enrol(branch, id, member(1))
    const second = await enrol(branch, id, member(2))
    const third = await enrol(branch, id, member(3))
    await withdraw(branch, first)
    await goTo(NOW + 24 * 3_600_000 - 1)
    await expirePlaces.run(house.app, null)
    expect((await listed(id)).map(({ state }) => state)).toEqual(['withdrawn', 'offered', 'waiting'])
    await goTo(NOW + 24 * 3_600_000)
    expect(refusalOf(await branch.post(`/enrolments/${second.body.id}/acceptance`))).toEqual([
      409,
      '/problems/offer-over',
    ])
    await Promise.all([expirePlaces.run(house.app, null), expirePlaces.run(house.app, null)])
    expect((await listed(id)).map(({ state }) => state)).toEqual(['withdrawn', 'expired', 'offered'])
    expect((await branch.post(`/enrolments/${third.body.id}/acceptance`)).status).toBe(200)
  })

  test('twice is given back once', async () => {
    const id = await published({ capacity: 1 })
    const first = await enrol(branch, id, member(1))
    await enrol(branch, id, member(2))
    const replies = await Promise.all([withdraw(branch, first), withdraw(branch, first)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await listed(id)).map(({ state }) => state)).toEqual(['withdrawn', 'offered'])
  })

  test('more places are offered to those who wait', async () => {
    const id = await published({ capacity: 1 })
    for (const n of [1, 2, 3]) await enrol(branch, id, member(n))
    await desk.put(`/programmes/${id}`, { ...pottery({ capacity: 2 }), state: 'published' })
    expect((await listed(id)).map(({ state }) => state)).toEqual(['enrolled', 'offered', 'waiting'])
  })
})
