import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { call } from '../../api/call.ts'
import { listSpaces, readQueue } from '../../api/routes.ts'
import { keepSame } from '../../board/keep-same.ts'
import type { Failing } from '../../components/Failure.tsx'
import { createDecision, type Deciding, type Decision } from '../../decisions/model.ts'
import { FILTERS, groupEntries, passes, type Filter, type Group } from './groups.ts'

/** What the officer sees. `stale`: the last question got no answer. */
export type QueueState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failing'; readonly failing: Failing }
  | { readonly kind: 'shown'; readonly groups: readonly Group[]; readonly stale: boolean }

/** A request that somebody else decided while this officer looked at it; shown until it was taken note of. */
export interface Overtaken {
  readonly title: string
  readonly order: OrderWire | null
}

type Settled = Extract<Deciding, { readonly kind: 'done' | 'late' }>

export interface QueueModel {
  readonly state: ReadonlySignal<QueueState>
  readonly spaces: ReadonlySignal<ReadonlyMap<string, SpaceWire>>
  readonly filter: ReadonlySignal<Filter>
  /** How many orders each filter would show. */
  readonly counts: ReadonlySignal<Readonly<Record<Filter, number>>>
  readonly shown: ReadonlySignal<readonly Group[]>
  readonly overtaken: ReadonlySignal<readonly Overtaken[]>
  readonly now: ReadonlySignal<number>
  readonly refresh: () => Promise<void>
  readonly choose: (filter: Filter) => void
  /** The same question for the same lines, as long as they wait: a refresh does not throw away what is being decided. */
  readonly decisionFor: (order: OrderWire, lineIds: readonly string[]) => Decision
  readonly takeNote: (overtaken: Overtaken) => void
}

export interface QueueModelOptions {
  readonly onDone?: (settled: Extract<Settled, { readonly kind: 'done' }>) => void
  readonly clock?: () => number
  readonly send?: typeof call
}

/** Requests that wait, oldest first, with those that stand in each other's way side by side. */
export function createQueueModel({ onDone, clock = Date.now, send = call }: QueueModelOptions = {}): QueueModel {
  const state = signal<QueueState>({ kind: 'loading' })
  const spaces = signal<ReadonlyMap<string, SpaceWire>>(new Map())
  const filter = signal<Filter>('all')
  const overtaken = signal<readonly Overtaken[]>([])
  const now = signal(clock())
  const decisions = new Map<string, Decision>()
  let round = 0

  const groups = computed(() => (state.value.kind === 'shown' ? state.value.groups : []))

  const refresh = async (): Promise<void> => {
    const mine = (round += 1)
    const [queue, known] = await Promise.all([send(readQueue), spaces.value.size > 0 ? null : send(listSpaces)])
    // A later question was asked meanwhile, after a decision: its answer is the newer one.
    if (mine !== round) return
    const failed = queue.kind === 'ok' ? (known && known.kind !== 'ok' ? known : null) : queue
    if (failed) {
      state.value =
        state.value.kind === 'shown' ? { ...state.value, stale: true } : { kind: 'failing', failing: failed }
      return
    }
    if (queue.kind !== 'ok') return
    batch(() => {
      now.value = clock()
      if (known?.kind === 'ok') spaces.value = new Map(known.body.items.map((space) => [space.id, space]))
      state.value = { kind: 'shown', groups: keepSame(groups.value, groupEntries(queue.body.items)), stale: false }
    })
  }

  const onSettled = (order: OrderWire, key: string, settled: Settled): void => {
    decisions.delete(key)
    if (settled.kind === 'done') onDone?.(settled)
    else overtaken.value = [...overtaken.value, { title: order.title, order: settled.order }]
    void refresh()
  }

  return {
    state,
    spaces,
    filter,
    counts: computed(() => countsOf(groups.value, now.value)),
    shown: computed(() => groups.value.filter((group) => passes(group, filter.value, now.value))),
    overtaken,
    now,
    refresh,
    choose: (chosen) => (filter.value = chosen),
    decisionFor: (order, lineIds) => {
      const key = `${order.id} ${lineIds.join()}`
      const known = decisions.get(key)
      if (known) return known
      const made = createDecision(order.id, lineIds, (settled) => onSettled(order, key, settled), send)
      decisions.set(key, made)
      return made
    },
    takeNote: (one) => (overtaken.value = overtaken.value.filter((other) => other !== one)),
  }
}

function countsOf(groups: readonly Group[], now: number): Readonly<Record<Filter, number>> {
  const count = (filter: Filter) =>
    groups.filter((group) => passes(group, filter, now)).reduce((sum, { entries }) => sum + entries.length, 0)
  return Object.fromEntries(FILTERS.map((filter) => [filter, count(filter)])) as Record<Filter, number> // every filter is in FILTERS
}
