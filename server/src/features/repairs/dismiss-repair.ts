import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readRepairRow, settleRepair, type RepairRecord } from '@gongyue/db/queries/repairs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

export type Dismissed =
  | { readonly kind: 'dismissed' | 'settled'; readonly repair: RepairRecord }
  | { readonly kind: 'not-found' }

/** Lays a repair aside; nothing else is changed. */
export async function dismissRepair(
  app: FastifyInstance,
  who: Who,
  repairId: string,
  reason: string | null,
): Promise<Dismissed> {
  return await inTransaction(
    app.pg.pool,
    async ({ client }): Promise<Dismissed> => {
      const repair = await readRepairRow(client, who.facilityId, repairId, true)
      if (!repair) return { kind: 'not-found' }
      if (repair.state !== 'open') return { kind: 'settled', repair }
      const at = app.clock()
      const settled = { state: 'dismissed', by: who.userId, at, applied: null, reason } as const
      await settleRepair(client, who.facilityId, repairId, settled)
      await auditRow(client, {
        facilityId: who.facilityId,
        auditId: app.newId(),
        at,
        userId: who.userId,
        action: 'dismiss-repair',
        noun: 'repair',
        nounId: repairId,
        data: { reason },
      })
      const now = await readRepairRow(client, who.facilityId, repairId)
      return { kind: 'dismissed', repair: now ?? repair }
    },
    app,
  )
}
