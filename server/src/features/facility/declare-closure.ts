import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { hasSpace, insertClosure, listHitReservations, type HitReservation } from '@gongyue/db/queries/facilities.ts'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Closure } from '@gongyue/shared/domain/facts.ts'

export type ClosureDraft = Omit<Closure, 'id'>

export type DeclareClosureResult =
  | { readonly kind: 'declared'; readonly closure: Closure; readonly hit: readonly HitReservation[] }
  | { readonly kind: 'unknown-space' }
  | { readonly kind: 'again'; readonly response: unknown }
  | { readonly kind: 'reused' }

type Declared = Extract<DeclareClosureResult, { kind: 'declared' | 'unknown-space' }>

/**
 * Shuts a space or the whole facility for a while. Reservations stay, and are told to the one who shuts.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function declareClosure(
  app: FastifyInstance,
  who: Who,
  draft: ClosureDraft,
  keyed: KeyedRequest | null,
  toResponse: (declared: Extract<Declared, { kind: 'declared' }>) => unknown,
): Promise<DeclareClosureResult> {
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<DeclareClosureResult> => {
      const work = async (): Promise<Declared> => {
        const { client, db } = tx
        if (draft.spaceId !== null && !(await hasSpace(db, who.facilityId, draft.spaceId))) {
          return tx.undo({ kind: 'unknown-space' })
        }
        const closure: Closure = { id: app.newId(), ...draft }
        await insertClosure(db, who.facilityId, closure, who.userId)
        await auditRow(client, {
          facilityId: who.facilityId,
          auditId: app.newId(),
          at: app.clock(),
          userId: who.userId,
          action: 'declare-closure',
          noun: 'closure',
          nounId: closure.id,
          data: { ...draft },
        })
        const hit = await listHitReservations(client, who.facilityId, draft.spaceId, draft.during)
        return { kind: 'declared', closure, hit }
      }
      const done = await idempotent(tx, keyed, work, (value) => ({
        status: 201,
        response: value.kind === 'declared' ? toResponse(value) : null,
      }))
      return done.kind === 'done' ? done.value : done
    },
    app,
  )
}
