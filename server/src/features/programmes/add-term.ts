import type { FastifyInstance } from 'fastify'
import type { addTerm as contract, TermWire } from '@gongyue/shared/api/programmes.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { insertTerm } from '@gongyue/db/queries/terms.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { termWire } from './wire.ts'

export type AddedTerm =
  | { readonly kind: 'added'; readonly term: TermWire }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'reused' }

/** A term, with the days on which its programmes may be joined. */
export async function addTerm(
  app: FastifyInstance,
  { facilityId, userId, timeZone }: Who,
  body: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<AddedTerm> {
  const [opensAt, closesAt] = [parseInstant(body.opensAt) ?? Number.NaN, parseInstant(body.closesAt) ?? Number.NaN]
  const late = { key: 'end-before-start', params: {} } as const
  if (body.startsOn > body.endsOn) return { kind: 'malformed', errors: [{ pointer: '/endsOn', ...late }] }
  if (!(opensAt < closesAt)) return { kind: 'malformed', errors: [{ pointer: '/closesAt', ...late }] }
  const term = { ...body, id: app.newId(), name: body.name.trim(), opensAt, closesAt }
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId }
  const done = await inTransaction(
    app.pg.pool,
    async (tx) =>
      await idempotent(
        tx,
        keyed,
        async () => {
          await insertTerm(tx.client, facilityId, term)
          await auditRow(tx.client, {
            ...{ ...event, action: 'add-term', noun: 'term', nounId: term.id },
            data: { ...body },
          })
        },
        () => ({ status: 201, response: termWire(term, timeZone) }),
      ),
    app,
  )
  if (done.kind === 'reused') return done
  // kept by this very use case, so it is what the contract says
  return { kind: 'added', term: done.kind === 'again' ? (done.response as TermWire) : termWire(term, timeZone) }
}
