import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { HttpProblem } from './problems.ts'

/** Attempts a minute: for one account from one address, and from one address whatever the account. */
export const SIGN_IN_LIMITS = { account: 10, address: 100 } as const

/** Limits where a contract asks for it. Counts live in this process: several processes let through several times as much. */
export const rateLimits = fastifyPlugin(
  async (app: FastifyInstance) => {
    await app.register(rateLimit, {
      global: false,
      timeWindow: 60_000,
      errorResponseBuilder: (_request, { ttl }) => {
        const seconds = Math.max(1, Math.ceil(ttl / 1000))
        return new HttpProblem('too-many-requests', { params: { seconds } })
      },
    })
  },
  { name: 'rate-limits', dependencies: ['problems'] },
)

/** Slows down those who try passwords, and spares the argon2 threads. */
export function signInLimits(app: FastifyInstance): preHandlerAsyncHookHandler[] {
  const accountOf = ({ ip, body }: FastifyRequest): string =>
    `${ip} ${(body as { readonly username: string }).username}`
  return [
    app.rateLimit({ max: SIGN_IN_LIMITS.address, keyGenerator: ({ ip }) => ip }),
    app.rateLimit({ max: SIGN_IN_LIMITS.account, keyGenerator: accountOf }),
  ] as preHandlerAsyncHookHandler[]
}
