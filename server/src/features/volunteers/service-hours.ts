import type { FastifyInstance } from 'fastify'
import type { noteServiceHours as contract, ServiceWire } from '@gongyue/shared/api/volunteers.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertServiceHours, withdrawServiceHours as withdraw } from '@gongyue/db/queries/served.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/** Writes down hours that no booking shows, once for a key. Somebody who is not there is told by the constraint's name. */
export async function noteServiceHours(
  app: FastifyInstance,
  who: Who,
  personId: string,
  { day, minutes, title, reason }: BodyOf<typeof contract>,
  keyed: KeyedRequest | null,
): Promise<Idempotent<ServiceWire>> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx) =>
      await idempotent(
        tx,
        keyed,
        async (): Promise<ServiceWire> => {
          const id = app.newId()
          const at = app.clock()
          const told = { title: title.trim(), reason: reason.trim() }
          const entry = { id, personId, day, minutes, ...told, notedBy: userId, notedAt: at }
          await insertServiceHours(tx.client, facilityId, entry)
          const event = { facilityId, auditId: app.newId(), at, userId, noun: 'person', nounId: personId }
          await auditRow(tx.client, { ...event, action: 'note-service-hours', data: { id, day, minutes, ...told } })
          return { id, kind: 'noted', title: told.title, day, start: null, end: null, minutes, reason: told.reason }
        },
        (response) => ({ status: 201, response }),
      ),
    app,
  )
}

/** Takes hours back; they stay on record. */
export async function withdrawServiceHours(
  app: FastifyInstance,
  who: Who,
  id: string,
): Promise<'withdrawn' | 'not-there'> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const at = app.clock()
      const personId = await withdraw(client, facilityId, id, at)
      if (personId === null) return 'not-there'
      const event = { facilityId, auditId: app.newId(), at, userId, noun: 'person', nounId: personId }
      await auditRow(client, { ...event, action: 'withdraw-service-hours', data: { id } })
      return 'withdrawn'
    },
    app,
  )
}
