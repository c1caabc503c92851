import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOW, openHouse, PASSWORD, type Client, type TestHouse } from '../support/house.ts'
import { idOf } from '../support/palace.ts'

let house: TestHouse
let admin: Client

beforeAll(async () => {
  house = await openHouse()
  admin = await house.as('admin')
})
afterAll(async () => await house.close())

interface Event {
  readonly id: string
  readonly action: string
  readonly nounId: string
  readonly [key: string]: unknown
}

interface Page {
  readonly items: readonly Event[]
  readonly nextCursor: string | null
}

async function read(query = ''): Promise<Page> {
  return (await admin.get<Page>(`/audit${query}`)).body
}

test('signing in and out is on record, with the hour of the palace', async () => {
  const signedIn = await house.visitor.post('/session', { username: 'jining-desk', password: PASSWORD })
  expect(signedIn.status).toBe(200)
  const desk = await house.as('desk')
  await desk.delete('/session')
  const { items } = await read()
  const by = { userId: house.jining.user('desk'), userName: 'jining desk', noun: 'session' }
  expect(items.map(({ id: _id, nounId: _nounId, ...event }) => event)).toEqual([
    { ...by, at: '2026-12-02T10:00:00+08:00', action: 'sign-out', data: {} },
    { ...by, at: '2026-12-02T10:00:00+08:00', action: 'sign-in', data: { ip: '127.0.0.1' } },
  ])
})

test('a failed sign-in is on record under the account, without the password and without a user', async () => {
  const password = 'not-the-password'
  await house.visitor.post('/session', { username: 'jining-branch', password })
  await house.pool.query('update users set active = false where user_id = $1', [house.jining.user('branch2')])
  await house.visitor.post('/session', { username: 'jining-branch2', password: PASSWORD })
  const eventsOf = async (user: string): Promise<unknown> => (await read(`?nounId=${house.jining.user(user)}`)).items
  const failed = (user: string, why: string): unknown => ({
    id: expect.any(String) as string,
    at: '2026-12-02T10:00:00+08:00',
    userId: null,
    userName: null,
    action: 'sign-in-failed',
    noun: 'user',
    nounId: house.jining.user(user),
    data: { why, ip: '127.0.0.1' },
  })
  // Written after the reply, so that its time tells nothing.
  await expect.poll(async () => await eventsOf('branch')).toEqual([failed('branch', 'wrong-password')])
  await expect.poll(async () => await eventsOf('branch2')).toEqual([failed('branch2', 'not-active')])
  const { rows } = await house.pool.query('select 1 from audit_events where data::text like any ($1)', [
    [`%${password}%`, `%${PASSWORD}%`],
  ])
  expect(rows).toEqual([])
})

test('an invented name is not kept: it may be a password in the wrong field', async () => {
  const before = await house.pool.query('select 1 from audit_events')
  await house.visitor.post('/session', { username: 'my-secret-password', password: 'x' })
  await house.visitor.post('/session', { username: 'jining-visitor', password: 'x' })
  await expect
    .poll(async () => (await house.pool.query('select 1 from audit_events')).rowCount)
    .toBe(Number(before.rowCount) + 1)
})

test('pages follow each other without a gap or a repeat, newest first', async () => {
  const ids = Array.from({ length: 5 }, (_, at) => `0fffffff-0000-7000-8000-00000000000${at}`)
  for (const id of ids) {
    await house.pool.query(
      `insert into audit_events values ($1, $2, to_timestamp($3), null, 'count', 'number', $4, '{}')`,
      [house.jining.id, id, NOW / 1000, idOf('numbers')],
    )
  }
  const about = `?nounId=${idOf('numbers')}&limit=2`
  const seen: string[] = []
  let cursor: string | null = ''
  const sizes: number[] = []
  while (cursor !== null) {
    const page: Page = await read(`${about}${cursor && `&cursor=${cursor}`}`)
    sizes.push(page.items.length)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  }
  expect([sizes, seen]).toEqual([[2, 2, 1], ids.toReversed()])
  expect((await read(`?nounId=${idOf('numbers')}&limit=5`)).nextCursor).toBeNull()
})

test("another palace's deeds are not there, not even by id or cursor", async () => {
  const stranger = await house.as('berlin-admin')
  expect((await stranger.get('/audit')).body).toEqual({ items: [], nextCursor: null })
  expect((await stranger.get(`/audit?nounId=${house.jining.user('branch')}`)).body).toEqual({
    items: [],
    nextCursor: null,
  })
  expect((await stranger.get('/audit?cursor=ffffffff-ffff-7fff-bfff-ffffffffffff')).body).toEqual({
    items: [],
    nextCursor: null,
  })
})
