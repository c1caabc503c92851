import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { CauseWire, RepairWire } from '@gongyue/shared/api/repairs.ts'
import { call, isProblem } from '../api/call.ts'
import { idempotencyKeys } from '../api/idempotency.ts'
import type { Failing } from '../components/Failure.tsx'
import { whatChanged, type WhatChanged } from './facts.ts'
import { applyRepair, createRepair, dismissRepair, readRepair } from './routes.ts'

/** How far a collision has come. */
export type RepairState =
  | { readonly kind: 'idle' }
  /** Plans are being worked out; it can be stopped. */
  | { readonly kind: 'working'; readonly since: number }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'open'
      readonly repair: RepairWire
      /** The plan that is being applied. */
      readonly applying: number | null
      /** The world moved on under the plan that was chosen. */
      readonly changed: WhatChanged | null
      readonly failing: Failing | null
    }
  /** Applied, laid aside or replaced; by whom stands in it. */
  | { readonly kind: 'settled'; readonly repair: RepairWire }

export interface RepairModel {
  readonly state: ReadonlySignal<RepairState>
  readonly reason: ReadonlySignal<string>
  readonly sayWhy: (reason: string) => void
  readonly workOut: (cause: CauseWire) => Promise<void>
  /** Looks at one that was worked out before. */
  readonly open: (repairId: string) => Promise<void>
  /** Ends a long search. */
  readonly stop: () => void
  readonly again: () => Promise<void>
  readonly apply: (plan: number) => Promise<void>
  /** @returns true when it was laid aside */
  readonly dismiss: (reason: string) => Promise<boolean>
}

export interface RepairOptions {
  readonly onSettled?: (repair: RepairWire) => void
  readonly send?: typeof call
  readonly clock?: () => number
}

/** One collision: its plans, the choice between them, and what came of it. */
export function createRepairModel({ onSettled, send = call, clock = Date.now }: RepairOptions = {}): RepairModel {
  const state = signal<RepairState>({ kind: 'idle' })
  const reason = signal('')
  const createKey = idempotencyKeys()
  const applyKey = idempotencyKeys()
  let search = new AbortController()
  let last: (() => Promise<void>) | null = null

  const show = (repair: RepairWire, changed: WhatChanged | null = null): void => {
    state.value =
      repair.state === 'open'
        ? { kind: 'open', repair, applying: null, changed, failing: null }
        : { kind: 'settled', repair }
  }

  const begin = (): AbortController => {
    search.abort()
    search = new AbortController()
    state.value = { kind: 'working', since: clock() }
    return search
  }

  const ask = async (question: (signal: AbortSignal) => Promise<RepairWire | Failing>): Promise<void> => {
    last = async () => await ask(question)
    const mine = begin()
    const reply = await question(mine.signal)
    // stopped, or another one was opened meanwhile
    if (mine.signal.aborted) return
    if ('kind' in reply) state.value = { kind: 'failed', failing: reply }
    else show(reply)
  }

  return {
    state,
    reason,
    sayWhy: (text) => (reason.value = text),
    workOut: async (cause) => {
      const made = clock()
      await ask(async (abort) => {
        const reply = await send(createRepair, {
          body: { cause },
          idempotencyKey: createKey([cause, made]),
          signal: abort,
        })
        return reply.kind === 'ok' ? reply.body : reply
      })
    },
    open: async (id) =>
      await ask(async (abort) => {
        const reply = await send(readRepair, { params: { id }, signal: abort })
        return reply.kind === 'ok' ? reply.body : reply
      }),
    stop: () => {
      search.abort()
      state.value = { kind: 'idle' }
    },
    again: async () => await last?.(),
    apply: async (plan) => {
      const now = state.value
      if (now.kind !== 'open' || now.applying !== null) return
      const { repair } = now
      state.value = { ...now, applying: plan, changed: null, failing: null }
      const why = reason.value.trim()
      const body = { plan, version: repair.version, ...(why && { reason: why }) }
      const reply = await send(applyRepair, {
        params: { id: repair.id },
        body,
        idempotencyKey: applyKey([repair.id, body]),
      })
      if (reply.kind === 'ok') {
        batch(() => show(reply.body))
        return onSettled?.(reply.body)
      }
      const current = reply.kind === 'problem' ? currentOf(reply.problem.current) : null
      if (current && current.state !== 'open') {
        show(current)
        return onSettled?.(current)
      }
      if (reply.kind === 'problem' && current && isMovedOn(reply.problem))
        return show(current, whatChanged(repair, current, plan))
      // a rule says no: it is told, beside the plans as they are now
      state.value = { kind: 'open', repair: current ?? repair, applying: null, changed: null, failing: reply }
    },
    dismiss: async (why) => {
      const now = state.value
      if (now.kind !== 'open') return false
      const reply = await send(dismissRepair, { params: { id: now.repair.id }, body: { reason: why } })
      if (reply.kind === 'ok') {
        show(reply.body)
        onSettled?.(reply.body)
        return true
      }
      state.value = { ...now, failing: reply }
      return false
    },
  }
}

function isMovedOn(problem: Parameters<typeof isProblem>[0]): boolean {
  return isProblem(problem, 'plans-changed') || isProblem(problem, 'stale')
}

/** The state now, as the server sends it with a refusal. */
function currentOf(current: unknown): RepairWire | null {
  return typeof current === 'object' && current !== null && 'plans' in current && 'state' in current
    ? (current as RepairWire) // what this route's contract answers
    : null
}
