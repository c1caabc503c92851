import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadHouse } from '@gongyue/db/house.ts'
import { passwordFits } from '@gongyue/server/features/session/passwords.ts'
import { firstAdministrator, forgetFirstPassword } from '../../scripts/start/first-administrator.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'

let database: TestDatabase
let pool: pg.Pool
const folder = mkdtempSync(join(tmpdir(), 'gongyue-first-'))
const file = join(folder, 'first-password')

beforeAll(async () => {
  database = await cloneDatabase()
  ;({ pool } = database)
})
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('in a database without accounts two starts at once make one palace and one administrator', async () => {
  const [one, two] = await Promise.all([firstAdministrator(pool, folder), firstAdministrator(pool, folder)])
  const first = one ?? two
  expect(first?.username).toBe('admin')
  expect(first?.password).toMatch(/^[2-9a-z]{10}$/)
  const { rows } = await pool.query<{ facility: string; hash: string; roles: string[]; party: string }>(
    `select u.facility_id as facility, u.password_hash as hash, array_agg(r.role) as roles, min(p.code) as party
     from users u join user_roles r using (facility_id, user_id) join user_parties using (facility_id, user_id)
     join parties p using (facility_id, party_id) group by 1, 2`,
  )
  expect(rows.map(({ roles, party }) => [roles, party])).toEqual([[['administrator'], 'palace']])
  expect(await passwordFits(first?.password ?? '', rows[0]?.hash ?? null)).toBe(true)
  // a palace that the server can load, and a deed on record without the password
  expect((await loadHouse(pool, rows[0]?.facility ?? ''))?.facts.timeZone).toBe('Asia/Shanghai')
  const deeds = await pool.query('select action, user_id as by, data from audit_events')
  expect(deeds.rows).toEqual([{ action: 'add-first-administrator', by: null, data: { username: 'admin' } }])
})

test('a start that was killed before it told the password tells it the next time; afterwards nobody is told', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const again = await firstAdministrator(pool, folder)
  expect(again?.username).toBe('admin')
  forgetFirstPassword(folder)
  expect(existsSync(file)).toBe(false)
  expect(await firstAdministrator(pool, folder)).toBe(null)
})

test('a palace in which nobody has an account gets one, and no second palace', async () => {
  await pool.query('truncate audit_events, user_roles, user_parties, users cascade')
  expect((await firstAdministrator(pool, folder))?.username).toBe('admin')
  expect((await pool.query('select code from facilities')).rows).toEqual([{ code: 'palace' }])
})
