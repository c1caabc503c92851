import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { HttpProblem } from './problems.ts'

/** Attempts a minute: for one account from one address, and from one address whatever the account. */
export const SIGN_IN_LIMITS = { account: 10, address: 100 } as const

/** Limits where a route asks for one. Counts live in this process: several processes let through several times as much. */
export const rateLimits = fastifyPlugin(
  async (app: FastifyInstance) => {
    await app.register(rateLimit, { global: false, timeWindow: 60_000 })
  },
  { name: 'rate-limits', dependencies: ['problems'] },
)

/** Slows down those who try passwords, and spares the threads that check them. */
export function signInLimit(app: FastifyInstance): preHandlerAsyncHookHandler {
  const limits = [
    app.createRateLimit({ max: SIGN_IN_LIMITS.address }),
    app.createRateLimit({
      max: SIGN_IN_LIMITS.account,
      keyGenerator: (request) => `${request.ip} ${usernameOf(request)}`,
    }),
  ]
  return async (request) => {
    for (const limit of limits) {
      const found = await limit(request)
      if (found.isAllowed || !found.isExceeded) continue
      const seconds = found.ttlInSeconds
      throw new HttpProblem('too-many-requests', { params: { seconds }, headers: { 'retry-after': String(seconds) } })
    }
  }
}

function usernameOf({ body }: FastifyRequest): string {
  // Runs behind the contract's schema.
  return (body as { readonly username: string }).username
}

/** Forms that anybody may send: so many a minute from one address. */
export const FORM_LIMIT = 20

/** Slows down those who send forms by a script. */
export function formLimit(app: FastifyInstance): preHandlerAsyncHookHandler {
  const limit = app.createRateLimit({ max: FORM_LIMIT })
  return async (request) => {
    const found = await limit(request)
    if (found.isAllowed || !found.isExceeded) return
    const seconds = found.ttlInSeconds
    throw new HttpProblem('too-many-requests', { params: { seconds }, headers: { 'retry-after': String(seconds) } })
  }
}
