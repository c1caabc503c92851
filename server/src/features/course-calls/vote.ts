import type { FastifyInstance } from 'fastify'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listCalls, lockCall, writeVote } from '@gongyue/db/queries/course-calls.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { personOf } from '../programmes/person-of.ts'

/** Who could come to a course, and at which of its times. What is left out is read from the reader's own account. */
export interface Vote {
  readonly who: Who
  readonly callId: string
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly partyId: string | null | undefined
  readonly slots: readonly number[]
}

export type Voted =
  | { readonly kind: 'voted' | 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'closed'; readonly closesAt: number }

/** Joins a course that opens when enough do; said again, it is changed. */
export async function vote(app: FastifyInstance, request: Vote): Promise<Voted> {
  const { who, callId } = request
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Voted> => {
      const { client } = tx
      await lockCall(client, facilityId, callId)
      const [call] = await listCalls(client, facilityId, callId)
      if (!call) return { kind: 'not-found' }
      const person = await personOf(tx, request, mayEnter(who.roles, 'desk'), false)
      const strange = request.slots.flatMap((slot, i): Fault[] =>
        slot < call.slots.length ? [] : [{ pointer: `/slots/${i}`, key: 'not-there', params: {} }],
      )
      if (person.kind === 'malformed') return { kind: 'malformed', errors: [...person.errors, ...strange] }
      if (strange.length > 0) return { kind: 'malformed', errors: strange }
      const now = app.clock()
      const { closesAt } = call
      if (call.state !== 'open' || closesAt <= now) return { kind: 'closed', closesAt }
      const slots = request.slots.toSorted((a, b) => a - b)
      const { name, phone, partyId, self } = person
      const one = { id: app.newId(), callId, name, phone, partyId, userId: self ? userId : null, slots }
      await writeVote(client, facilityId, one, now)
      const event = { facilityId, auditId: app.newId(), at: now, userId }
      await auditRow(client, { ...event, action: 'join-call', noun: 'course-call', nounId: callId, data: { slots } })
      return { kind: 'voted' }
    },
    app,
  )
}
