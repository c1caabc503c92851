import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { deleteSession, type Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/** Ends the session at once: its cookie is worth nothing from now on, in whatever hands. */
export async function signOut(app: FastifyInstance, { facilityId, userId, sessionId }: Who): Promise<void> {
  await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      await deleteSession(client, facilityId, sessionId)
      await auditRow(client, {
        facilityId,
        auditId: app.newId(),
        at: app.clock(),
        userId,
        action: 'sign-out',
        noun: 'session',
        nounId: sessionId,
        data: {},
      })
    },
    app,
  )
}
