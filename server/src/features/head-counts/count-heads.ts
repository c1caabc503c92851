import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { countHeads as contract } from '@gongyue/shared/api/head-counts.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import {
  insertHeadCount,
  listHeadCounts,
  withdrawHeadCount,
  type HeadCountRecord,
} from '@gongyue/db/queries/head-counts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

type Asked = BodyOf<typeof contract>

export type Counted =
  | { readonly kind: 'counted'; readonly items: readonly HeadCountRecord[] }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/**
 * Counts heads. So many fewer are taken off the latest counts of the same day: each is taken back and what is left of it is counted anew, so that
 * the record says what was pressed. Below nobody there is nothing.
 */
export async function countHeads(
  app: FastifyInstance,
  { who, asked, keyed }: { readonly who: Who; readonly asked: Asked; readonly keyed: KeyedRequest | null },
  toResponse: (items: readonly HeadCountRecord[]) => unknown,
): Promise<Counted | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  const { facilityId, userId } = who
  const { reservationId, programmeId, spaceId, countedOn } = asked
  if (reservationId === undefined && programmeId === undefined && spaceId === undefined)
    return { kind: 'malformed', errors: [{ pointer: '/spaceId', key: 'required', params: {} }] }
  if (asked.onSite === 0 && asked.online === 0)
    return { kind: 'malformed', errors: [{ pointer: '/onSite', key: 'minimum', params: { limit: 1 } }] }
  const of = {
    ...(reservationId !== undefined && { reservationId }),
    ...(programmeId !== undefined && { programmeId }),
    ...(spaceId !== undefined && { spaceId }),
  }
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const work = async (): Promise<readonly HeadCountRecord[]> => {
        const { client } = tx
        // two desks at one door press one after the other
        await lockDoor(tx, facilityId, Object.values(of).join(' '))
        const fewer = { onSite: Math.max(0, -asked.onSite), online: Math.max(0, -asked.online) }
        if (fewer.onSite + fewer.online > 0)
          await takeOff(app, tx, who, await listHeadCounts(client, facilityId, { ...of, countedOn }), fewer)
        const more = { onSite: Math.max(0, asked.onSite), online: Math.max(0, asked.online) }
        const counted = { countedOn, countedBy: userId, countedAt: app.clock() }
        if (more.onSite + more.online > 0)
          await insertHeadCount(client, facilityId, {
            id: app.newId(),
            ...of,
            ...more,
            ...counted,
            note: asked.note ?? '',
          })
        await auditRow(client, {
          ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'count-heads', noun: 'head-count' },
          nounId: programmeId ?? reservationId ?? spaceId ?? '',
          data: { ...of, countedOn, onSite: asked.onSite, online: asked.online },
        })
        return await listHeadCounts(client, facilityId, { ...of, countedOn })
      }
      const done = await idempotent(tx, keyed, work, (items) => ({ status: 201, response: toResponse(items) }))
      return done.kind === 'done' ? { kind: 'counted', items: done.value } : done
    },
    app,
  )
}

async function lockDoor({ client }: Tx, facilityId: string, of: string): Promise<void> {
  await client.query({
    text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`${facilityId} heads ${of}`],
  })
}

async function takeOff(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  counts: readonly HeadCountRecord[],
  fewer: { readonly onSite: number; readonly online: number },
): Promise<void> {
  let { onSite, online } = fewer
  const at = app.clock()
  for (const one of counts) {
    const off = { onSite: Math.min(onSite, one.onSite), online: Math.min(online, one.online) }
    if (off.onSite + off.online === 0) continue
    await withdrawHeadCount(client, facilityId, one.id, at)
    const left = { onSite: one.onSite - off.onSite, online: one.online - off.online }
    if (left.onSite + left.online > 0)
      await insertHeadCount(client, facilityId, { ...one, ...left, id: app.newId(), countedBy: userId, countedAt: at })
    onSite -= off.onSite
    online -= off.online
  }
}

/** Takes one count back. */
export async function takeBackCount(app: FastifyInstance, who: Who, id: string): Promise<boolean> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const at = app.clock()
      if (!(await withdrawHeadCount(client, facilityId, id, at))) return false
      const event = { facilityId, auditId: app.newId(), at, userId, action: 'withdraw-head-count', noun: 'head-count' }
      await auditRow(client, { ...event, nounId: id, data: {} })
      return true
    },
    app,
  )
}
