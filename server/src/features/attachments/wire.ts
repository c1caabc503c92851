import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { AttachmentRecord } from '@gongyue/db/queries/attachments.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { sideOf } from '../messages/tell-thread.ts'

/** A file as one reader may see it. */
export function attachmentWire(
  { id, name, type, bytes, sha256, at, uploadedBy, uploadedByName }: AttachmentRecord,
  { state }: Pick<OrderRecord, 'state'>,
  who: Who,
): AttachmentWire {
  const mine = uploadedBy === who.userId
  return {
    id,
    name,
    type,
    bytes,
    sha256: sha256.toString('hex'),
    at: formatInstant(at, who.timeZone),
    sender: mine || sideOf(who) === 'house' ? uploadedByName : null,
    deletable: mine && state === 'placed',
  }
}
