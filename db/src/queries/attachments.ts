import type { AttachmentType } from '@gongyue/shared/domain/attachment.ts'
import type { Queryable } from '../pool.ts'

/** A file handed in with an order, without its content. */
export interface AttachmentRecord {
  readonly id: string
  readonly orderId: string
  readonly uploadedBy: string
  readonly uploadedByName: string
  readonly name: string
  readonly type: AttachmentType
  readonly bytes: number
  readonly sha256: Buffer
  /** Epoch milliseconds. */
  readonly at: number
}

export interface NewAttachment extends Omit<AttachmentRecord, 'uploadedByName'> {
  readonly facilityId: string
  readonly content: Buffer
}

/** Pieces are read one by one while they are sent: no more of a file than this is in memory for a reader. */
export const PIECE_BYTES = 256 * 1024

/** Keeps a file in pieces. */
export async function insertAttachment(db: Queryable, attachment: NewAttachment): Promise<void> {
  const { facilityId, id, orderId, uploadedBy, name, type, bytes, sha256, at, content } = attachment
  await db.query({
    text: `insert into attachments (facility_id, attachment_id, order_id, uploaded_by, name, type, bytes, sha256, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [facilityId, id, orderId, uploadedBy, name, type, bytes, sha256, new Date(at)],
  })
  for (let position = 0; position * PIECE_BYTES < content.length; position += 1) {
    await db.query({
      name: 'insert-attachment-piece',
      text: 'insert into attachment_pieces (facility_id, attachment_id, position, data) values ($1, $2, $3, $4)',
      values: [facilityId, id, position, content.subarray(position * PIECE_BYTES, (position + 1) * PIECE_BYTES)],
    })
  }
}

/** The files of an order, in the order of their coming. */
export async function listAttachments(
  db: Queryable,
  facilityId: string,
  orderId: string,
): Promise<readonly AttachmentRecord[]> {
  const { rows } = await db.query<AttachmentRecord>({
    text: `${SELECT_ATTACHMENT} where a.facility_id = $1 and a.order_id = $2 order by a.attachment_id`,
    values: [facilityId, orderId],
  })
  return rows
}

/** One file of one order, or null. */
export async function readAttachment(
  db: Queryable,
  facilityId: string,
  orderId: string,
  attachmentId: string,
): Promise<AttachmentRecord | null> {
  const { rows } = await db.query<AttachmentRecord>({
    text: `${SELECT_ATTACHMENT} where a.facility_id = $1 and a.order_id = $2 and a.attachment_id = $3`,
    values: [facilityId, orderId, attachmentId],
  })
  return rows[0] ?? null
}

/** The content of a file, piece by piece; each is asked for when the last one has been taken. */
export async function* piecesOf(db: Queryable, facilityId: string, attachmentId: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const { rows } = await db.query<{ data: Buffer }>({
      name: 'read-attachment-piece',
      text: 'select data from attachment_pieces where facility_id = $1 and attachment_id = $2 and position = $3',
      values: [facilityId, attachmentId, position],
    })
    const piece = rows[0]
    if (!piece) return
    yield piece.data
  }
}

/** Takes a file away with its content; the audit keeps what it was. */
export async function deleteAttachment(db: Queryable, facilityId: string, attachmentId: string): Promise<void> {
  await db.query({
    text: 'delete from attachments where facility_id = $1 and attachment_id = $2',
    values: [facilityId, attachmentId],
  })
}

/** How many files each of some orders has; orders without any are left out. */
export async function countAttachments(
  db: Queryable,
  facilityId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ orderId: string; count: number }>({
    text: `select order_id as "orderId", count(*)::int as count from attachments
      where facility_id = $1 and order_id = any ($2::uuid[]) group by order_id`,
    values: [facilityId, orderIds],
  })
  return new Map(rows.map(({ orderId, count }) => [orderId, count]))
}

const SELECT_ATTACHMENT = `select a.attachment_id as id, a.order_id as "orderId", a.uploaded_by as "uploadedBy",
    u.display_name as "uploadedByName", a.name, a.type, a.bytes, a.sha256, a.at
  from attachments a join users u on u.facility_id = a.facility_id and u.user_id = a.uploaded_by`
