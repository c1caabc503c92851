import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readServiceLines } from '@gongyue/db/queries/service-lines.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/**
 * The full telephone number of whom a visit meets, once who asked and why is on the audit trail.
 *
 * @returns undefined when there is no such line
 */
export async function revealContact(
  app: FastifyInstance,
  { who, lineId, reason }: { readonly who: Who; readonly lineId: string; readonly reason: string },
): Promise<string | null | undefined> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const [line] = await readServiceLines(client, facilityId, [lineId])
      if (!line) return undefined
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at: app.clock(), userId },
        ...{ action: 'reveal-contact', noun: 'service-line', nounId: lineId, data: { reason } },
      })
      return line.contactPhone
    },
    { dice: app.dice },
  )
}
