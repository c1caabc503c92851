import type { FastifyInstance } from 'fastify'
import type { PolicyNumbersWire, PolicyWire } from '@gongyue/shared/api/policy.ts'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import { changesBetween, numbersOf } from '@gongyue/shared/scheduling/policy-numbers.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertPolicy, listPolicies } from '@gongyue/db/queries/policies.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { policyWire } from './wire.ts'

export type ChangedPolicy =
  | { readonly kind: 'changed' | 'stale'; readonly policy: PolicyWire }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** The numbers laid over a policy: what is not set here stays. */
export function withNumbers(policy: Omit<Policy, 'version'>, numbers: PolicyNumbersWire): Omit<Policy, 'version'> {
  return { ...policy, ...numbers, weights: { ...policy.weights, ...numbers.weights } }
}

/** Writes the next version. Of two who do so at once the second is shown the first one's. */
export async function changePolicy(
  app: FastifyInstance,
  { facilityId, userId }: Who,
  numbers: PolicyNumbersWire,
  { version, keyed }: { readonly version: number | null; readonly keyed: KeyedRequest | null },
): Promise<ChangedPolicy> {
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<ChangedPolicy> => {
      const { client } = tx
      const newest = async () => {
        const [policy] = await listPolicies(client, facilityId, 1)
        if (!policy) throw new Error(`facility ${facilityId} has no policy. Maybe its set-up was broken off.`)
        return policy
      }
      const work = async (): Promise<Extract<ChangedPolicy, { readonly kind: 'changed' | 'stale' }>> => {
        const before = await newest()
        if (version !== null && version !== before.version) return { kind: 'stale', policy: policyWire(before) }
        const after = { version: before.version + 1, body: withNumbers(before.body, numbers) }
        const at = app.clock()
        if (!(await insertPolicy(client, facilityId, after, { userId, at })))
          return { kind: 'stale', policy: policyWire(await newest()) }
        const changes = changesBetween(numbersOf(before.body), numbersOf(after.body))
        const event = { facilityId, auditId: app.newId(), at, userId, noun: 'policy', nounId: facilityId }
        await auditRow(client, { ...event, action: 'change-policy', data: { version: after.version, changes } })
        return { kind: 'changed', policy: policyWire(after) }
      }
      const done = await idempotent(tx, keyed, work, ({ policy }) => ({ status: 201, response: policy }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'changed' ? done.value : tx.undo(done.value)
    },
    app,
  )
}
