import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { deleteClosure } from '@gongyue/db/queries/facilities.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/** Opens again. The audit keeps what was shut, when and why. */
export async function liftClosure(app: FastifyInstance, who: Who, closureId: string): Promise<'lifted' | 'not-there'> {
  return await inTransaction(
    app.pg.pool,
    async ({ client, db }) => {
      const closure = await deleteClosure(db, who.facilityId, closureId)
      if (closure === null) return 'not-there'
      const { spaceId, during, reason } = closure
      await auditRow(client, {
        facilityId: who.facilityId,
        auditId: app.newId(),
        at: app.clock(),
        userId: who.userId,
        action: 'lift-closure',
        noun: 'closure',
        nounId: closureId,
        data: { spaceId, during, reason },
      })
      return 'lifted'
    },
    app,
  )
}
