import type { FastifyInstance } from 'fastify'
import type { correctUse as contract, UseWire } from '@gongyue/shared/api/contracts.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { correctUse as writeCorrection, readUse } from '@gongyue/db/queries/uses.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { useWire } from './wire.ts'

export type CorrectedUse =
  | { readonly kind: 'corrected' | 'stale'; readonly use: UseWire }
  | { readonly kind: 'not-found' }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Sets another amount or purpose for one use, with its reason. Two who do so at once: the second is shown what the first has written. */
export async function correctUse(
  app: FastifyInstance,
  who: Who,
  reservationId: string,
  asked: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<CorrectedUse> {
  const { facilityId, userId } = who
  const { facts } = await app.houses.known(facilityId)
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<CorrectedUse> => {
      const { client } = tx
      const work = async (): Promise<Exclude<CorrectedUse, { readonly kind: 'again' | 'reused' }>> => {
        const before = await readUse(client, facilityId, reservationId, true)
        if (!before) return { kind: 'not-found' }
        if (before.version !== asked.version) return { kind: 'stale', use: useWire(before, facts) }
        const { purpose, fen } = asked
        const reason = asked.reason.trim()
        await writeCorrection(client, facilityId, { reservationId, purpose, fen, reason, by: userId, at: app.clock() })
        const was = { purpose: before.purpose, fen: before.fen }
        const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, noun: 'use', nounId: reservationId }
        await auditRow(client, { ...event, action: 'correct-use', data: { was, purpose, fen, reason } })
        const after = { ...before, purpose, fen, reason, version: before.version + 1 }
        return { kind: 'corrected', use: useWire(after, facts) }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 200,
        response: value.kind === 'corrected' ? value.use : null,
      }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'corrected' ? done.value : tx.undo(done.value)
    },
    app,
  )
}
