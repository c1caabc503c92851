import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { insertSession } from '@gongyue/db/queries/sessions.ts'
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { SESSION_COOKIE, sessionSecrets } from '@gongyue/server/plugins/session.ts'
import { FACILITY } from '../../scripts/seed/house.ts'
import { seedPalace } from '../../scripts/seed/palace.ts'
import { USERS } from '../../scripts/seed/people.ts'
import { buildWeb, TEST_DIST } from '../../scripts/start/web-build.ts'
import { axe, launchBrowser, type Look, type TestBrowser } from '../support/browser.ts'
import { client, seededDice, type Client } from '../support/house.ts'
import { cloneFilled } from '../support/postgres.ts'

/** The password of the demo accounts. */
export const PASSWORD = 'plum-blossom-7'

/** A Wednesday, ten in the morning: for the server, for the browser and for the sample that was made around it. */
export const NOW = Date.parse('2026-12-02T10:00:00+08:00')
export const TODAY = '2026-12-02'

/** The whole thing: the sample palace in a database of its own, the real server, the built pages and a browser. */
export interface LivePalace {
  readonly app: FastifyInstance
  readonly pool: pg.Pool
  /** Where the server listens, without a slash at the end. */
  readonly url: string
  /** A page in a context of its own, signed in when a user is named. */
  readonly open: (look: Look, path: string, user?: string) => Promise<Page>
  /** The same user without a browser. */
  readonly as: (user: string) => Promise<Client>
  /** Ends every session of everybody. */
  readonly endSessions: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Boots it all, about 2 s once the sample was made; close it in `afterAll`. */
export async function openLivePalace(): Promise<LivePalace> {
  await buildWeb(TEST_DIST)
  const database = await cloneFilled('sample', async (own) => {
    await seedPalace(own, { demoPassword: PASSWORD, today: TODAY })
  })
  const { pool } = database
  const environment = { DATABASE_URL: database.url, LOG_LEVEL: 'silent', JOBS: '0', DEMO: '1', WEB_ROOT: TEST_DIST }
  const app = await buildApp(readConfig(environment), { clock: () => NOW, dice: seededDice(2026) })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo // listens on TCP
  const url = `http://127.0.0.1:${port}`
  const browser = await launchBrowser()
  return {
    app,
    pool,
    url,
    open: async (look, path, user) => {
      const page = await newPage(browser, look)
      if (user) {
        const { token } = await sessionOf(app, pool, user)
        await page.context().addCookies([{ name: SESSION_COOKIE, value: token, url }])
      }
      await page.goto(`${url}${path}`)
      return page
    },
    as: async (user) => {
      const { token, csrfToken } = await sessionOf(app, pool, user)
      return client(app, token, csrfToken)
    },
    endSessions: async () => void (await pool.query('delete from sessions')),
    close: async () => {
      await browser.close()
      await app.close()
      await database.drop()
    },
  }
}

/** What the page must be for everybody: no breach that axe can see, and nothing wider than the window. */
export async function expectSound(page: Page): Promise<void> {
  expect(await axe(page)).toEqual([])
  const { shown, wide } = await page.evaluate(() => ({
    shown: document.documentElement.clientWidth,
    wide: document.documentElement.scrollWidth,
  }))
  expect(wide).toBeLessThanOrEqual(shown)
}

/** Signs in by the form. */
export async function signIn(page: Page, username: string, password: string = PASSWORD): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** A script that fails is a failed test, wherever it happens. */
async function newPage(browser: TestBrowser, look: Look): Promise<Page> {
  const page = await browser.newPage(look)
  page.on('pageerror', (error) => {
    throw new Error('a script of the page failed', { cause: error })
  })
  // Shorter than a test: then the page says what it waited for.
  page.setDefaultTimeout(25_000)
  await page.clock.setFixedTime(NOW)
  return page
}

async function sessionOf(app: FastifyInstance, pool: pg.Pool, username: string) {
  const user = USERS.find((one) => one.username === username)
  if (!user) throw new Error(`the sample has no user ${username}`)
  const { token, tokenHash, csrfToken } = sessionSecrets()
  await insertSession(pool, {
    facilityId: FACILITY.id,
    sessionId: app.newId(),
    userId: user.id,
    tokenHash,
    csrfToken,
    createdAt: NOW,
    expiresAt: NOW + app.config.sessionHours * 3_600_000,
    userAgent: 'test',
  })
  return { token, csrfToken }
}
