import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CallProposalWire, CallWire, EnrolmentWire } from '@gongyue/shared/api/enrolments.ts'
import type { ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { clearOrders, draft, faultsOf, line, placed, refusalOf } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { addPerson } from '../support/people.ts'

let house: TestHouse
let desk: Client
let branch: Client
let chen: string

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('desk')
  branch = await house.as('branch')
  chen = await addPerson(house.pool, house.jining, '陈静', { skills: ['插花'] })
})
beforeEach(async () => {
  await clearOrders(house.pool)
  await house.pool.query('truncate programmes, course_calls cascade')
})
afterAll(async () => await house.close())

const flowers = {
  title: '插花',
  summary: '四次课',
  skills: ['插花'],
  least: 2,
  capacity: 2,
  sessions: 4,
  minutes: 90,
  slots: [
    { weekday: 2, from: 19 * 60 },
    { weekday: 4, from: 19 * 60 },
  ],
  fromDate: '2026-12-07',
  closesAt: '2026-12-05T18:00:00+08:00',
}

const called = async () => (await desk.post<CallWire>('/course-calls', flowers)).body
const join = async (client: Client, { id }: CallWire, n: number, slots: readonly number[]) =>
  await client.put<CallWire>(`/course-calls/${id}/vote`, {
    slots,
    name: `工友${n}`,
    phone: `1390000000${n}`,
    partyId: house.jining.party('branch-1'),
  })
const open = async ({ id }: CallWire, slot: number, personId: string | null = chen) =>
  await desk.post<{ programmeId: string; enrolled: number; told: number }>(`/course-calls/${id}/opening`, {
    slot,
    spaceId: house.jining.space('classroom'),
    personId,
    partyId: house.jining.party('palace'),
  })

test('people join with the times they could come; said again, it is changed', async () => {
  const call = await called()
  await join(branch, call, 1, [0])
  await join(branch, call, 2, [0, 1])
  const again = await join(branch, call, 1, [1])
  expect([again.body.votes, again.body.bySlot, again.body.state]).toEqual([2, [1, 2], 'open'])
  const told = await house.visitor.get(`/course-calls?facility=jining`)
  expect(told.text).not.toContain('工友')
})

test('oneself joins under the phone of the account', async () => {
  const call = await called()
  await house.pool.query(`update users set phone = '13805370001' where user_id = $1`, [house.jining.user('visitor')])
  const visitor = await house.as('visitor')
  const { status, body } = await visitor.put<CallWire>(`/course-calls/${call.id}/vote`, { slots: [1] })
  expect([status, body.mine, body.bySlot]).toEqual([200, { slots: [1] }, [0, 1]])
  expect(faultsOf(await join(visitor, call, 1, [7]))).toEqual([
    ['/name', 'unknown-field'],
    ['/partyId', 'not-there'],
    ['/slots/0', 'not-there'],
  ])
})

test('the time that serves most is proposed, with a free room and who can teach; the rest are named to the desk', async () => {
  const call = await called()
  await join(branch, call, 1, [0])
  await join(branch, call, 2, [1])
  await join(branch, call, 3, [1])
  await placed(desk, draft(house.jining, line(house.jining, 'classroom', '19:00', '20:00', '2026-12-17')))
  const { body } = await desk.get<{ items: CallProposalWire[] }>(`/course-calls/${call.id}/proposals`)
  expect(
    body.items.map(({ slot, serves, personName, dates, leaves }) => [slot, serves, personName, dates.length, leaves]),
  ).toEqual([[1, 2, '陈静', 4, [{ name: '工友1', phone: '139****0001', slots: [0] }]]])
  expect(body.items[0]?.spaceId).not.toBe(house.jining.space('classroom'))
})

test('opened, it is a class with its sessions, its teacher and those who can come, in the order of joining', async () => {
  const call = await called()
  for (const [n, slots] of [
    [1, [0]],
    [2, [1]],
    [3, [0, 1]],
    [4, [1]],
  ] as const)
    await join(branch, call, n, slots)
  const { status, body } = await open(call, 1)
  expect([status, body.enrolled, body.told]).toEqual([201, 2, 2])
  const made = (await desk.get<ProgrammeWire>(`/programmes/${body.programmeId}`)).body
  expect([made.title, made.phase, made.taken, made.certificateHours]).toEqual(['插花', 'full', 2, 6])
  expect(made.items.map(({ start, people }) => [start.slice(5, 16), people.map(({ name }) => name)])).toEqual([
    ['12-10T19:00', ['陈静']],
    ['12-17T19:00', ['陈静']],
    ['12-24T19:00', ['陈静']],
    ['12-31T19:00', ['陈静']],
  ])
  const places = await desk.get<{ items: EnrolmentWire[] }>(`/programmes/${body.programmeId}/enrolments`)
  expect(places.body.items.map(({ name }) => name).toSorted()).toEqual(['工友2', '工友3'])
  expect(refusalOf(await open(call, 1))).toEqual([409, '/problems/already-decided'])
  expect(refusalOf(await join(branch, call, 5, [1]))).toEqual([409, '/problems/enrolment-closed'])
})

test('when the room was taken meanwhile it stays open, tells each date, and opens elsewhere', async () => {
  const call = await called()
  await join(branch, call, 1, [0, 1])
  await placed(desk, draft(house.jining, line(house.jining, 'classroom', '19:00', '20:00', '2026-12-17')))
  expect(refusalOf(await open(call, 1))).toEqual([409, '/problems/refused', 'space-overlap'])
  const { body } = await desk.get<{ items: CallWire[] }>('/course-calls')
  expect(body.items.map(({ state }) => state)).toEqual(['open'])
  expect((await house.visitor.get<{ items: unknown[] }>('/programmes?facility=jining')).body.items).toEqual([])
  expect((await open(call, 0)).status).toBe(201)
  expect((await desk.get<{ items: unknown[] }>('/programmes')).body.items).toHaveLength(1)
})

test('opened twice at once it becomes one class', async () => {
  const call = await called()
  await join(branch, call, 1, [0])
  const replies = await Promise.all([open(call, 0), open(call, 0)])
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(
    (await desk.get<{ items: ProgrammeWire[] }>('/programmes')).body.items.map(({ sessions }) => sessions),
  ).toEqual([4])
})

test('nobody joins after the closing, and nothing opens at a time that is none', async () => {
  const call = await called()
  expect(faultsOf(await open(call, 2))).toEqual([['/slot', 'not-there']])
  house.clock.now += 4 * 86_400_000
  expect(refusalOf(await join(await house.as('branch'), call, 1, [0]))).toEqual([409, '/problems/enrolment-closed'])
})
