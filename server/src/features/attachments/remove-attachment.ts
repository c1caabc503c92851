import type { FastifyInstance } from 'fastify'
import { deleteAttachment, readAttachment } from '@gongyue/db/queries/attachments.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockOrders } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { tellThread } from '../messages/tell-thread.ts'
import { readVisible } from '../orders/read-visible.ts'

/**
 * Takes a file back: only its sender, and only while the order waits, for a decision stands on what was handed in.
 *
 * @throws HttpProblem `not-found`, or `not-allowed` for the files of others
 */
export async function removeAttachment(
  app: FastifyInstance,
  { who, orderId, attachmentId }: { readonly who: Who; readonly orderId: string; readonly attachmentId: string },
): Promise<'removed' | 'already-decided'> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      await lockOrders(tx.client, facilityId, [orderId])
      const order = await readVisible(tx.client, who, orderId)
      const attachment = await readAttachment(tx.client, facilityId, orderId, attachmentId)
      if (!attachment) throw new HttpProblem('not-found')
      if (attachment.uploadedBy !== userId) throw new HttpProblem('not-allowed')
      if (order.state !== 'placed') return 'already-decided'
      await deleteAttachment(tx.client, facilityId, attachmentId)
      const { name, type, bytes, sha256 } = attachment
      await auditRow(tx.client, {
        facilityId,
        auditId: app.newId(),
        at: app.clock(),
        userId,
        action: 'remove-attachment',
        noun: 'order',
        nounId: orderId,
        data: { attachmentId, name, type, bytes, sha256: sha256.toString('hex') },
      })
      await tellThread(app, tx, { who, order, said: { kind: 'system', event: 'detached', params: { fileName: name } } })
      return 'removed'
    },
    { dice: app.dice },
  )
}
