import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsAt, loadHouse, readFactsVersion } from '@gongyue/db/house.ts'
import { NOW } from '../support/house.ts'
import { addPolicy, buildPalace, idOf, SMALL_POLICY, type SmallPalace } from '../support/palace.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'

let database: TestDatabase
let pool: pg.Pool
let jining: SmallPalace

beforeAll(async () => {
  database = await cloneDatabase()
  ;({ pool } = database)
  jining = await buildPalace(pool, 'jining', 'Asia/Shanghai', null)
  await buildPalace(pool, 'berlin', 'Europe/Berlin', null)
})
afterAll(async () => await database.drop())

test('the facts of one palace, and of no other', async () => {
  const house = await loadHouse(pool, jining.id)
  expect(house?.factsVersion).toBe(await readFactsVersion(pool, jining.id))
  expect(house?.facts.timeZone).toBe('Asia/Shanghai')
  expect(house?.facts.spaces.size).toBe(11)
  expect(house?.facts.spaces.get(jining.space('rehearsal'))).toEqual({
    id: jining.space('rehearsal'),
    code: 'rehearsal',
    parentId: null,
    name: { 'zh-CN': 'rehearsal室', en: 'rehearsal' },
    kind: 'rehearsal',
    atomIds: [idOf('jining/atom/ra'), idOf('jining/atom/rb')].toSorted(),
    capacity: 120,
    features: [],
    setUpMinutes: 0,
    strikeMinutes: 0,
    gridMinutes: 30,
    minMinutes: 30,
    maxMinutes: 720,
    noticeMinutes: 0,
    horizonDays: 60,
    conditionsVersion: 0,
    bookable: true,
  })
  expect([...(house?.facts.parties.keys() ?? [])]).toEqual(
    ['branch-1', 'branch-2', 'federation', 'palace'].map((code) => jining.party(code)),
  )
})

test('instants are epoch milliseconds, days are texts', async () => {
  await pool.query(
    `insert into closures (facility_id, closure_id, space_id, starts_at, ends_at, reason)
     values ($1, $2, $3, '2026-12-05T14:00+08', '2026-12-05T16:00:00.250+08', '检修')`,
    [jining.id, idOf('closure'), jining.space('theatre')],
  )
  await pool.query(`insert into holiday_notices values ($1, 2026, 'test', '2025-11-04')`, [jining.id])
  await pool.query(`insert into special_days values ($1, '2026-10-01', 'legal-holiday', '国庆节')`, [jining.id])
  const house = await loadHouse(pool, jining.id)
  expect(house?.facts.closures).toEqual([
    {
      id: idOf('closure'),
      spaceId: jining.space('theatre'),
      during: { start: Date.parse('2026-12-05T14:00+08:00'), end: Date.parse('2026-12-05T16:00:00.250+08:00') },
      reason: '检修',
    },
  ])
  expect(house?.facts.dayTypes).toEqual({
    years: new Set([2026]),
    special: new Map([['2026-10-01', { date: '2026-10-01', kind: 'legal-holiday', name: '国庆节' }]]),
  })
  expect(house && factsAt(house, NOW)).toEqual({ ...house?.facts, now: NOW })
})

test('the policy is the newest one', async () => {
  await addPolicy(pool, jining, { cancelMinutes: 45 })
  const house = await loadHouse(pool, jining.id)
  expect(house?.facts.policy).toEqual({ ...SMALL_POLICY, cancelMinutes: 45, version: 2 })
})

test('a space that has no atom can not be booked, whatever its row says', async () => {
  await pool.query(`update spaces set bookable = false where space_id = $1`, [jining.space('table-1')])
  await pool.query('delete from space_atoms where space_id = $1', [jining.space('table-2')])
  const house = await loadHouse(pool, jining.id)
  const bookable = ['table-1', 'table-2', 'table-3'].map(
    (code) => house?.facts.spaces.get(jining.space(code))?.bookable,
  )
  expect(bookable).toEqual([false, false, true])
})

test.each([
  ['a space', `update spaces set capacity = capacity + 1 where code = 'classroom'`],
  [
    'what a space is made of',
    `delete from space_atoms where space_id = (select space_id from spaces where code = 'table-4' limit 1)`,
  ],
  ['an opening hour', `update opening_hours set closes = 1300`],
  ['a closure', `update closures set reason = 'x'`],
  ['a holiday', `delete from special_days`],
  ['a notice', `delete from holiday_notices`],
  ['a party', `update parties set suspended = true`],
  [
    'a policy',
    `insert into policies select facility_id, version + 1, body from policies order by version desc limit 1`,
  ],
])('a change of %s counts the version up', async (_, change) => {
  const before = await readFactsVersion(pool, jining.id)
  await pool.query(change)
  expect(await readFactsVersion(pool, jining.id)).toBe(before + 1)
})

test('no such palace is null; one without a policy is a fault that says so', async () => {
  expect(await loadHouse(pool, idOf('nowhere'))).toBeNull()
  expect(await readFactsVersion(pool, idOf('nowhere'))).toBe(-1)
  await pool.query('delete from policies where facility_id = $1', [jining.id])
  await expect(loadHouse(pool, jining.id)).rejects.toThrow('has no policy')
})
