import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import { call } from '../../api/call.ts'
import type { Failing } from '../../components/Failure.tsx'
import { createRepairModel, type RepairModel } from '../../repairs/model.ts'
import { listConflicts } from '../../repairs/routes.ts'
import { addDays, dayOf } from '../../text/when.ts'
import { groupConflicts, type ConflictGroup } from './groups.ts'

export type InboxState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failing'; readonly failing: Failing }
  /** `stale`: the last question got no answer. */
  | { readonly kind: 'shown'; readonly at: string; readonly items: readonly ConflictWire[]; readonly stale: boolean }

/** What is opened: it stays as it was when it was opened, also when the list no longer has it. */
export interface Opened {
  readonly conflict: ConflictWire
  readonly repair: RepairModel | null
}

export interface InboxModel {
  readonly state: ReadonlySignal<InboxState>
  readonly groups: ReadonlySignal<readonly ConflictGroup[]>
  /** In the order of the page. */
  readonly items: ReadonlySignal<readonly ConflictWire[]>
  readonly opened: ReadonlySignal<Opened | null>
  readonly refresh: () => Promise<void>
  /** @returns false when there is no such conflict (any more) */
  readonly open: (key: string) => boolean
  readonly close: () => void
  /** The key of the conflict before or after the one that is open; null at the end. */
  readonly beside: (step: 1 | -1) => string | null
}

/** The coordinator's inbox: what is or will be broken, and the one that is being mended. */
export function createInboxModel(send: typeof call = call): InboxModel {
  const state = signal<InboxState>({ kind: 'loading' })
  const opened = signal<Opened | null>(null)
  let round = 0

  const groups = computed(() => {
    const now = state.value
    return now.kind === 'shown' ? groupConflicts(now.items, dayOf(now.at), addDays(dayOf(now.at), 8)) : []
  })
  const items = computed(() => groups.value.flatMap((group) => group.items))

  const refresh = async (): Promise<void> => {
    const mine = (round += 1)
    const reply = await send(listConflicts)
    // a later question was asked meanwhile: its answer is the newer one
    if (mine !== round) return
    const before = state.value
    if (reply.kind === 'ok') state.value = { kind: 'shown', ...reply.body, stale: false }
    else state.value = before.kind === 'shown' ? { ...before, stale: true } : { kind: 'failing', failing: reply }
  }

  return {
    state,
    groups,
    items,
    opened,
    refresh,
    open: (key) => {
      const conflict = items.value.find((item) => item.key === key)
      if (!conflict) return false
      if (opened.value?.conflict.key === key) return true
      opened.value?.repair?.stop()
      const { repairId, cause } = conflict
      const repair =
        repairId === null && cause === null ? null : createRepairModel({ onSettled: () => void refresh(), send })
      opened.value = { conflict, repair }
      if (repairId !== null) void repair?.open(repairId)
      else if (cause !== null) void repair?.workOut(cause)
      return true
    },
    close: () => {
      opened.value?.repair?.stop()
      opened.value = null
    },
    beside: (step) => {
      const at = items.value.findIndex(({ key }) => key === opened.value?.conflict.key)
      // what was settled is gone from the list: then the first that is left
      return at < 0 ? (items.value[0]?.key ?? null) : (items.value[at + step]?.key ?? null)
    },
  }
}
