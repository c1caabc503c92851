import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readParty } from '@gongyue/db/queries/parties.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/**
 * The full telephone number of a party, once who asked and why is on the audit trail.
 *
 * @returns undefined when there is no such party
 */
export async function revealPhone(
  app: FastifyInstance,
  { who, partyId, reason }: { readonly who: Who; readonly partyId: string; readonly reason: string },
): Promise<string | null | undefined> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const party = await readParty(client, facilityId, partyId)
      if (!party) return undefined
      await auditRow(client, {
        facilityId,
        auditId: app.newId(),
        at: app.clock(),
        userId,
        action: 'reveal-phone',
        noun: 'party',
        nounId: partyId,
        data: { reason },
      })
      return party.phone
    },
    { dice: app.dice },
  )
}
