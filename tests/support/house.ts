import type { FastifyInstance, InjectOptions } from 'fastify'
import type pg from 'pg'
import { openPool } from '@gongyue/db/pool.ts'
import { insertSession } from '@gongyue/db/queries/sessions.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig, type Config } from '@gongyue/server/config.ts'
import { hashPassword } from '@gongyue/server/features/session/passwords.ts'
import { SESSION_COOKIE, sessionSecrets } from '@gongyue/server/plugins/session.ts'
import { buildPalace, type SmallPalace } from './palace.ts'
import { cloneDatabase } from './postgres.ts'

/** The password of everybody. */
export const PASSWORD = 'plum-blossom-7'

/** A Wednesday, ten in the morning in Jining, three at night in Berlin. */
export const NOW = Date.parse('2026-12-02T10:00:00+08:00')

/** The real server on a database of its own, with two small palaces. */
export interface TestHouse {
  readonly app: FastifyInstance
  /** Reads like the server's pool: instants are epoch milliseconds. */
  readonly pool: pg.Pool
  readonly url: string
  /** Move it by setting `now`. */
  readonly clock: { now: number }
  /** Rolls follow a seed; a test may lay the next ones here. */
  readonly dice: { readonly laid: number[] }
  /** Asia/Shanghai, with the holiday notice of 2026. */
  readonly jining: SmallPalace
  /** Europe/Berlin, which changes its clocks. */
  readonly berlin: SmallPalace
  /** Somebody with a session of their own: `desk` is jining-desk, `berlin-desk` the other. */
  readonly as: (name: string) => Promise<Client>
  /** Somebody without a session. */
  readonly visitor: Client
  readonly close: () => Promise<void>
}

/** What came back, with the body read as JSON where it is. */
export interface Reply<T = unknown> {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly body: T
  readonly text: string
}

/** One browser: its cookie and its CSRF token travel by themselves. */
export interface Client {
  readonly cookie: string | null
  readonly csrfToken: string | null
  get<T = unknown>(path: string, headers?: Headers): Promise<Reply<T>>
  post<T = unknown>(path: string, body?: unknown, headers?: Headers): Promise<Reply<T>>
  patch<T = unknown>(path: string, body: unknown, headers?: Headers): Promise<Reply<T>>
  put<T = unknown>(path: string, body: unknown, headers?: Headers): Promise<Reply<T>>
  delete<T = unknown>(path: string, headers?: Headers): Promise<Reply<T>>
}

/** Opens the house; close it in `afterAll`. */
export async function openHouse(settings: Partial<Config> = {}): Promise<TestHouse> {
  const database = await cloneDatabase()
  const clock = { now: NOW }
  const dice = { laid: [] as number[] }
  const seeded = seededDice(2026)
  const config = { ...readConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent', JOBS: '0' }), ...settings }
  const pool = openPool(database.url, 8)
  const passwordHash = await hashPassword(PASSWORD)
  const jining = await buildPalace(pool, 'jining', 'Asia/Shanghai', passwordHash)
  const berlin = await buildPalace(pool, 'berlin', 'Europe/Berlin', passwordHash)
  await announce2026(pool, jining)
  const app = await buildApp(config, { clock: () => clock.now, dice: () => dice.laid.shift() ?? seeded() })
  return {
    app,
    pool,
    url: database.url,
    clock,
    dice,
    jining,
    berlin,
    as: async (name) => {
      const palace = name.startsWith('berlin-') ? berlin : jining
      return await withSession(app, pool, palace, name.replace('berlin-', ''), clock.now)
    },
    visitor: client(app, null, null),
    close: async () => {
      await app.close()
      await pool.end()
      await database.drop()
    },
  }
}

/** A client with a given cookie, for sessions that were made or stolen elsewhere. */
export function client(app: FastifyInstance, token: string | null, csrfToken: string | null): Client {
  const cookie = token === null ? null : `${SESSION_COOKIE}=${token}`
  const send = async <T>(options: InjectOptions, headers: Headers): Promise<Reply<T>> => {
    const reply = await app.inject({
      ...options,
      headers: { ...(cookie && { cookie }), ...(csrfToken && { 'x-csrf-token': csrfToken }), ...headers },
    })
    const json = /json/.test(String(reply.headers['content-type'])) && reply.body !== ''
    // The test says what it expects; a wrong guess fails its assertions.
    const body = (json ? JSON.parse(reply.body) : null) as T
    return { status: reply.statusCode, headers: reply.headers, body, text: reply.body }
  }
  return {
    cookie,
    csrfToken,
    get: async (path, headers = {}) => await send({ method: 'GET', url: at(path) }, headers),
    post: async (path, body, headers = {}) =>
      await send({ method: 'POST', url: at(path), ...(body !== undefined && { payload: body as object }) }, headers),
    patch: async (path, body, headers = {}) =>
      await send({ method: 'PATCH', url: at(path), payload: body as object }, headers),
    put: async (path, body, headers = {}) =>
      await send({ method: 'PUT', url: at(path), payload: body as object }, headers),
    delete: async (path, headers = {}) => await send({ method: 'DELETE', url: at(path) }, headers),
  }
}

/** Park and Miller's generator: door codes differ from each other and are the same in every run. */
export function seededDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 0x7fffffff
    return state / 0x7fffffff
  }
}

type Headers = Readonly<Record<string, string>>

/** Paths of the API are short, as in the contracts; `//` leads outside. */
function at(path: string): string {
  return path.startsWith('//') ? path.slice(1) : `/api/v1${path}`
}

/** Without argon2: a test that is not about passwords need not wait for them. */
async function withSession(
  app: FastifyInstance,
  pool: pg.Pool,
  palace: SmallPalace,
  user: string,
  now: number,
): Promise<Client> {
  const { token, tokenHash, csrfToken } = sessionSecrets()
  await insertSession(pool, {
    facilityId: palace.id,
    sessionId: app.newId(),
    userId: palace.user(user),
    tokenHash,
    csrfToken,
    createdAt: now,
    expiresAt: now + app.config.sessionHours * 3_600_000,
    userAgent: 'test',
  })
  return client(app, token, csrfToken)
}

async function announce2026(pool: pg.Pool, { id }: SmallPalace): Promise<void> {
  await pool.query(`insert into holiday_notices values ($1, 2026, 'test', '2025-11-04')`, [id])
  await pool.query(
    `insert into special_days values ($1, '2026-10-01', 'legal-holiday', '国庆节'), ($1, '2026-10-10', 'make-up-workday', '国庆节')`,
    [id],
  )
}
