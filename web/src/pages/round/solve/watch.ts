import { signal, type ReadonlySignal } from '@preact/signals'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { isUnderWay } from '@gongyue/shared/domain/round.ts'
import { addressOf, call } from '../../../api/call.ts'
import { eventParser } from '../../../api/event-stream.ts'
import { readRun, watchRun } from '../../../rounds/routes.ts'

/** A run while it is looked at. */
export interface Watched {
  readonly run: ReadonlySignal<RunWire>
  /** The stream is lost and tried again; the run itself goes on. */
  readonly lost: ReadonlySignal<boolean>
  /** Gives back how to stop looking. */
  readonly start: (onEnd: (run: RunWire) => void) => () => void
}

/** A lost stream is tried again after this long. */
const AGAIN_MS = 2_000

/** Follows a run by its stream; while that can not be had it is asked for, so that nobody looks at a picture that stands. */
export function watchOf(first: RunWire, againMs = AGAIN_MS): Watched {
  const run = signal(first)
  const lost = signal(false)

  /** What came may be older than what is known: streams begin with the run as it is. */
  const take = (next: RunWire): void => {
    if (next.id === first.id && (next.points.length >= run.peek().points.length || !isUnderWay(next.state)))
      run.value = next
  }
  const read = async (stop: AbortSignal): Promise<void> => {
    const reply = await fetch(addressOf(watchRun.path, { params: { id: first.id } }), {
      headers: { accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop,
    })
    if (!reply.ok || !reply.body) throw new Error(`the stream was answered with ${reply.status}`)
    lost.value = false
    const parse = eventParser()
    const decoder = new TextDecoder()
    const reader = reply.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      for (const part of parse(decoder.decode(value, { stream: true }))) {
        if (part.kind === 'comment') continue
        const data: unknown = JSON.parse(part.data)
        // The server writes what its contract says; other events may come one day.
        if (typeof data === 'object' && data !== null && 'points' in data) take(data as RunWire)
      }
    }
  }
  return {
    run,
    lost,
    start(onEnd) {
      const stop = new AbortController()
      const follow = async (): Promise<void> => {
        while (!stop.signal.aborted && isUnderWay(run.peek().state)) {
          await read(stop.signal).catch(() => undefined)
          if (stop.signal.aborted || !isUnderWay(run.peek().state)) break
          const reply = await call(readRun, { params: { id: first.id } })
          if (reply.kind === 'ok') take(reply.body)
          else lost.value = true
          if (isUnderWay(run.peek().state)) await new Promise((resolve) => setTimeout(resolve, againMs))
        }
        if (!stop.signal.aborted) onEnd(run.peek())
      }
      void follow()
      return () => stop.abort()
    },
  }
}

/** How near a plan is to what is proven possible, from 0 to 1; null while nothing is proven. */
export function shareOfBest(cost: number | null, bound: number | null): number | null {
  if (cost === null || bound === null) return null
  if (cost <= 0 || cost <= bound) return 1
  return Math.max(0, bound / cost)
}

/** `98.3 %`, never rounded up to a hundred. */
export function percentText(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
}
