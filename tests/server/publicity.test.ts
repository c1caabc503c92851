import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PARTY_KINDS } from '@gongyue/shared/domain/party.ts'
import type { FeedWire, ProgrammeWire } from '@gongyue/shared/api/programme.ts'
import { insertSession } from '@gongyue/db/queries/sessions.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { newToken, sessionSecrets } from '@gongyue/server/plugins/session.ts'
import { FACILITY } from '../../scripts/seed/house.ts'
import { seedPalace } from '../../scripts/seed/palace.ts'
import { PARTIES } from '../../scripts/seed/parties.ts'
import { USERS } from '../../scripts/seed/people.ts'
import { client, PASSWORD, type Client } from '../support/house.ts'
import { readCalendar } from '../support/icalendar.ts'
import { cloneFilled, type TestDatabase } from '../support/postgres.ts'

// Three months of the sample palace, read as strangers read it: no name, no telephone, no code, no private title, on any day.
const TODAY = '2026-12-02'
const MIDNIGHT = Date.parse(`${TODAY}T00:00:00+08:00`)
const HOUR = 3_600_000

let database: TestDatabase
let app: FastifyInstance
let pool: pg.Pool
let desk: Client
let stranger: Client
let screen: Readonly<Record<string, string>>
const clock = { now: MIDNIGHT }

/** What is private about every booking of the sample, as the tables have it. */
let secrets: readonly {
  readonly title: string
  readonly code: string
  readonly reference: string
  readonly party: string
  readonly partyKind: string
  readonly spaceKind: string
}[]

beforeAll(async () => {
  database = await cloneFilled('sample', async (own) => {
    await seedPalace(own, { demoPassword: PASSWORD, today: TODAY })
  })
  ;({ pool } = database)
  app = await buildApp(readConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent' }), { clock: () => clock.now })
  const { token, tokenHash, csrfToken } = sessionSecrets()
  const user = USERS.find(({ username }) => username === 'desk')
  await insertSession(pool, {
    ...{ facilityId: FACILITY.id, sessionId: app.newId(), userId: user?.id ?? '', tokenHash, csrfToken },
    ...{ createdAt: clock.now, expiresAt: clock.now + 100 * 24 * HOUR, userAgent: 'test' },
  })
  desk = client(app, token, csrfToken)
  stranger = client(app, null, null)
  const wall = newToken()
  await pool.query(
    `insert into devices (facility_id, device_id, kind, name, hours, token_hash, created_at)
     values ($1, $2, 'wall', 'test', 24, $3, now())`,
    [FACILITY.id, app.newId(), wall.tokenHash],
  )
  screen = { authorization: `Bearer ${wall.token}` }
  const found = await pool.query<(typeof secrets)[number]>(
    `select r.title, r.code, o.reference, p.name as party, p.kind as "partyKind", s.kind as "spaceKind"
     from reservations r
     join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
     join parties p on p.facility_id = r.facility_id and p.party_id = r.party_id
     join spaces s on s.facility_id = r.facility_id and s.space_id = r.space_id`,
  )
  secrets = found.rows
}, 120_000)
afterAll(async () => {
  await app.close()
  await database.drop()
})

/** Every answer that a stranger can get in the life of the sample. */
async function answers(): Promise<readonly string[]> {
  const texts: string[] = []
  for (let day = -40; day <= 40; day += 1) {
    clock.now = MIDNIGHT + day * 24 * HOUR
    for (const path of ['/wall', '/wall/doors/classroom-204', '/wall/doors/table-tennis', '/wall/doors/gym']) {
      const { status, text } = await stranger.get(path, screen)
      expect(status).toBe(200)
      texts.push(text)
    }
    texts.push((await stranger.get<ProgrammeWire>('/programme/today')).text)
  }
  clock.now = MIDNIGHT
  const spaces = (await stranger.get<{ items: { id: string; code: string }[] }>('/spaces')).body.items
  const wanted = spaces.filter(({ code }) =>
    ['table-tennis', 'gym', 'theatre', 'classroom-204', 'rehearsal'].includes(code),
  )
  const bodies = [{ kind: 'programme' }, ...wanted.map(({ id }) => ({ kind: 'space', spaceId: id }))]
  for (const body of bodies) {
    const { path } = (await desk.post<{ feed: FeedWire; path: string }>('/calendars', body)).body
    const { status, text } = await stranger.get(path.replace('/api/v1', ''))
    expect(status).toBe(200)
    // Read again, so that no fold hides a word.
    texts.push(JSON.stringify(readCalendar(text).events.map((event) => ({ ...event, uid: null }))))
  }
  return texts
}

test('no wall, no door, no feed and no programme tells anything private of anybody', async () => {
  const texts = await answers()
  const all = texts.join('\n').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
  expect(all.length).toBeGreaterThan(100_000)
  // The rule written down a second time: who has a title for strangers.
  const open = (one: (typeof secrets)[number]) =>
    (['palace', 'partner', 'association'].includes(one.partyKind) && !['table', 'gym-place'].includes(one.spaceKind)) ||
    (one.partyKind !== 'person' && ['theatre', 'square', 'exhibition'].includes(one.spaceKind))
  const titles = new Set(secrets.filter(open).map(({ title }) => title))
  const closed = [...new Set(secrets.filter((one) => !open(one)).map(({ title }) => title))].filter(
    (title) => ![...titles].some((told) => told.includes(title)),
  )
  expect([titles.size > 20, closed.length > 5]).toEqual([true, true])
  const told = JSON.parse(`[${texts.map((text) => JSON.stringify(text)).join(',')}]`) as string[]
  const leaked = (words: readonly string[]) => words.filter((word) => told.some((text) => text.includes(word)))
  expect(leaked(closed.map((title) => `"${title}"`))).toEqual([])
  expect(leaked([...new Set(secrets.map(({ reference }) => reference))])).toEqual([])
  expect(leaked(USERS.map(({ displayName }) => displayName))).toEqual([])
  // One account is called like a kind of party.
  const names = USERS.map(({ username }) => username).filter((name) => !PARTY_KINDS.some((kind) => kind === name))
  expect(leaked(names.map((name) => `"${name}"`))).toEqual([])
  const phones = [...USERS, ...PARTIES].flatMap(({ phone }) => (phone === null ? [] : [phone]))
  expect(phones.length).toBeGreaterThan(10)
  expect(leaked(phones)).toEqual([])
  // Branches and people are in no answer, unless a public title itself names its host.
  const hosts = [...titles].join('\n')
  expect(leaked(PARTIES.map(({ name }) => name).filter((name) => !hosts.includes(name)))).toEqual(
    // the palace's own name is the title of every page
    leaked([FACILITY.name['zh-CN']]).filter((name) => PARTIES.some((party) => party.name === name)),
  )
  expect(all).not.toMatch(/"(?:code|reference|party|partyId|partyName|personId|headcount)":"?\d/)
})

test('what a stranger may read has only the members it needs', async () => {
  const { body } = await stranger.get<{ events: object[] }>('/wall', screen)
  expect([...new Set(body.events.flatMap((event) => Object.keys(event)))].toSorted()).toEqual([
    ...['count', 'end', 'movedTo', 'place', 'start', 'state', 'title'],
  ])
})
