import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewPasswordWire, UserWire } from '@gongyue/shared/api/users.ts'
import { count, faultsOf } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { idOf } from '../support/palace.ts'

let house: TestHouse
let admin: Client

beforeAll(async () => {
  house = await openHouse()
  admin = await house.as('admin')
})
afterAll(async () => await house.close())

const DRAFT = { displayName: ' 郭小雨 ', roles: ['front-desk'], email: 'guo@example.org' } as const
const draft = (changes: object = {}) => ({ ...DRAFT, partyIds: [house.jining.party('palace')], ...changes })
const fieldsOf = ({ displayName, roles, parties, email, active }: UserWire) => {
  return { displayName, roles, email, active, partyIds: parties.map(({ id }) => id) }
}
const listed = async (name: string): Promise<UserWire> => {
  const { body } = await admin.get<{ items: UserWire[] }>('/users')
  const found = body.items.find(({ username }) => username === name)
  if (!found) throw new Error(`no account ${name}`)
  return found
}

describe('an account', () => {
  test('is made with a password that is told once, and signs in with it', async () => {
    const { status, body } = await admin.post<NewPasswordWire>('/users', { username: 'guo.xiaoyu', ...draft() })
    expect([status, body.user.displayName, body.user.roles, body.user.parties.length]).toEqual([
      ...[201, '郭小雨', ['front-desk'], 1],
    ])
    expect(body.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    const signedIn = await house.visitor.post('/session', { username: 'guo.xiaoyu', password: body.password })
    expect(signedIn.status).toBe(200)
    const again = await admin.post('/users', { username: 'guo.xiaoyu', ...draft() })
    expect([again.status, faultsOf(again)]).toEqual([400, [['/username', 'taken']]])
    const trail = await count(house.pool, `audit_events where action = 'add-user' and data::text like '%password%'`)
    expect(trail).toBe(0)
  })

  test('names parties of its own palace, whatever others are called', async () => {
    const wrong = await admin.post('/users', {
      username: 'guo.two',
      ...draft({ partyIds: [house.berlin.party('palace')] }),
    })
    expect(faultsOf(wrong)).toEqual([['/partyIds/0', 'not-there']])
    expect((await admin.put(`/users/${house.berlin.user('desk')}`, { ...draft(), active: true })).status).toBe(404)
    expect((await admin.post(`/users/${idOf('nobody')}/password`)).status).toBe(404)
  })

  test('that is changed under an older version is shown as it stands', async () => {
    const desk = await listed('jining-desk')
    const put = async (changes: object) =>
      await admin.put<UserWire & { current: UserWire }>(
        `/users/${desk.id}`,
        { ...fieldsOf(desk), ...changes },
        { 'if-match': `"${desk.version}"` },
      )
    expect([(await put({ email: 'desk@example.org' })).status, (await put({ email: null })).status]).toEqual([200, 412])
    expect((await listed('jining-desk')).email).toBe('desk@example.org')
  })

  test('that is set inactive is signed out at once, and a new password signs everybody else out', async () => {
    const visitor = await house.as('visitor')
    const before = await listed('jining-visitor')
    await admin.post(`/users/${before.id}/password`)
    expect((await visitor.get('/my-service')).status).toBe(401)
    const anew = await house.as('visitor')
    await admin.put(`/users/${before.id}`, { ...fieldsOf(before), active: false })
    expect((await anew.get('/my-service')).status).toBe(401)
  })
})

describe('the last administrator', () => {
  test('stays one, and stays active', async () => {
    const me = await listed('jining-admin')
    const less = await admin.put(`/users/${me.id}`, { ...fieldsOf(me), roles: ['manager'] })
    const gone = await admin.put(`/users/${me.id}`, { ...fieldsOf(me), active: false })
    expect([faultsOf(less), faultsOf(gone)]).toEqual([
      [['/roles', 'last-administrator']],
      [['/active', 'last-administrator']],
    ])
  })

  test('is one of two who take each other’s role away at once', async () => {
    const { body } = await admin.post<NewPasswordWire>('/users', {
      username: 'second.admin',
      ...draft({ roles: ['administrator'] }),
    })
    const me = await listed('jining-admin')
    const both = [me, body.user].map(
      async (user) => await admin.put(`/users/${user.id}`, { ...fieldsOf(user), roles: ['manager'] }),
    )
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses.toSorted()).not.toEqual([200, 200])
    expect(
      await count(house.pool, `user_roles where role = 'administrator' and facility_id = $1`, [house.jining.id]),
    ).toBe(1)
  })
})
