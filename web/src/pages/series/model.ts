import { signal, type ReadonlySignal } from '@preact/signals'
import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { SeriesScope } from '@gongyue/shared/domain/series.ts'
import { call, isProblem } from '../../api/call.ts'
import { idempotencyKeys } from '../../api/idempotency.ts'
import type { Failing } from '../../components/Failure.tsx'
import { cancelSeries, readSeries } from '../../series/routes.ts'
import type { Day } from '../../text/when.ts'

export type SeriesState =
  | { readonly kind: 'loading' | 'not-found' }
  | { readonly kind: 'failed'; readonly failing: Failing }
  | {
      readonly kind: 'ready'
      readonly series: SeriesWire
      /** When it was read, epoch milliseconds: what is past is past by it. */
      readonly at: number
    }

/** Which dates are to be given back. */
export interface Cancelling {
  readonly scope: SeriesScope
  readonly key: Day | null
  readonly sending: boolean
  readonly failing: Failing | null
}

export interface SeriesModel {
  readonly state: ReadonlySignal<SeriesState>
  readonly cancelling: ReadonlySignal<Cancelling | null>
  readonly load: () => Promise<void>
  /** The state of now in its place; nothing jumps while it is asked for. */
  readonly refresh: () => Promise<void>
  readonly put: (series: SeriesWire) => void
  readonly askCancel: (scope: SeriesScope, key: Day | null) => void
  readonly keep: () => void
  /** @returns how many dates were given back; null when it was refused */
  readonly cancel: (reason: string) => Promise<number | null>
}

/** One series as it stands, and what is given back of it. */
export function createSeriesModel(
  id: string,
  { send = call, clock = Date.now }: { readonly send?: typeof call; readonly clock?: () => number } = {},
): SeriesModel {
  const state = signal<SeriesState>({ kind: 'loading' })
  const cancelling = signal<Cancelling | null>(null)
  const keyFor = idempotencyKeys()
  const params = { id }

  const put = (series: SeriesWire): void => {
    state.value = { kind: 'ready', series, at: clock() }
  }
  const ask = async (): Promise<void> => {
    const reply = await send(readSeries, { params })
    if (reply.kind === 'ok') put(reply.body)
    else if (state.value.kind === 'ready') return
    else if (reply.kind === 'problem' && isProblem(reply.problem, 'not-found')) state.value = { kind: 'not-found' }
    else state.value = { kind: 'failed', failing: reply }
  }

  return {
    state,
    cancelling,
    load: async () => {
      state.value = { kind: 'loading' }
      await ask()
    },
    refresh: ask,
    put,
    askCancel: (scope, key) => (cancelling.value = { scope, key, sending: false, failing: null }),
    keep: () => (cancelling.value = null),
    cancel: async (reason) => {
      const now = state.value
      const asked = cancelling.value
      if (now.kind !== 'ready' || !asked || asked.sending) return null
      cancelling.value = { ...asked, sending: true, failing: null }
      const { scope, key } = asked
      const { version, dates } = now.series
      const body = {
        scope,
        ...(key !== null && scope !== 'all' && { key }),
        ...(reason.trim() !== '' && { reason: reason.trim() }),
      }
      const reply = await send(cancelSeries, { params, version, body, idempotencyKey: keyFor({ version, body }) })
      if (reply.kind === 'ok') {
        const gone = (series: SeriesWire) => series.dates.filter((date) => date.state === 'cancelled').length
        put(reply.body)
        cancelling.value = null
        return gone(reply.body) - dates.filter((date) => date.state === 'cancelled').length
      }
      // Who came late sees how it stands now, and is asked once more.
      if (reply.kind === 'problem' && isProblem(reply.problem, 'stale') && reply.problem.current)
        put(reply.problem.current as SeriesWire) // the contract of this problem on this route
      cancelling.value = { ...asked, sending: false, failing: reply }
      return null
    },
  }
}
