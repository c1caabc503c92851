import type { FastifyInstance } from 'fastify'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'

/** What a write comes to: what is told of it, or a "no" after which nothing is kept. */
export type Written<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'no'; readonly answer: ProblemAnswer }

export function done<T>(value: T): Written<T> {
  return { kind: 'done', value }
}

export function no(answer: ProblemAnswer): Written<never> {
  return { kind: 'no', answer }
}

/** Writes once for a key, in one transaction; a second sender is told what the first was. */
export async function once<T>(
  app: FastifyInstance,
  keyed: KeyedRequest | null,
  status: number,
  work: (tx: Tx) => Promise<Written<T>>,
): Promise<Written<T>> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const result = await idempotent(
        tx,
        keyed,
        async () => await work(tx),
        (written) => ({ status, response: written.kind === 'done' ? written.value : null }),
      )
      if (result.kind === 'reused') return no({ problem: 'key-reused' })
      // kept by this very route, so it is what the contract says
      if (result.kind === 'again') return done(result.response as T)
      return result.value.kind === 'done' ? result.value : tx.undo(result.value)
    },
    app,
  )
}
