import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { call } from '../../api/call.ts'
import { refreshUnread } from '../../app/unread.ts'
import { readQueue } from '../../api/more-routes.ts'
import { listSpaces } from '../../api/routes.ts'
import { keepSame } from '../../board/keep-same.ts'
import type { Failing } from '../../components/Failure.tsx'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import { createDecision, type Deciding, type Decision, type Loser } from '../../decisions/model.ts'
import { createThreadModel, type ThreadModel } from '../../thread/model.ts'
import { FILTERS, groupEntries, passes, sorted, type Filter, type Group, type QueueEntry, type Sort } from './groups.ts'

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
  readonly sort: ReadonlySignal<Sort>
  /** Orders ticked, to be declined together. */
  readonly ticked: ReadonlySignal<ReadonlySet<string>>
  /** The promise: answers within so many workdays. */
  readonly answerWorkdays: ReadonlySignal<number>
  readonly overtaken: ReadonlySignal<readonly Overtaken[]>
  readonly now: ReadonlySignal<number>
  readonly refresh: () => Promise<void>
  readonly choose: (filter: Filter) => void
  readonly arrange: (sort: Sort) => void
  readonly tick: (orderId: string, on: boolean) => void
  readonly untickAll: () => void
  /** Every open line of every ticked order, with one reason; each is a decision of its own. @returns how many were declined */
  readonly declineTicked: (reasonCode: DeclineReason, reason: string) => Promise<number>
  /** The thread of an order, kept with what is being typed as long as the order waits. */
  readonly threadFor: (orderId: string) => ThreadModel
  /** Who would lose by accepting these lines, as far as the queue knows: named before anything is pressed. */
  readonly losersOf: (entry: QueueEntry, lineIds: readonly string[]) => readonly Loser[]
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
  const sort = signal<Sort>('waiting')
  const ticked = signal<ReadonlySet<string>>(new Set())
  const answerWorkdays = signal(0)
  const threads = new Map<string, ThreadModel>()
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
      answerWorkdays.value = queue.body.answerWorkdays
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

  const entries = computed(
    () => new Map(groups.value.flatMap((group) => group.entries.map((one) => [one.order.id, one]))),
  )

  const decisionFor = (order: OrderWire, lineIds: readonly string[]): Decision => {
    const key = `${order.id} ${lineIds.join()}`
    const known = decisions.get(key)
    if (known) return known
    const made = createDecision(order.id, lineIds, (settled) => onSettled(order, key, settled), send)
    decisions.set(key, made)
    return made
  }

  return {
    state,
    spaces,
    filter,
    counts: computed(() => countsOf(groups.value, now.value)),
    shown: computed(() =>
      sorted(
        groups.value.filter((group) => passes(group, filter.value, now.value)),
        sort.value,
      ),
    ),
    sort,
    ticked,
    answerWorkdays,
    overtaken,
    now,
    refresh,
    choose: (chosen) => (filter.value = chosen),
    arrange: (chosen) => (sort.value = chosen),
    tick: (orderId, on) => {
      const next = new Set(ticked.value)
      if (on) next.add(orderId)
      else next.delete(orderId)
      ticked.value = next
    },
    untickAll: () => (ticked.value = new Set()),
    declineTicked: async (reasonCode, reason) => {
      let done = 0
      for (const id of ticked.value) {
        const entry = entries.value.get(id)
        if (!entry) continue
        const decision = decisionFor(
          entry.order,
          entry.lines.map(({ lineId }) => lineId),
        )
        await decision.decide({ decision: 'decline', reasonCode, reason })
        if (decision.state.value.kind === 'done') done += 1
      }
      ticked.value = new Set()
      return done
    },
    threadFor: (orderId) => {
      const known =
        threads.get(orderId) ??
        createThreadModel(orderId, { onRead: () => void Promise.all([refresh(), refreshUnread()]), send })
      threads.set(orderId, known)
      return known
    },
    losersOf: ({ order, lines }, lineIds) => {
      const rivals = lines.filter(({ lineId }) => lineIds.includes(lineId)).flatMap(({ competitors }) => competitors)
      const named = rivals.flatMap(({ orderId, lineId }) => {
        const rival = entries.value.get(orderId)?.order
        const line = rival?.lines.find(({ id }) => id === lineId)
        if (!rival || !line || (orderId === order.id && lineIds.includes(lineId))) return []
        const { reference, title, partyName } = rival
        return [[lineId, { orderId, lineId, reference, title, partyName, start: line.start, end: line.end }] as const]
      })
      return [...new Map(named).values()]
    },
    decisionFor,
    takeNote: (one) => (overtaken.value = overtaken.value.filter((other) => other !== one)),
  }
}

function countsOf(groups: readonly Group[], now: number): Readonly<Record<Filter, number>> {
  const count = (filter: Filter) =>
    groups.filter((group) => passes(group, filter, now)).reduce((sum, { entries }) => sum + entries.length, 0)
  return Object.fromEntries(FILTERS.map((filter) => [filter, count(filter)])) as Record<Filter, number> // every filter is in FILTERS
}
