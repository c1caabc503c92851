import type { FastifyInstance } from 'fastify'
import { refusalOf } from '@gongyue/db/errors.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

export type Kept<T> =
  | { readonly kind: 'kept'; readonly value: T }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** What is kept of a district, a way, a place or a piece of equipment: one deed, one audit row. Telephones are not on the trail. */
export interface Keeping<T> {
  readonly who: Who
  readonly action: string
  readonly noun: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
  /** Which fields name something that another has already. */
  readonly fields: Readonly<Record<string, string>>
  /** Null when there is no such thing. */
  readonly work: (client: Tx['client']) => Promise<T | null>
}

/** Keeps a small thing of the outreach tables in one transaction. A name that another has, or something that is not there, is told of its field. */
export async function keep<T>(app: FastifyInstance, keeping: Keeping<T>): Promise<Kept<T>> {
  const { who, action, noun, id, data, fields, work } = keeping
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Kept<T>> => {
      const value = await work(tx.client)
      if (value === null) return tx.undo({ kind: 'not-found' })
      await auditRow(tx.client, {
        ...{ facilityId: who.facilityId, auditId: app.newId(), at: app.clock(), userId: who.userId },
        ...{ action, noun, nounId: id, data },
      })
      return { kind: 'kept', value }
    },
    { dice: app.dice },
  ).catch((error: unknown): Kept<T> => {
    const refusal = refusalOf(error)
    if (refusal?.kind === 'already-there' && fields[refusal.field] !== undefined)
      return { kind: 'malformed', errors: [{ pointer: fields[refusal.field] ?? '', key: 'unique', params: {} }] }
    if (refusal?.kind === 'not-there' && fields[refusal.noun] !== undefined)
      return { kind: 'malformed', errors: [{ pointer: fields[refusal.noun] ?? '', key: 'not-there', params: {} }] }
    throw error
  })
}
