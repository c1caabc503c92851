import type { FastifyInstance } from 'fastify'
import type { ServiceDraftWire } from '@gongyue/shared/api/services.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertService, updateService } from '@gongyue/db/queries/outreach.ts'
import { refusalOf } from '@gongyue/db/errors.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

export type KeptService =
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'not-found' | 'stale' | 'reused' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** Puts a service on the menu, once for a key. */
export async function addService(
  app: FastifyInstance,
  who: Who,
  draft: ServiceDraftWire,
  keyed: KeyedRequest | null,
): Promise<KeptService> {
  const errors = serviceFaults(draft)
  if (errors.length > 0) return { kind: 'malformed', errors }
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<KeptService> => {
      const work = async (): Promise<string> => {
        const id = app.newId()
        await insertService(tx.client, who.facilityId, { id, ...draft })
        await note(app, tx.client, who, 'add-service', id, draft)
        return id
      }
      const done = await idempotent(tx, keyed, work, (id) => ({ status: 201, response: { id } }))
      if (done.kind === 'reused') return done
      // kept by this very use case
      return { kind: 'kept', id: done.kind === 'done' ? done.value : (done.response as { readonly id: string }).id }
    },
    { dice: app.dice },
  ).catch(codeTaken)
}

/** The service as it is now. What was ordered before keeps what it took then. */
export async function changeService(
  app: FastifyInstance,
  who: Who,
  id: string,
  draft: ServiceDraftWire,
  version: number | null,
): Promise<KeptService> {
  const errors = serviceFaults(draft)
  if (errors.length > 0) return { kind: 'malformed', errors }
  return await inTransaction(
    app.pg.pool,
    async ({ client }): Promise<KeptService> => {
      const changed = await updateService(client, who.facilityId, { id, ...draft }, version)
      if (changed !== 'changed') return { kind: changed === 'stale' ? 'stale' : 'not-found' }
      await note(app, client, who, 'change-service', id, draft)
      return { kind: 'kept', id }
    },
    { dice: app.dice },
  ).catch(codeTaken)
}

function codeTaken(error: unknown): KeptService {
  const refusal = refusalOf(error)
  if (refusal?.kind !== 'already-there' || refusal.field !== 'code') throw error
  return { kind: 'malformed', errors: [{ pointer: '/code', key: 'unique', params: {} }] }
}

function serviceFaults({ audienceMin, audienceMax, from, until, name }: ServiceDraftWire): readonly Fault[] {
  const errors: Fault[] = []
  if (audienceMin > audienceMax)
    errors.push({ pointer: '/audienceMax', key: 'minimum', params: { limit: audienceMin } })
  if (from !== null && until !== null && from > until)
    errors.push({ pointer: '/until', key: 'end-before-start', params: {} })
  if (name['zh-CN'].trim() === '') errors.push({ pointer: '/name/zh-CN', key: 'blank', params: {} })
  return errors
}

async function note(
  app: FastifyInstance,
  client: Parameters<typeof auditRow>[0],
  { facilityId, userId }: Who,
  action: string,
  nounId: string,
  data: ServiceDraftWire,
): Promise<void> {
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action, noun: 'service', nounId },
    data,
  })
}
