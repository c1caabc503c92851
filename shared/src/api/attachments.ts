import Type, { type Static } from 'typebox'
import { ATTACHMENT_TYPES } from '../domain/attachment.ts'
import { FileContent, route } from './route.ts'
import { Empty, Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'

export const AttachmentSchema = Strict({
  id: Id,
  name: Type.String(),
  type: OneOf(ATTACHMENT_TYPES),
  bytes: Type.Integer({ minimum: 1 }),
  sha256: Type.String({ description: 'hexadecimal' }),
  at: InstantText,
  /** Who sent it; a party learns of the house only that it was the house. */
  sender: Nullable(Type.String()),
  /** Whether the reader may take it back now. */
  deletable: Type.Boolean(),
})
export type AttachmentWire = Static<typeof AttachmentSchema>

const params = Strict({ id: Id })
const one = Strict({ id: Id, attachmentId: Id })

export const listAttachments = route({
  method: 'GET',
  path: '/orders/:id/attachments',
  scope: 'orders',
  summary: 'The files handed in with an order, in the order of their coming',
  params,
  replies: { 200: Strict({ items: Type.Array(AttachmentSchema) }) },
})

export const addAttachment = route({
  method: 'POST',
  path: '/orders/:id/attachments',
  scope: 'orders',
  summary:
    'Hand in one file: pdf, jpg, png, webp, docx or xlsx by its content, 10 MiB at most, ten for an order. The part is called `file`',
  idempotent: true,
  consumes: 'multipart/form-data',
  params,
  replies: { 201: AttachmentSchema },
})

export const readAttachment = route({
  method: 'GET',
  path: '/orders/:id/attachments/:attachmentId',
  scope: 'orders',
  summary: 'The file itself, to be kept and not to be shown in place',
  params: one,
  replies: { 200: FileContent },
})

export const removeAttachment = route({
  method: 'DELETE',
  path: '/orders/:id/attachments/:attachmentId',
  scope: 'orders',
  summary: 'Take a file back: its sender, until the order is decided',
  params: one,
  replies: { 204: Empty },
})
