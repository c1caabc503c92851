import type { Claim } from '../../domain/claim.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Params } from '../../domain/message.ts'
import { check } from '../check.ts'
import { reasonsOf, type ReasonKey } from '../reason.ts'
import type { Work } from './jobs.ts'
import { meets } from './jobs.ts'
import { isSamePlace, partsOf, type PartKey, type Target } from './price.ts'
import type { Job, RepairSnapshot } from './problem.ts'
import type { RepairReasonKey } from './words.ts'

/** What a plan set out to keep. */
export type Strategy =
  | 'least'
  | 'same-time'
  | 'same-space'
  | 'together'
  | 'nobody-else'
  | 'with-others'
  | 'at-the-end'
  | 'another'
  | 'cancel'

/** One thing that happens to one booking, or one new date. */
export interface PlannedChange {
  readonly kind: 'move' | 'cancel' | 'add' | 'swap'
  /** The booking, or the asked claim where nothing stands yet. */
  readonly id: string
  readonly isNew: boolean
  /** Where it stood; of a new date, where it was wished for. */
  readonly from: Claim
  /** Null when the date is given up. */
  readonly to: Claim | null
  readonly reasons: readonly { readonly key: ReasonKey | RepairReasonKey; readonly params: Params }[]
  readonly consent: boolean
  readonly people: number
}

/** A whole way out: all of it passes the rules together. */
export interface Plan {
  readonly strategy: Strategy
  readonly cost: number
  /** Dearest first; their costs add up to the plan's. */
  readonly parts: readonly { readonly key: PartKey; readonly cost: number; readonly count: number }[]
  readonly changes: readonly PlannedChange[]
}

/** What becomes of each job. */
export type Outcome = ReadonlyMap<string, { readonly job: Job; readonly target: Target }>

/**
 * Writes a plan down and puts the whole of it to the checker once more.
 *
 * @param splits - what broken rhythms cost, beyond what they cost before
 * @returns null when the checker refuses the whole
 */
export function planOf(
  strategy: Strategy,
  outcome: Outcome,
  splits: number,
  work: Work,
  snapshot: RepairSnapshot,
): Plan | null {
  const { facts, first } = work
  const all = [...first.map((job) => ({ job, target: { claim: job.origin, atTheEnd: false } })), ...outcome.values()]
  const placed = all.flatMap(({ target }) => target.claim ?? [])
  const touched = new Set(all.map(({ job }) => job.id))
  const others = snapshot.claims.filter(({ id }) => !touched.has(id))
  if (check(placed, { facts, claims: others }).kind === 'refused') return null
  const sums = new Map<PartKey, { cost: number; count: number }>()
  const add = (key: PartKey, cost: number) => {
    const sum = sums.get(key) ?? { cost: 0, count: 0 }
    if (cost > 0) sums.set(key, { cost: sum.cost + cost, count: sum.count + 1 })
  }
  for (const { job, target } of outcome.values())
    for (const [key, cost] of Object.entries(partsOf(job, target, facts))) add(key as PartKey, cost) // its own keys
  add('split', Math.max(0, splits))
  const parts = [...sums].map(([key, sum]) => ({ key, ...sum })).toSorted((a, b) => b.cost - a.cost)
  const changes = all.flatMap((one) => changesOf(one.job, one.target, outcome, first, facts))
  return {
    strategy,
    cost: parts.reduce((sum, { cost }) => sum + cost, 0),
    parts,
    changes: changes.toSorted((a, b) => a.from.during.start - b.from.during.start || (a.id < b.id ? -1 : 1)),
  }
}

function changesOf(
  job: Job,
  { claim: to, atTheEnd }: Target,
  outcome: Outcome,
  first: readonly Job[],
  facts: Facts,
): readonly PlannedChange[] {
  const { id, isNew, origin: from, consent, people } = job
  const base = { id, isNew, from, consent, people }
  const why: PlannedChange['reasons'] = [
    ...(job.makesRoom ? [{ key: 'makes-room', params: {} } as const] : []),
    ...(consent && !job.makesRoom ? [{ key: 'gives-way', params: {} } as const] : []),
  ]
  if (!to) return [{ ...base, kind: 'cancel', to, reasons: [...why, { key: 'skipped', params: {} }] }]
  if (atTheEnd) {
    const added: PlannedChange = {
      ...base,
      kind: 'add',
      id: isNew ? id : `${id}+end`,
      isNew: true,
      to,
      consent: false,
      reasons: [{ key: 'added-at-the-end', params: { at: to.during.start } }],
    }
    if (isNew) return [added]
    return [{ ...base, kind: 'cancel', to: null, reasons: [...why, { key: 'skipped', params: {} }] }, added]
  }
  if (first.some((one) => one.id === id))
    return [{ ...base, kind: 'add', to, reasons: [{ key: 'priority', params: {} }] }]
  const reasons = [...why, ...reasonsOf(from, [to], facts)]
  if (isNew) return [{ ...base, kind: 'add', to, reasons }]
  if (isSamePlace(from, to)) return []
  return [{ ...base, kind: isSwap(job, to, outcome) ? 'swap' : 'move', to, reasons }]
}

/** Two that take each other's place: each now holds what the other held. */
function isSwap({ id, origin }: Job, to: Claim, outcome: Outcome): boolean {
  return [...outcome.values()].some(
    ({ job, target }) =>
      job.id !== id && !job.isNew && target.claim !== null && meets(job.origin, to) && meets(target.claim, origin),
  )
}
