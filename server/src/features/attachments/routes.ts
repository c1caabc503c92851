import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/attachments.ts'
import { MEDIA_TYPES } from '@gongyue/shared/domain/attachment.ts'
import { listAttachments, piecesOf, readAttachment, type AttachmentRecord } from '@gongyue/db/queries/attachments.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { readVisible } from '../orders/read-visible.ts'
import { addAttachment } from './add-attachment.ts'
import { receiveFile } from './receive-file.ts'
import { removeAttachment } from './remove-attachment.ts'
import { attachmentWire } from './wire.ts'

/** Files handed in with orders. Forms with files are taken here and nowhere else. */
export async function attachments(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  await app.register(multipart)

  app.handle(api.listAttachments, async ({ who, params }) => {
    const order = await readVisible(pool, who, params.id)
    const files = await listAttachments(pool, who.facilityId, order.id)
    return { status: 200, body: { items: files.map((file) => attachmentWire(file, order, who)) } }
  })

  app.handle(api.addAttachment, async (request) => {
    const { who, params } = request
    const keyed = keyedRequest(request, who)
    // Before the file is read: nobody fills our memory for an order they may not see.
    await readVisible(pool, who, params.id)
    const file = await receiveFile(request)
    const result = await addAttachment(app, { who, orderId: params.id, file, keyed })
    switch (result.kind) {
      case 'done':
        return { status: 201, body: result.value }
      case 'again':
        // kept by this very route, so it is what the contract says
        return { status: 201, body: result.response as api.AttachmentWire }
      case 'reused':
        return { problem: 'key-reused' }
    }
  })

  app.handle(api.readAttachment, async ({ who, params }) => {
    const order = await readVisible(pool, who, params.id)
    const file = await readAttachment(pool, who.facilityId, order.id, params.attachmentId)
    if (!file) throw new HttpProblem('not-found')
    return {
      status: 200,
      body: Readable.from(piecesOf(pool, who.facilityId, file.id), { objectMode: false }),
      headers: headersOf(file),
    }
  })

  app.handle(api.removeAttachment, async ({ who, params }) => {
    const removed = await removeAttachment(app, { who, orderId: params.id, attachmentId: params.attachmentId })
    return removed === 'removed' ? { status: 204, body: null } : { problem: removed }
  })
}

/** A file of strangers is kept on disk and never shown in our own origin. */
function headersOf({ name, type, bytes }: AttachmentRecord): Readonly<Record<string, string>> {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': MEDIA_TYPES[type],
    'content-length': String(bytes),
    'content-disposition': `attachment; filename="file.${type}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  }
}
