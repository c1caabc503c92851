import type { FastifyInstance } from 'fastify'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listDemo } from '@gongyue/db/queries/users.ts'
import * as api from '@gongyue/shared/api/session.ts'
import { signInLimit } from '../../plugins/rate-limit.ts'
import { clearSessionCookie, setSessionCookie } from '../../plugins/session.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

/** Signing in and out, and who is signed in. */
export async function session(app: FastifyInstance): Promise<void> {
  app.handle(
    api.signIn,
    async ({ body, headers, ip, who }, reply) => {
      const result = await signIn(app, { ...body, userAgent: headers['user-agent'] ?? null, ip, old: who })
      if (result.kind === 'wrong-password') return { problem: 'wrong-password' }
      setSessionCookie(app, reply, result.token)
      return { status: 200, body: toWire(result.who) }
    },
    { preHandler: [signInLimit(app)] },
  )

  app.handle(api.readSession, async ({ who }) => ({ status: 200, body: toWire(who) }))

  app.handle(api.signOut, async ({ who }, reply) => {
    await signOut(app, who)
    clearSessionCookie(app, reply)
    return { status: 204, body: null }
  })

  app.handle(api.listDemoAccounts, async () => {
    const items = app.config.demo ? await listDemo(app.pg.pool) : []
    return { status: 200, body: { items: items } }
  })
}

function toWire(who: Who): api.SessionWire {
  return {
    user: { id: who.userId, username: who.username, name: who.name },
    facility: { id: who.facilityId, code: who.facilityCode, name: who.facilityName, timeZone: who.timeZone },
    roles: [...who.roles],
    parties: [...who.parties],
    csrfToken: who.csrfToken,
  }
}
