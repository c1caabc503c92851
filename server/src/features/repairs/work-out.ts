import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { CauseWire } from '@gongyue/shared/api/repairs.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Cause } from '@gongyue/shared/scheduling/repair/problem.ts'
import { repair, type Repaired } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { RepairableRecord } from '@gongyue/db/queries/repairable.ts'
import type { WorkedOut } from '@gongyue/db/queries/repairs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { runRepair } from '../../planner/run-repair.ts'
import type { Fault } from '../../plugins/problems.ts'
import { causeOf } from './cause.ts'
import { factsForRepair, look, type Seen } from './look.ts'
import { storedPlan, type Asker, type StoredPlan, type StoredRunning } from './stored.ts'

/** What came of a cause. */
export type Worked =
  | { readonly kind: 'worked-out'; readonly repair: WorkedOut & { readonly plans: readonly StoredPlan[] } }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'not-allowed' }

/** Looks at the house of now and works plans out. Nothing is locked or written. `signal` ends a long search: then it throws. */
export async function workOut(app: FastifyInstance, who: Who, wire: CauseWire, signal?: AbortSignal): Promise<Worked> {
  const house = await app.houses.current(who.facilityId)
  const facts = factsForRepair(factsAt(house, app.clock()))
  const understood = await causeOf(app.pg.pool, who, wire, facts)
  if (understood.kind !== 'cause') return understood
  const { cause, within } = understood
  const seen = await look(app.pg.pool, facts, cause, within)
  const repaired = await mended(seen, cause, signal)
  if (repaired.kind === 'refused') return { ...repaired, facts }
  const asker = askerOf(wire, facts)
  const plans = repaired.plans.map((plan) => storedPlan(plan, seen.records, asker))
  const running: readonly StoredRunning[] = repaired.running.flatMap(({ claim }) => {
    const record = seen.records.get(claim.id)
    return record
      ? [{ reservationId: record.id, title: record.title, partyName: record.partyName, end: record.end }]
      : []
  })
  return {
    kind: 'worked-out',
    repair: {
      fingerprint: fingerprintOf(house.factsVersion, seen.hit, touchedBy(plans, seen.records)),
      hit: repaired.jobs.length,
      people: repaired.jobs.reduce((sum, { people }) => sum + people, 0),
      running,
      plans,
    },
  }
}

/** What plans were made from: the facts, whom the cause hits, and each booking that some plan changes. Another text, another world. */
export function fingerprintOf(
  factsVersion: number,
  hit: readonly Pick<RepairableRecord, 'id' | 'version'>[],
  touched: readonly Pick<RepairableRecord, 'id' | 'version'>[],
): string {
  const told = (some: readonly Pick<RepairableRecord, 'id' | 'version'>[]) =>
    some.map(({ id, version }) => `${id} ${version}`).toSorted()
  return createHash('sha256')
    .update(JSON.stringify([factsVersion, told(hit), told(touched)]))
    .digest('hex')
}

/** The bookings that some plan changes, each once. */
export function touchedIds(plans: readonly StoredPlan[]): readonly string[] {
  return [...new Set(plans.flatMap(({ changes }) => changes.flatMap(({ reservationId }) => reservationId ?? [])))]
}

function touchedBy(plans: readonly StoredPlan[], records: ReadonlyMap<string, RepairableRecord>) {
  return touchedIds(plans).flatMap((id) => records.get(id) ?? [])
}

/** So many dates and more go to a thread of their own: a request must not hold up others. */
const LARGE = 8

async function mended({ snapshot, hit }: Seen, cause: Cause, signal?: AbortSignal): Promise<Repaired> {
  const dates = cause.kind === 'refused-series' ? cause.claims.length : hit.length
  if (dates < LARGE) return repair(snapshot, cause)
  const run = runRepair({ snapshot, cause, options: {} })
  signal?.addEventListener('abort', () => run.stop())
  const repaired = await run.done
  signal?.throwIfAborted()
  return repaired
}

function askerOf(wire: CauseWire, { parties }: Facts): Asker | null {
  if (wire.kind !== 'refused-series' && wire.kind !== 'priority') return null
  const { title, partyId } = wire.order
  return { title, partyId, partyName: parties.get(partyId)?.name ?? '' }
}
