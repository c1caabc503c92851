import Type, { type Static } from 'typebox'
import { route } from './route.ts'
import { Id, InstantText, Nullable, OneOf, Strict } from './schemas.ts'

export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed'] as const

export const MailSchema = Strict({
  id: Id,
  /** Masked: enough to know whose it is. */
  to: Type.String(),
  subject: Type.String(),
  text: Type.String(),
  state: OneOf(MAIL_STATES),
  tries: Type.Integer(),
  lastError: Nullable(Type.String()),
  queuedAt: InstantText,
  nextTryAt: Nullable(InstantText),
  sentAt: Nullable(InstantText),
})
export type MailWire = Static<typeof MailSchema>

export const listMails = route({
  method: 'GET',
  path: '/mails',
  scope: 'management',
  summary: 'The outbox, newest first: what waits, what was sent, what failed and why',
  query: Strict({
    state: Type.Optional(OneOf(MAIL_STATES)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    cursor: Type.Optional(Id),
  }),
  replies: {
    200: Strict({
      /** False when no mail server is named: then mails wait, to be copied by hand. */
      sending: Type.Boolean(),
      counts: Strict({
        queued: Type.Integer(),
        sending: Type.Integer(),
        sent: Type.Integer(),
        failed: Type.Integer(),
      }),
      items: Type.Array(MailSchema),
      nextCursor: Nullable(Id),
    }),
  },
})
export type OutboxWire = Static<(typeof listMails)['replies'][200]>

export const sendMailAgain = route({
  method: 'POST',
  path: '/mails/:id/retry',
  scope: 'management',
  summary: 'Try a failed mail once more, or one that waits for its next try, as soon as possible',
  params: Strict({ id: Id }),
  replies: { 200: MailSchema },
})
