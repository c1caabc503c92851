import type { Generated } from 'kysely'
import type { AttachmentType } from '@gongyue/shared/domain/attachment.ts'
import type { MessageSide } from '@gongyue/shared/domain/thread.ts'
import type { Defaulted, Instant, InstantOfInsert, MaybeInstant, MaybeJson } from './columns.ts'

export interface MailOutboxTable {
  facility_id: string
  mail_id: string
  /** Names the reason: one mail for each. */
  dedupe_key: string
  recipient: string
  subject: string
  text_body: string
  html_body: string | null
  state: Generated<'queued' | 'sending' | 'sent' | 'failed'>
  tries: Generated<number>
  last_error: string | null
  queued_at: InstantOfInsert
  /** Not before this; null: at once. */
  next_try_at: MaybeInstant
  tried_at: MaybeInstant
  sent_at: MaybeInstant
}

export interface MessageTable {
  facility_id: string
  message_id: string
  order_id: string
  kind: 'text' | 'system'
  side: MessageSide
  author_id: string | null
  at: Instant
  body: Generated<string>
  /** What happened, of a system line. */
  event: string | null
  params: Defaulted<Readonly<Record<string, unknown>>>
  offer: MaybeJson<object>
}

export interface MessageReadTable {
  facility_id: string
  order_id: string
  user_id: string
  /** The last line read. */
  message_id: string
}

export interface AttachmentTable {
  facility_id: string
  attachment_id: string
  order_id: string
  uploaded_by: string
  name: string
  type: AttachmentType
  bytes: number
  sha256: Buffer
  at: Instant
}

export interface AttachmentPieceTable {
  facility_id: string
  attachment_id: string
  position: number
  data: Buffer
}
