import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { ImpactWire } from '@gongyue/shared/api/impact.ts'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { call } from '../api/call.ts'
import { randomKey } from '../api/idempotency.ts'
import type { Failing } from '../components/Failure.tsx'
import { applyRepair, createRepair } from './routes.ts'

/** Bookings of one party under one name: a class, a series, or a booking alone. */
export interface HitGroup {
  readonly key: string
  readonly title: string
  readonly partyName: string
  readonly people: number
  readonly reservationIds: readonly string[]
}

/** A group with its plans. `plan` is the chosen one; null leaves the group for later. */
export interface GroupRow extends HitGroup {
  readonly repair: RepairWire | null
  readonly plan: number | null
  readonly failing: Failing | null
  /** The world moved on under the plan that was chosen. */
  readonly changed: boolean
}

/** What is under way, and how far. */
export interface Progress {
  readonly what: 'working-out' | 'applying'
  readonly done: number
  readonly total: number
}

export interface GroupsModel {
  readonly rows: ReadonlySignal<readonly GroupRow[]>
  readonly progress: ReadonlySignal<Progress | null>
  /** Groups whose chosen plan can be applied now. */
  readonly ready: ReadonlySignal<number>
  readonly workOut: () => Promise<void>
  readonly choose: (key: string, plan: number | null) => void
  /** One after the other, as plans of two groups may want the same hour; what moved on is shown with new plans. */
  readonly applyAll: () => Promise<void>
  readonly stop: () => void
}

export interface GroupsOptions {
  readonly onSettled?: () => void
  readonly send?: typeof call
}

/** Plans for each group of what a declared closure hits, chosen apart and applied in one go. */
export function createGroupsModel(
  groups: readonly HitGroup[],
  { onSettled, send = call }: GroupsOptions = {},
): GroupsModel {
  const rows = signal<readonly GroupRow[]>(
    groups.map((group) => ({ ...group, repair: null, plan: null, failing: null, changed: false })),
  )
  const progress = signal<Progress | null>(null)
  let stopping = new AbortController()

  const put = (key: string, change: Partial<GroupRow>): void => {
    rows.value = rows.value.map((row) => (row.key === key ? { ...row, ...change } : row))
  }

  const each = async (
    what: Progress['what'],
    some: readonly GroupRow[],
    work: (row: GroupRow, signal: AbortSignal) => Promise<void>,
  ): Promise<void> => {
    stopping = new AbortController()
    const { signal: abort } = stopping
    for (const [done, row] of some.entries()) {
      if (abort.aborted) break
      progress.value = { what, done, total: some.length }
      await work(row, abort)
    }
    progress.value = null
  }

  return {
    rows,
    progress,
    ready: computed(() => rows.value.filter(isReady).length),
    workOut: async () =>
      await each(
        'working-out',
        rows.value.filter(({ repair }) => repair === null),
        async ({ key, reservationIds }, abort) => {
          const cause = { kind: 'conflict' as const, reservationIds: reservationIds.slice(0, 200) }
          const reply = await send(createRepair, { body: { cause }, idempotencyKey: randomKey(), signal: abort })
          if (reply.kind !== 'ok') return put(key, { failing: abort.aborted ? null : reply })
          put(key, { repair: reply.body, plan: reply.body.plans.length > 0 ? 0 : null, failing: null })
        },
      ),
    choose: (key, plan) => put(key, { plan, changed: false }),
    applyAll: async () => {
      await each('applying', rows.value.filter(isReady), async ({ key, repair, plan }) => {
        if (!repair || plan === null) return
        const reply = await send(applyRepair, {
          params: { id: repair.id },
          body: { plan, version: repair.version },
          idempotencyKey: randomKey(),
        })
        if (reply.kind === 'ok') return put(key, { repair: reply.body, failing: null, changed: false })
        const current = reply.kind === 'problem' ? (reply.problem.current as RepairWire | null | undefined) : null // of this route
        if (current) put(key, { repair: current, plan: current.plans.length > 0 ? 0 : null, changed: true })
        else put(key, { failing: reply })
      })
      onSettled?.()
    },
    stop: () => stopping.abort(),
  }
}

/** What a closure hits, told apart as people speak of it. */
export function groupsOf(hits: ImpactWire['ahead']): readonly HitGroup[] {
  return [...Map.groupBy(hits, ({ title, partyName }) => `${partyName} ${title}`)].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    const people = group.reduce((sum, one) => sum + one.people, 0)
    const reservationIds = group.map(({ reservationId }) => reservationId)
    return [{ key, title: first.title, partyName: first.partyName, people, reservationIds }]
  })
}

function isReady({ repair, plan }: GroupRow): boolean {
  return repair?.state === 'open' && plan !== null
}
