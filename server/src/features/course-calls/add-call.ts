import type { FastifyInstance } from 'fastify'
import type { addCall as contract } from '@gongyue/shared/api/enrolments.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertCall } from '@gongyue/db/queries/course-calls.ts'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

export type AddedCall =
  | { readonly kind: 'added'; readonly id: string }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'reused' }

/** Puts a course up for demand. */
export async function addCall(
  app: FastifyInstance,
  { facilityId, userId }: Who,
  body: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<AddedCall> {
  if (body.least > body.capacity)
    return { kind: 'malformed', errors: [{ pointer: '/least', key: 'maximum', params: { limit: body.capacity } }] }
  const closesAt = parseInstant(body.closesAt) ?? Number.NaN
  const call = { ...body, id: app.newId(), title: body.title.trim(), closesAt }
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId }
  const done = await inTransaction(
    app.pg.pool,
    async (tx) =>
      await idempotent(
        tx,
        keyed,
        async () => {
          await insertCall(tx.client, facilityId, call, userId)
          await auditRow(tx.client, {
            ...{ ...event, action: 'add-call', noun: 'course-call', nounId: call.id },
            data: { ...body },
          })
          return call.id
        },
        (id) => ({ status: 201, response: { id } }),
      ),
    app,
  )
  if (done.kind === 'reused') return done
  // kept by this very use case
  const id = done.kind === 'done' ? done.value : (done.response as { readonly id: string }).id
  return { kind: 'added', id }
}
