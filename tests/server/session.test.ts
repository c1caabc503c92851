import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { client, NOW, openHouse, PASSWORD, type Reply, type TestHouse } from '../support/house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openHouse({ demo: true })
})
afterAll(async () => await house.close())

async function signIn(username: string, password = PASSWORD, headers = {}): Promise<Reply<SessionWire>> {
  return await house.visitor.post<SessionWire>('/session', { username, password }, headers)
}

function tokenOf(reply: Reply): string {
  return /gongyue_session=([^;]*)/.exec(String(reply.headers['set-cookie']))?.[1] ?? ''
}

test('signing in tells who one is, what one may, and for whom one acts', async () => {
  const { status, body } = await signIn('jining-branch')
  expect(status).toBe(200)
  expect(body).toEqual({
    user: { id: house.jining.user('branch'), username: 'jining-branch', name: 'jining branch' },
    facility: {
      id: house.jining.id,
      code: 'jining',
      name: { 'zh-CN': 'jining文化宫', en: 'jining palace' },
      timeZone: 'Asia/Shanghai',
    },
    roles: ['branch-officer'],
    parties: [{ id: house.jining.party('branch-1'), name: 'jining branch-1', kind: 'branch' }],
    csrfToken: expect.stringMatching(/^[\w-]{43}$/) as string,
  })
})

test('the cookie is for the browser only, lasts as long as the session, and is kept as a hash', async () => {
  const reply = await signIn('jining-desk')
  const token = tokenOf(reply)
  expect(reply.headers['set-cookie']).toBe(`gongyue_session=${token}; Max-Age=43200; Path=/; HttpOnly; SameSite=Lax`)
  const { rows } = await house.pool.query<{ user_id: string; expires_at: number }>(
    'select user_id, expires_at from sessions where token_hash = $1',
    [createHash('sha256').update(token).digest()],
  )
  expect(rows).toEqual([{ user_id: house.jining.user('desk'), expires_at: NOW + 12 * 3_600_000 }])
})

test('the session is read back with the cookie, and gone at once after signing out', async () => {
  const reply = await signIn('jining-desk')
  const desk = client(house.app, tokenOf(reply), reply.body.csrfToken)
  expect((await desk.get('/session')).body).toEqual(reply.body)
  const out = await desk.delete('/session')
  expect([out.status, out.text]).toEqual([204, ''])
  expect(out.headers['set-cookie']).toMatch(/^gongyue_session=; Max-Age=0; Path=\//)
  expect((await desk.get('/session')).body).toMatchObject({ type: '/problems/not-signed-in', status: 401 })
})

test('signing in anew ends the session that the browser had', async () => {
  const first = await signIn('jining-desk')
  const cookie = `gongyue_session=${tokenOf(first)}`
  const second = await signIn('jining-desk', PASSWORD, { cookie })
  expect(second.status).toBe(200)
  expect(tokenOf(second)).not.toBe(tokenOf(first))
  expect(second.body.csrfToken).not.toBe(first.body.csrfToken)
  expect((await client(house.app, tokenOf(first), null).get('/session')).status).toBe(401)
  expect((await client(house.app, tokenOf(second), null).get('/session')).status).toBe(200)
})

test('a session runs out when its hours are over', async () => {
  const desk = await house.as('desk')
  house.clock.now = NOW + 12 * 3_600_000 - 1
  expect((await desk.get('/session')).status).toBe(200)
  house.clock.now = NOW + 12 * 3_600_000
  expect((await desk.get('/session')).body).toMatchObject({ type: '/problems/not-signed-in' })
  house.clock.now = NOW
})

test('a deleted session is worth nothing, in whatever hands', async () => {
  const coordinator = await house.as('coordinator')
  await house.pool.query('delete from sessions where user_id = $1', [house.jining.user('coordinator')])
  expect((await coordinator.get('/session')).status).toBe(401)
})

test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(5000), "' or 1=1 --", '%00'.repeat(10)])(
  'an invented token %j is nobody',
  async (token) => {
    expect((await client(house.app, token, null).get('/session')).status).toBe(401)
  },
)

test('a wrong name, a wrong password and a closed account are one answer without a cookie', async () => {
  await house.pool.query('update users set active = false where user_id = $1', [house.berlin.user('desk')])
  await house.pool.query('update users set password_hash = null where user_id = $1', [house.berlin.user('manager')])
  const replies = [
    await signIn('nobody'),
    await signIn('jining-desk', 'wrong'),
    await signIn('berlin-desk'),
    await signIn('berlin-manager'),
  ]
  for (const reply of replies) {
    expect(reply.headers['set-cookie']).toBeUndefined()
    expect({ ...reply.body, instance: '' }).toEqual({
      type: '/problems/wrong-password',
      title: '登录失败',
      status: 401,
      detail: '账号或密码不对。请检查大小写后再试；忘记密码请联系管理员。',
      instance: '',
    })
  }
})

test('an account that is closed while signed in is out at once', async () => {
  const admin = await house.as('berlin-admin')
  expect((await admin.get('/session')).status).toBe(200)
  await house.pool.query('update users set active = false where user_id = $1', [house.berlin.user('admin')])
  expect((await admin.get('/session')).status).toBe(401)
})

test('a right that is taken away is gone with the next request', async () => {
  const manager = await house.as('manager')
  expect((await manager.get('/policies')).status).toBe(200)
  await house.pool.query('delete from user_roles where user_id = $1', [house.jining.user('manager')])
  expect((await manager.get('/policies')).status).toBe(403)
  await house.pool.query(`insert into user_roles values ($1, $2, 'manager')`, [
    house.jining.id,
    house.jining.user('manager'),
  ])
})

test('an unknown name takes as long as a wrong password', async () => {
  const times: Record<string, number[]> = { nobody: [], 'jining-visitor': [] }
  for (let round = 0; round < 4; round += 1) {
    for (const [username, measured] of Object.entries(times)) {
      const start = performance.now()
      await signIn(username, 'wrong')
      measured.push(performance.now() - start)
    }
  }
  const [unknown = 0, known = 0] = Object.values(times).map((measured) => Math.min(...measured))
  // A skipped check would be a hundredth of it; the rest is the noise of a busy machine.
  expect(unknown).toBeGreaterThan(known / 4)
})

test('what a user leaves behind is cleared away at the next sign-in: dead sessions and old keys', async () => {
  await house.as('branch2')
  const { id, user } = house.jining
  await house.pool.query(
    `insert into idempotency_keys (facility_id, user_id, key, request_hash, status, response, created_at)
     values ($1, $2, 'old-key-1', '', 201, '{}', to_timestamp($3)), ($1, $2, 'new-key-1', '', 201, '{}', to_timestamp($4))`,
    [id, user('branch2'), NOW / 1000 - 4 * 86_400, NOW / 1000],
  )
  house.clock.now = NOW + 13 * 3_600_000
  expect((await signIn('jining-branch2')).status).toBe(200)
  house.clock.now = NOW
  const sessions = await house.pool.query('select 1 from sessions where user_id = $1', [user('branch2')])
  const keys = await house.pool.query('select key from idempotency_keys where user_id = $1', [user('branch2')])
  expect([sessions.rowCount, keys.rows]).toEqual([1, [{ key: 'new-key-1' }]])
})

test('demo accounts are shown with their role, in the order of the rights', async () => {
  const { body } = await house.visitor.get<{ items: unknown[] }>('/demo-accounts')
  expect(body.items.slice(0, 3)).toEqual([
    { username: 'berlin-branch', name: 'berlin branch', role: 'branch-officer' },
    { username: 'berlin-branch2', name: 'berlin branch2', role: 'branch-officer' },
    { username: 'jining-branch', name: 'jining branch', role: 'branch-officer' },
  ])
  // Six in Jining; in Berlin two accounts were closed above. Visitors are no demo accounts here.
  expect(body.items).toHaveLength(10)
})

test('outside demo mode nobody is shown', async () => {
  const real = await openHouse()
  expect((await real.visitor.get('/demo-accounts')).body).toEqual({ items: [] })
  await real.close()
})

test('behind HTTPS the cookie never leaves it', async () => {
  const secure = await openHouse({ cookieSecure: true })
  const reply = await secure.visitor.post('/session', { username: 'jining-desk', password: PASSWORD })
  expect(reply.headers['set-cookie']).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  await secure.close()
})
