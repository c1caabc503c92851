import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import { MAX_ATTACHMENTS } from '@gongyue/shared/domain/attachment.ts'
import { insertAttachment, listAttachments } from '@gongyue/db/queries/attachments.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { hashRequest, idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockOrders } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { malformed } from '../../plugins/validation.ts'
import { tellThread } from '../messages/tell-thread.ts'
import { readVisible } from '../orders/read-visible.ts'
import type { ReceivedFile } from './receive-file.ts'
import { attachmentWire } from './wire.ts'

export interface AddAttachment {
  readonly who: Who
  readonly orderId: string
  readonly file: ReceivedFile
  readonly keyed: KeyedRequest | null
}

/**
 * Keeps a file with an order. The order is locked, so that of two who send the tenth file at once one is refused.
 *
 * @throws HttpProblem `not-found` for orders of others, `malformed` for one file too many
 */
export async function addAttachment(
  app: FastifyInstance,
  { who, orderId, file, keyed }: AddAttachment,
): Promise<Idempotent<AttachmentWire>> {
  const { name, type, content } = file
  const sha256 = createHash('sha256').update(content).digest()
  // The body never was text: what makes two requests the same is the file.
  const same = keyed && { ...keyed, requestHash: hashRequest(orderId, { name, sha256: sha256.toString('hex') }) }
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    (tx) =>
      idempotent(
        tx,
        same,
        async () => {
          await lockOrders(tx.client, facilityId, [orderId])
          const order = await readVisible(tx.client, who, orderId)
          const there = await listAttachments(tx.client, facilityId, orderId)
          if (there.length >= MAX_ATTACHMENTS)
            throw malformed([{ pointer: '/file', key: 'file-count', params: { limit: MAX_ATTACHMENTS } }])
          const at = app.clock()
          const attachment = {
            id: app.newId(),
            orderId,
            uploadedBy: userId,
            name,
            type,
            bytes: content.length,
            sha256,
            at,
          }
          await insertAttachment(tx.client, { ...attachment, facilityId, content })
          await auditRow(tx.client, {
            facilityId,
            auditId: app.newId(),
            at,
            userId,
            action: 'add-attachment',
            noun: 'order',
            nounId: orderId,
            data: { attachmentId: attachment.id, name, type, bytes: content.length, sha256: sha256.toString('hex') },
          })
          await tellThread(app, tx, {
            who,
            order,
            said: { kind: 'system', event: 'attached', params: { fileName: name } },
          })
          return attachmentWire({ ...attachment, uploadedByName: who.name }, order, who)
        },
        (attachment) => ({ status: 201, response: attachment }),
      ),
    { dice: app.dice },
  )
}
