import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ViewingSlotWire, ViewingWire } from '@gongyue/shared/api/exhibitions.ts'
import type { HeadCountsWire } from '@gongyue/shared/api/head-counts.ts'
import type { ProgrammeCardWire, ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { forgetPeople } from '@gongyue/server/jobs/forget-people.ts'
import { at, clearOrders, draft, faultsOf, line, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { addPerson } from '../support/people.ts'
import { programmeDraft, publishedProgramme } from '../support/programmes.ts'

let house: TestHouse
let desk: Client
let coordinator: Client
let branch: Client
let branch2: Client
let visitor: Client
let guide: string

beforeAll(async () => {
  house = await openHouse()
  guide = await addPerson(house.pool, house.jining, '讲解员')
  await house.pool.query(`update users set phone = '1380537000' || case when username like '%2' then '2' else '1' end`)
})
beforeEach(async () => {
  house.clock.now = NOW
  desk = await house.as('desk')
  coordinator = await house.as('coordinator')
  branch = await house.as('branch')
  branch2 = await house.as('branch2')
  visitor = await house.as('visitor')
  await clearOrders(house.pool)
  await house.pool.query('truncate programmes, audit_events, idempotency_keys, head_counts cascade')
})
afterAll(async () => await house.close())

const enrol = async (client: Client, id: string, body: object = {}) =>
  await client.post<EnrolmentWire>(`/programmes/${id}/enrolments`, body)
const read = async (client: Client, id: string) => (await client.get<ProgrammeWire>(`/programmes/${id}`)).body

describe('a lecture', () => {
  const stream = (readers: 'all' | 'enrolled') => ({ stream: { url: 'https://live.example.cn/1', for: readers } })

  test('shows its stream to those with a place, or to all', async () => {
    const { id } = await publishedProgramme(house, desk, { kind: 'lecture', title: '大讲堂' }, stream('enrolled'))
    expect([(await read(house.visitor, id)).streamUrl, (await read(visitor, id)).streamUrl]).toEqual([null, null])
    const mine = await enrol(visitor, id)
    expect([mine.status, mine.body.code?.length, mine.body.codeText?.length]).toEqual([201, 6, 16])
    expect((await read(visitor, id)).streamUrl).toBe('https://live.example.cn/1')
    const cards = (await house.visitor.get<{ items: ProgrammeCardWire[] }>('/programmes?facility=jining&kind=lecture'))
      .body.items
    expect(cards.map(({ title, streamUrl }) => [title, streamUrl])).toEqual([['大讲堂', null]])
    await desk.put(`/programmes/${id}/particulars`, stream('all'))
    expect((await read(house.visitor, id)).streamUrl).toBe('https://live.example.cn/1')
  })

  test.each(['http://live.example.cn', 'javascript:alert(1)', 'https://a:b@live.example.cn', 'https://localhost'])(
    'takes no %s for a stream',
    async (url) => {
      const { body } = await desk.post<ProgrammeWire>('/programmes', programmeDraft(house, { kind: 'lecture' }))
      const reply = await desk.put(`/programmes/${body.id}/particulars`, { stream: { url, for: 'all' } })
      expect([reply.status, faultsOf(reply)]).toEqual([400, [['/stream/url', 'https-address']]])
    },
  )

  test('notes who is at the door by code, and the roll of the session with it; a code of elsewhere is told so', async () => {
    const { id } = await publishedProgramme(house, desk, { kind: 'lecture', capacity: 30 })
    const other = await publishedProgramme(house, desk, { kind: 'lecture', title: '另一讲' })
    const session = { spaceId: house.jining.space('classroom'), makesUpFor: null, people: [] }
    const span = { start: at(house.jining, '10:30', '2026-12-02'), end: at(house.jining, '12:00', '2026-12-02') }
    expect((await desk.post(`/programmes/${id}/sessions`, { ...session, ...span })).status).toBe(201)
    const { codeText, code } = (await enrol(desk, id, { name: '王芳', phone: '13900000001' })).body
    const arrive = async (programmeId: string, text: string | null) =>
      await desk.post(`/programmes/${programmeId}/arrivals`, { code: text })
    const first = { kind: 'enrolment', name: '王芳', people: 1, again: false, marked: true }
    expect((await arrive(id, codeText)).body).toEqual(first)
    expect((await arrive(id, code)).body).toEqual({ ...first, again: true })
    expect((await read(desk, id)).items[0]?.present).toBe(1)
    expect(refusalOf(await arrive(other.id, codeText))).toEqual([409, '/problems/kind-mismatch'])
    expect(refusalOf(await arrive(other.id, code))).toEqual([404, '/problems/arrival-unknown'])
  })
})

describe('an exhibition', () => {
  const hall = () => house.jining.space('classroom')
  const period = () => ({
    period: { spaceId: hall(), start: '2026-12-04T09:00:00+08:00', end: '2026-12-07T17:00:00+08:00' },
  })
  const slots = { from: '2026-12-05', until: '2026-12-05', weekdays: [6], opens: 540, closes: 660, minutes: 60 }
  async function anExhibition(capacity = 80): Promise<{ readonly id: string; readonly slots: readonly string[] }> {
    const { id } = await publishedProgramme(house, desk, { kind: 'exhibition', title: '摄影展' }, period())
    expect((await desk.post(`/programmes/${id}/viewing-slots`, { ...slots, capacity })).body).toEqual({ added: 2 })
    const { items } = (await visitor.get<{ items: ViewingSlotWire[] }>(`/programmes/${id}/viewing-slots`)).body
    return { id, slots: items.map((slot) => slot.id) }
  }
  const book = async (client: Client, slot = '', body: object = { people: 1 }) =>
    await client.post<ViewingWire>(`/viewing-slots/${slot}/viewings`, body)

  test('takes its hall for itself, unless a manager sets it aside; withdrawn, the hall is free again', async () => {
    const { id } = await anExhibition()
    const order = draft(house.jining, line(house.jining, 'classroom', '14:00', '15:00'))
    expect(refusalOf(await branch.post('/orders', order))).toEqual([409, '/problems/refused', 'exhibition-period'])
    const waiver = { accept: true, waivers: [{ constraint: 'exhibition-period', reason: '总工会会议' }] }
    expect((await desk.post('/orders', { ...order, ...waiver })).status).toBe(400)
    expect((await (await house.as('manager')).post('/orders', { ...order, ...waiver })).status).toBe(201)
    const change = { ...programmeDraft(house, { kind: 'exhibition', title: '摄影展' }), state: 'cancelled' }
    expect((await desk.put(`/programmes/${id}`, change)).status).toBe(200)
    const later = draft(house.jining, line(house.jining, 'classroom', '16:00', '17:00'))
    expect((await branch.post('/orders', later)).status).toBe(201)
  })

  test('tells whose bookings stand in its hall when it is said', async () => {
    await branch.post('/orders', draft(house.jining, line(house.jining, 'classroom', '14:00', '15:00')))
    const { body } = await desk.post<ProgrammeWire>('/programmes', programmeDraft(house, { kind: 'exhibition' }))
    const { hits } = (await desk.put<{ hits: { title: string }[] }>(`/programmes/${body.id}/particulars`, period()))
      .body
    expect(hits.map(({ title }) => title)).toEqual(['练球'])
  })

  test('gives the last places once, however many ask at a time, and takes them back', async () => {
    const { slots: own } = await anExhibition(5)
    const asks = Array.from({ length: 6 }, (_, n) =>
      book(desk, own[0], { people: 2, name: `团队${n}`, phone: `1390000000${n}` }),
    )
    const replies = await Promise.all(asks)
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409])
    const taken = `select taken, (select sum(people)::int from viewings where state = 'booked') as people from viewing_slots order by starts_at limit 1`
    expect((await house.pool.query(taken)).rows).toEqual([{ taken: 4, people: 4 }])
    const full = replies.find(({ status }) => status === 409)?.body as unknown as { detail: string }
    expect(full.detail).toBe('本时段还可预约 1 人，没有保存。请减少人数或改约其他时段。')
    const kept = replies.find(({ status }) => status === 201)
    for (const _ of [1, 2]) expect((await desk.post(`/viewings/${kept?.body.id}/withdrawal`)).status).toBe(200)
    expect((await house.pool.query(taken)).rows).toEqual([{ taken: 2, people: 2 }])
  })

  test('is seen by single visitors, and by groups with a guide who is not promised twice', async () => {
    const { id, slots: own } = await anExhibition()
    expect((await book(visitor, own[0])).status).toBe(201)
    expect(refusalOf(await book(visitor, own[0]))).toEqual([409, '/problems/already-enrolled'])
    expect(faultsOf(await book(visitor, own[1], { people: 1, guideId: guide }))).toEqual([
      ['/guideId', 'unknown-field'],
    ])
    const group = (n: number) => ({ people: 30, name: `单位${n}`, phone: `1391111111${n}`, guideId: guide })
    const [one, two] = await Promise.all([book(desk, own[0], group(1)), book(desk, own[0], group(2))])
    expect([one.status, two.status].toSorted()).toEqual([201, 409])
    expect(refusalOf(one.status === 409 ? one : two)).toEqual([409, '/problems/guide-busy'])
    const came = one.status === 201 ? one : two
    const arrived = await desk.post(`/programmes/${id}/arrivals`, { code: came.body.codeText, present: 27 })
    expect(arrived.body).toMatchObject({ kind: 'viewing', people: 27, again: false })
    expect((await branch.get<{ items: ViewingWire[] }>('/viewings')).body.items).toEqual([])
    expect((await visitor.get<{ items: ViewingWire[] }>('/viewings')).body.items).toHaveLength(1)
  })
})

describe('a guide', () => {
  const opened = async () => {
    const { id } = await publishedProgramme(
      house,
      desk,
      { kind: 'exhibition', title: '书法展' },
      {
        period: {
          spaceId: house.jining.space('classroom'),
          start: '2026-12-04T09:00:00+08:00',
          end: '2026-12-07T17:00:00+08:00',
        },
      },
    )
    const hours = { from: '2026-12-05', until: '2026-12-05', weekdays: [6], opens: 540, closes: 600, minutes: 60 }
    await desk.post(`/programmes/${id}/viewing-slots`, { ...hours, capacity: 80 })
    const { items } = (await visitor.get<{ items: ViewingSlotWire[] }>(`/programmes/${id}/viewing-slots`)).body
    const course = await publishedProgramme(house, desk, { title: '合唱班', capacity: 20 })
    return { slot: items[0]?.id ?? '', course: course.id }
  }
  const teach = async (course: string) =>
    await coordinator.post<ProgrammeWire>(`/programmes/${course}/sessions`, {
      ...{ spaceId: house.jining.space('rehearsal-a'), makesUpFor: null, people: [guide] },
      ...{ start: at(house.jining, '09:30'), end: at(house.jining, '10:30') },
    })
  const guided = async (slot: string) =>
    await desk.post<ViewingWire>(`/viewing-slots/${slot}/viewings`, {
      ...{ people: 30, name: '某公司', phone: '13911111111', guideId: guide },
    })

  test('who teaches at that hour does one of the two, whoever asks first; given back, the other can be had', async () => {
    const { slot, course } = await opened()
    const [shown, taught] = await Promise.all([guided(slot), teach(course)])
    expect([shown.status, taught.status].toSorted()).toEqual([201, 409])
    if (shown.status === 409) expect(refusalOf(shown)).toEqual([409, '/problems/guide-busy'])
    else expect(refusalOf(taught)).toEqual([409, '/problems/refused', 'person-overlap'])
    expect((await breaches(house.pool)).filter((one) => one.includes('viewing') || one.includes('overlap'))).toEqual([])
  })

  test('is seen by a class that is placed afterwards, until the viewing is given back', async () => {
    const { slot, course } = await opened()
    const shown = await guided(slot)
    expect(refusalOf(await teach(course))).toEqual([409, '/problems/refused', 'person-overlap'])
    await desk.post(`/viewings/${shown.body.id}/withdrawal`)
    expect((await teach(course)).status).toBe(201)
    expect(refusalOf(await guided(slot))).toEqual([409, '/problems/guide-busy'])
    expect((await breaches(house.pool)).filter((one) => one.includes('viewing') || one.includes('overlap'))).toEqual([])
  })
})

describe('matchmaking', () => {
  const groups = {
    groups: [
      { name: '男', seats: 3 },
      { name: '女', seats: 3 },
    ],
    groupDifference: 1,
  }
  const aMeeting = async () =>
    (await publishedProgramme(house, desk, { kind: 'matchmaking', title: '会聚良缘', capacity: 6 }, groups)).id
  const guest = (n: number, group: string) => ({ name: `嘉宾${n}`, phone: `1370000000${n}`, group })

  test('keeps groups in balance: who is too many waits, and is offered a place when one of the others comes', async () => {
    const id = await aMeeting()
    const states = async () =>
      (await desk.get<{ items: EnrolmentWire[] }>(`/programmes/${id}/enrolments`)).body.items.map(({ state }) => state)
    await enrol(desk, id, guest(1, '男'))
    const second = await enrol(desk, id, guest(2, '男'))
    expect([second.body.state, second.body.waitsFor]).toEqual(['waiting', 'group-place'])
    expect(faultsOf(await enrol(desk, id, { name: '某', phone: '13700000009' }))).toEqual([['/group', 'required']])
    await enrol(desk, id, guest(3, '女'))
    expect(await states()).toEqual(['enrolled', 'offered', 'enrolled'])
  })

  test('tells who comes to its organisers and to nobody else, whatever their role', async () => {
    const id = await aMeeting()
    expect((await enrol(visitor, id, { group: '女' })).status).toBe(201)
    await enrol(desk, id, guest(1, '男'))
    const secret = ['嘉宾1', '13700000001', '137****0001', house.jining.user('visitor'), 'jining visitor']
    const outsiders = [house.visitor, branch, branch2, coordinator, await house.as('manager'), await house.as('admin')]
    const session = { spaceId: house.jining.space('classroom'), makesUpFor: null, people: [] }
    const span = { start: at(house.jining, '10:30', '2026-12-02'), end: at(house.jining, '12:00', '2026-12-02') }
    const held = await desk.post<ProgrammeWire>(`/programmes/${id}/sessions`, { ...session, ...span })
    const reservationId = held.body.items[0]?.reservationId
    for (const client of outsiders) {
      const replies = [
        await client.get(`/programmes/${id}`),
        await client.get('/programmes?facility=jining'),
        await client.get(`/programmes/${id}/enrolments`),
        await client.get(`/programmes/${id}/roll`),
        await client.get('/enrolments'),
        await client.get(`/programmes/${id}/entries`),
        await client.get(`/programmes/${id}/viewings`),
        await client.get('/search?q=' + encodeURIComponent('嘉宾')),
        await client.get('/audit?limit=100'),
        await client.get('/mails'),
        await client.get('/board?date=2026-12-02'),
        await client.get(`/reservations/${reservationId}`),
        await client.post(`/programmes/${id}/arrivals`, { code: '000000' }),
      ]
      // an account may read its own name
      for (const { text } of replies) expect(secret.filter((word) => text.includes(word))).toEqual([])
    }
    for (const client of [coordinator, await house.as('manager'), await house.as('admin')]) {
      expect((await client.get(`/programmes/${id}/enrolments`)).status).toBe(403)
      expect((await client.get(`/programmes/${id}/roll`)).status).toBe(403)
      expect((await client.post(`/programmes/${id}/arrivals`, { code: '000000' })).status).toBe(403)
      // nor is a telephone told by asking for it
      expect(faultsOf(await enrol(client, id, guest(1, '男')))).toEqual([['/name', 'unknown-field']])
    }
    const list = (await desk.get<{ items: EnrolmentWire[] }>(`/programmes/${id}/enrolments`)).body.items
    expect(list.map(({ name, group }) => [name, group])).toEqual([
      ['jining visitor', '女'],
      ['嘉宾1', '男'],
    ])
    const [own] = (await visitor.get<{ items: EnrolmentWire[] }>('/enrolments')).body.items
    expect((await branch.post(`/enrolments/${own?.id}/withdrawal`)).status).toBe(404)
    expect((await coordinator.post(`/enrolments/${own?.id}/withdrawal`)).status).toBe(404)
    expect((await visitor.post(`/enrolments/${own?.id}/withdrawal`)).status).toBe(200)
    const trail = `select count(*)::int as n from audit_events where user_id = $1 or data::text like '%partyId%' and action = 'enrol'`
    expect((await house.pool.query(trail, [house.jining.user('visitor')])).rows).toEqual([{ n: 0 }])
  })

  test('lets its organisers name others, and nobody make themselves one', async () => {
    const id = await aMeeting()
    const organisers = { ...groups, organisers: ['jining-desk', 'jining-coordinator'] }
    expect((await coordinator.put(`/programmes/${id}/particulars`, organisers)).status).toBe(403)
    expect((await desk.put(`/programmes/${id}/particulars`, { ...groups, organisers: ['jining-branch'] })).status).toBe(
      400,
    )
    expect((await desk.put(`/programmes/${id}/particulars`, { ...organisers, pairs: 7 })).status).toBe(200)
    expect((await coordinator.get(`/programmes/${id}/enrolments`)).status).toBe(200)
    expect((await read(house.visitor, id)).pairs).toBe(7)
  })
})

describe('heads', () => {
  test('are counted up and down, and taken back', async () => {
    const of = { spaceId: house.jining.space('rehearsal-a'), countedOn: '2026-12-02' }
    const press = async (onSite: number) => {
      const { status, body } = await desk.post<HeadCountsWire>('/head-counts', { ...of, onSite, online: 0 })
      return [status, body.onSite, body.items.length]
    }
    expect([await press(1), await press(5), await press(-1), await press(-2)]).toEqual([
      [201, 1, 1],
      [201, 6, 2],
      [201, 5, 2],
      [201, 3, 2],
    ])
    expect(await press(-100)).toEqual([201, 0, 0])
    await press(5)
    const { body } = await desk.get<HeadCountsWire>(`/head-counts?spaceId=${of.spaceId}&date=2026-12-02`)
    const [last] = body.items
    expect((await desk.post(`/head-counts/${last?.id}/withdrawal`)).body).toEqual({ withdrawn: true })
    expect((await desk.post(`/head-counts/${last?.id}/withdrawal`)).status).toBe(404)
    expect((await desk.get<HeadCountsWire>(`/head-counts?spaceId=${of.spaceId}`)).body.onSite).toBe(0)
  })

  test('pressed at two desks at once are all counted', async () => {
    const { id } = await publishedProgramme(house, desk, { kind: 'reading' })
    const press = { programmeId: id, countedOn: '2026-12-02', onSite: 1, online: 0 }
    await Promise.all(Array.from({ length: 10 }, () => desk.post('/head-counts', press)))
    await Promise.all(Array.from({ length: 4 }, () => desk.post('/head-counts', { ...press, onSite: -1 })))
    expect((await desk.get<HeadCountsWire>(`/head-counts?programmeId=${id}`)).body.onSite).toBe(6)
  })
})

test('names are erased half a year after the end, and the figures stay', async () => {
  const { id } = await publishedProgramme(house, desk, { kind: 'lecture' })
  const contest = await publishedProgramme(
    house,
    desk,
    { kind: 'competition', title: '好声音' },
    { stages: [{ name: '初选', minutes: 5 }] },
  )
  await enrol(branch, id, { name: '王芳', phone: '13900000001', partyId: house.jining.party('branch-1') })
  await enrol(branch, id, { name: '李强', phone: '13900000002', partyId: house.jining.party('branch-1') })
  const song = { name: '赵敏', phone: '13900000003', title: '祝福', members: ['孙丽'], partyId: null }
  await desk.post(`/programmes/${contest.id}/entries`, song)
  const figures = async () => [(await read(desk, id)).taken, (await read(desk, contest.id)).entries] as const
  house.clock.now = Date.parse('2027-06-17T09:00:00+08:00')
  await forgetPeople.run(house.app, null)
  const words = `select (select string_agg(name || phone, '') from enrolments) || (select string_agg(contact_name || contact_phone, '') from entries)
    || (select string_agg(name, '') from entry_members) as words, (select count(distinct party_id)::int from enrolments) as parties`
  expect((await house.pool.query(words)).rows[0]?.words).toContain('王芳')
  house.clock.now = Date.parse('2027-06-19T09:00:00+08:00')
  desk = await house.as('desk')
  const before = await figures()
  await forgetPeople.run(house.app, null)
  await forgetPeople.run(house.app, null)
  expect((await house.pool.query(words)).rows).toEqual([{ words: '', parties: 1 }])
  expect([before, await figures()]).toEqual([
    [2, 1],
    [2, 1],
  ])
  const trail = `select count(*)::int as n from audit_events where data::text like any (array['%王芳%', '%赵敏%', '%孙丽%', '%1390000000%'])`
  expect((await house.pool.query(trail)).rows).toEqual([{ n: 0 }])
})
