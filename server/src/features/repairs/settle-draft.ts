import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { settleDraft as contract } from '@gongyue/shared/api/repairs.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockDraft, writeDraft, type DraftRecord } from '@gongyue/db/queries/drafts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { draftWire } from './draft-wire.ts'

type Said = Static<(typeof contract)['body']>

export type Settled =
  | { readonly kind: 'written' | 'stale' | 'settled'; readonly draft: DraftRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** Edits a drafted message, and sends it, or notes that it was told otherwise. A letter leaves once: what is settled is not edited. */
export async function settleDraft(
  app: FastifyInstance,
  who: Who,
  draftId: string,
  said: Said,
  keyed: KeyedRequest | null,
): Promise<Settled | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const work = async (): Promise<Settled> => {
        const before = await lockDraft(tx.client, who.facilityId, draftId)
        if (!before) return { kind: 'not-found' }
        if (before.state !== 'draft') return { kind: 'settled', draft: before }
        if (before.version !== said.version) return { kind: 'stale', draft: before }
        const draft: DraftRecord = {
          ...before,
          subject: said.subject ?? before.subject,
          body: said.body ?? before.body,
          address: said.address === undefined ? before.address : said.address,
          state: said.state ?? 'draft',
          version: before.version + 1,
        }
        if (draft.state === 'sent' && draft.address === null)
          return { kind: 'malformed', errors: [{ pointer: '/address', key: 'required', params: {} }] }
        await writeDraft(tx.client, who.facilityId, draft, who.userId, app.clock())
        if (draft.state === 'sent')
          await enqueueMail(tx.client, {
            facilityId: who.facilityId,
            mailId: app.newId(),
            to: draft.address ?? '',
            subject: draft.subject,
            text: draft.body,
            dedupeKey: `draft ${draftId}`,
          })
        const { id: nounId, state, partyId, address } = draft
        await auditRow(tx.client, {
          facilityId: who.facilityId,
          auditId: app.newId(),
          at: app.clock(),
          userId: who.userId,
          action: state === 'draft' ? 'edit-draft' : 'settle-draft',
          noun: 'draft',
          nounId,
          data: { state, partyId, address },
        })
        return { kind: 'written', draft }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 200,
        response: value.kind === 'written' ? draftWire(value.draft) : null,
      }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'written' ? done.value : tx.undo(done.value)
    },
    app,
  )
}
