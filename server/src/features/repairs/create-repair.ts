import type { FastifyInstance } from 'fastify'
import type { CauseWire, RepairWire } from '@gongyue/shared/api/repairs.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertRepair, readRepairRow, renewRepair, type RepairRecord } from '@gongyue/db/queries/repairs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { repairWire } from './wire.ts'
import { workOut, type Worked } from './work-out.ts'

/** Who asks for plans, and for what. A dry run keeps nothing. */
export interface CreateRepair {
  readonly who: Who
  readonly cause: CauseWire
  readonly dryRun: boolean
  readonly keyed: KeyedRequest | null
  /** Ends a long search, when nobody waits for it any more. */
  readonly signal: AbortSignal
}

export type Created =
  | { readonly kind: 'created' | 'worked-out'; readonly repair: RepairWire }
  | Exclude<Worked, { readonly kind: 'worked-out' }>
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Works plans out first, holding nothing, and keeps them in a transaction of their own. */
export async function createRepair(app: FastifyInstance, request: CreateRepair): Promise<Created> {
  const { who, cause, dryRun, keyed, signal } = request
  const worked = await workOut(app, who, cause, signal)
  if (worked.kind !== 'worked-out') return worked
  const record: RepairRecord = {
    id: app.newId(),
    kind: cause.kind,
    cause,
    ...worked.repair,
    state: 'open',
    version: 1,
    madeBy: who.userId,
    madeByName: who.name,
    madeAt: app.clock(),
    settledByName: null,
    settledAt: null,
    applied: null,
  }
  const wire = repairWire(record, who.timeZone)
  if (dryRun) return { kind: 'worked-out', repair: wire }
  const done = await inTransaction(
    app.pg.pool,
    async (tx) =>
      await idempotent(
        tx,
        keyed,
        async () => {
          await insertRepair(tx.client, who.facilityId, record)
          await auditRow(tx.client, {
            facilityId: who.facilityId,
            auditId: app.newId(),
            at: record.madeAt,
            userId: who.userId,
            action: 'create-repair',
            noun: 'repair',
            nounId: record.id,
            data: { cause, hit: record.hit, plans: record.plans.length },
          })
        },
        () => ({ status: 201, response: wire }),
      ),
    app,
  )
  return done.kind === 'done' ? { kind: 'created', repair: wire } : done
}

/** Makes the plans of an open repair anew. The repair as it then stands; as it was when its cause is gone. */
export async function workOutAnew(app: FastifyInstance, who: Who, repair: RepairRecord): Promise<RepairWire> {
  // kept by this feature, so it is what its type says
  const worked = await workOut(app, who, repair.cause as CauseWire)
  const renewed =
    worked.kind === 'worked-out'
      ? worked.repair
      : { fingerprint: repair.fingerprint, hit: repair.hit, people: repair.people, running: repair.running, plans: [] }
  await renewRepair(app.pg.pool, who.facilityId, repair.id, renewed)
  const now = await readRepairRow(app.pg.pool, who.facilityId, repair.id)
  return repairWire(now ?? repair, who.timeZone)
}
