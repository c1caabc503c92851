import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { readDevice, touchDevice, type AskingDevice } from '@gongyue/db/queries/devices.ts'
import { readWho, type Who } from '@gongyue/db/queries/sessions.ts'
import { mayEnter, type Scope } from '@gongyue/shared/domain/role.ts'
import { HttpProblem } from './problems.ts'

/** The name of the session cookie. */
export const SESSION_COOKIE = 'gongyue_session'

/** Runs before a route's body is read: who asks, and may they enter? */
export type Door = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

declare module 'fastify' {
  interface FastifyInstance {
    /** The door of each scope. Privilege is here and nowhere else. */
    readonly doors: Readonly<Record<Scope, Door>>
  }
  interface FastifyRequest {
    /** Who asks; null for a visitor who has not signed in. Read by the route's door. */
    who: Who | null
    /** The screen that asks; null behind every door but that of the screens. */
    device: AskingDevice | null
  }
}

/** A new session's secrets: the token goes to the browser only, its hash and the page's token are kept. */
export function sessionSecrets(): { readonly token: string; readonly tokenHash: Buffer; readonly csrfToken: string } {
  return { ...newToken(), csrfToken: randomBytes(32).toString('base64url') }
}

/** A token that nobody can guess, for whoever shall hold it, and its hash, which is all that the house keeps. */
export function newToken(): { readonly token: string; readonly tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOf(token) }
}

/** The hash under which a token is kept; null for what is no token. */
export function tokenHashOf(token: string): Buffer | null {
  return /^[\w-]{43}$/.test(token) ? hashOf(token) : null
}

/** Gives the browser its session, for as long as the session lasts. */
export function setSessionCookie(app: FastifyInstance, reply: FastifyReply, token: string): void {
  const { cookieSecure, sessionHours } = app.config
  reply.setCookie(SESSION_COOKIE, token, { ...COOKIE, secure: cookieSecure, maxAge: sessionHours * 3600 })
}

export function clearSessionCookie(app: FastifyInstance, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { ...COOKIE, secure: app.config.cookieSecure })
}

/** Reads the session cookie, guards writes against forgery, and makes the doors of the scopes. */
export const session = fastifyPlugin(
  async (app: FastifyInstance) => {
    // Cookies are read by the doors: pages and figures need none.
    await app.register(cookie, { hook: false })
    app.decorateRequest('who', null)
    app.decorateRequest('device', null)

    const findWho = async (request: FastifyRequest): Promise<Who | null> => {
      const header = request.headers.cookie
      if (header === undefined || !header.includes(SESSION_COOKIE)) return null
      const token = app.parseCookie(header)[SESSION_COOKIE]
      if (token === undefined || token.length !== TOKEN_LENGTH) return null
      return await readWho(app.pg.pool, hashOf(token), app.clock())
    }

    const open: Door = async (request) => {
      request.who = await findWho(request)
      if (!SAFE.has(request.method)) refuseForeignPage(request)
    }

    const guarded = (scope: Scope): Door => {
      return async (request) => {
        const who = await findWho(request)
        if (who === null) throw new HttpProblem('not-signed-in')
        request.who = who
        if (!mayEnter(who.roles, scope)) throw new HttpProblem('not-allowed')
        if (SAFE.has(request.method)) return
        refuseForeignPage(request)
        if (!sameToken(request.headers['x-csrf-token'], who.csrfToken)) throw new HttpProblem('csrf-token')
      }
    }

    // A screen shows itself by its token and by nothing else: a session opens no screen, a token no other door.
    const screens: Door = async (request) => {
      const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ')
      const tokenHash = scheme === 'Bearer' ? tokenHashOf(token) : null
      const device = tokenHash && (await readDevice(app.pg.pool, tokenHash))
      if (!device) throw new HttpProblem('unknown-device')
      const now = app.clock()
      if (now - (device.lastSeenAt ?? 0) >= SEEN_EVERY)
        await touchDevice(app.pg.pool, device.facilityId, device.id, now)
      request.device = device
    }

    app.decorate('doors', {
      public: open,
      device: screens,
      'signed-in': guarded('signed-in'),
      orders: guarded('orders'),
      desk: guarded('desk'),
      management: guarded('management'),
      administration: guarded('administration'),
    })
  },
  { name: 'session', dependencies: ['postgres', 'problems'] },
)

const COOKIE = { path: '/', httpOnly: true, sameSite: 'lax' } as const

/** 32 bytes in base64url. */
const TOKEN_LENGTH = 43

/** A screen asks three times a minute; that it is there is noted once. */
const SEEN_EVERY = 60_000

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}

function sameToken(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A browser says from which page a request comes; another site's page has no business here. Programs say nothing. */
function refuseForeignPage({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return
    throw new HttpProblem('csrf-token')
  }
  const { origin } = headers
  if (origin !== undefined && URL.parse(origin)?.host !== host) throw new HttpProblem('csrf-token')
}
