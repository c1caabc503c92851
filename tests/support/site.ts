import type { BrowserContext, Page } from 'playwright-core'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { openPool } from '@gongyue/db/pool.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { listen } from '@gongyue/server/main.ts'
import { seedPalace } from '../../scripts/seed/palace.ts'
import { buildWeb, WEB_DIST } from '../../scripts/start/web-build.ts'
import { launchBrowser, type Look } from './browser.ts'
import { PASSWORD } from './house.ts'
import { cloneDatabase } from './postgres.ts'

/** A Friday, half past six in the evening: the desk's busiest hour. */
export const FRIDAY = '2026-11-27'
export const FRIDAY_EVENING = Date.parse(`${FRIDAY}T18:30:05+08:00`)

/** What `npm start` opens: the built pages, the server and the sample palace, under a clock that stands still. */
export interface Site {
  readonly url: string
  /** Move it by setting `now`. */
  readonly clock: { now: number }
  /** A page of somebody who has signed in. Times are those of this PC: only the server's clock is held. */
  readonly open: (path: string, user: string, look: Look) => Promise<Page>
  /** Somebody who uses the API from elsewhere, such as from a phone. */
  readonly as: (user: string) => Promise<ApiUser>
  readonly close: () => Promise<void>
}

export interface ApiUser {
  readonly partyId: string
  readonly get: <T>(path: string) => Promise<T>
  readonly post: <T>(path: string, body: unknown) => Promise<{ readonly status: number; readonly body: T }>
  /** Places an order that must not be refused; every condition is accepted. */
  readonly place: (wish: Wish) => Promise<OrderWire>
}

export interface Wish {
  readonly title: string
  readonly headcount: number
  readonly purpose?: string
  readonly lines: readonly { readonly space: string; readonly start: string; readonly end: string }[]
}

/** Opens the palace; close it in `afterAll`. The seed is always the same, so are the bookings. */
export async function openSite(): Promise<Site> {
  const [database] = await Promise.all([cloneDatabase(), buildWeb()])
  const pool = openPool(database.url, 2)
  await seedPalace(pool, { today: FRIDAY, demoPassword: PASSWORD })
  await pool.end()
  const clock = { now: FRIDAY_EVENING }
  // Sessions outlive the days that a test moves the clock by.
  const config = {
    ...readConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent', PORT: '0' }),
    webRoot: WEB_DIST,
    sessionHours: 24 * 60,
  }
  const [server, browser] = await Promise.all([
    listen({ ...config, host: '127.0.0.1' }, { clock: () => clock.now }),
    launchBrowser(),
  ])
  const url = server.address
  const cookies = new Map<string, Cookies>()
  const users = new Map<string, Promise<ApiUser>>()
  return {
    url,
    clock,
    open: async (path, user, look) => {
      const page = await browser.newPage(look)
      const known = cookies.get(user) ?? (await signIn(page.context(), url, user))
      cookies.set(user, known)
      await page.context().addCookies(known)
      await page.goto(`${url}${path}`)
      return page
    },
    as: async (user) => {
      const known = users.get(user) ?? apiUser(url, user)
      users.set(user, known)
      return await known
    },
    close: async () => {
      await browser.close()
      await server.stop()
      await database.drop()
    },
  }
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** Once for each user: the server lets nobody sign in twenty times a minute. */
async function signIn(context: BrowserContext, url: string, username: string): Promise<Cookies> {
  const reply = await context.request.post(`${url}/api/v1/session`, { data: { username, password: PASSWORD } })
  if (!reply.ok()) throw new Error(`${username} could not sign in: ${reply.status()} ${await reply.text()}`)
  return await context.cookies()
}

async function apiUser(url: string, username: string): Promise<ApiUser> {
  const api = `${url}/api/v1`
  const json = { 'content-type': 'application/json' }
  const entered = await fetch(`${api}/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const session = (await entered.json()) as SessionWire // the contract of the route
  const partyId = session.parties[0]?.id ?? ''
  const get = async <T>(path: string) => (await (await fetch(`${api}${path}`, { headers: { cookie } })).json()) as T
  const post = async <T>(path: string, body: unknown) => {
    const headers = { ...json, cookie, 'x-csrf-token': session.csrfToken, 'idempotency-key': crypto.randomUUID() }
    const reply = await fetch(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: reply.status, body: (await reply.json()) as T } // what the test expects; a wrong guess fails it
  }
  return {
    partyId,
    get,
    post,
    place: async (wish) => {
      const { items } = await get<{ readonly items: readonly SpaceWire[] }>('/spaces')
      const spaceOf = (code: string) => {
        const found = items.find((space) => space.code === code)
        if (!found) throw new Error(`no space ${code}`)
        return found
      }
      const conditions = wish.lines.flatMap(({ space }) => {
        const { id, conditions: asked } = spaceOf(space)
        return asked ? [[id, asked.version] as const] : []
      })
      const { status, body } = await post<OrderWire>('/orders', {
        title: wish.title,
        purpose: wish.purpose ?? '',
        headcount: wish.headcount,
        partyId,
        conditions: Object.fromEntries(conditions),
        lines: wish.lines.map(({ space, start, end }) => ({ kind: 'space', spaceId: spaceOf(space).id, start, end })),
      })
      if (status !== 201) throw new Error(`"${wish.title}" was meant to be placed: ${status} ${JSON.stringify(body)}`)
      return body
    },
  }
}
