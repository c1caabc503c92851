import type { Interval } from '@gongyue/shared/time/interval.ts'

/** A stretch of time in which `used` of a group's atoms are held. */
export interface Step {
  readonly span: Interval
  readonly used: number
}

/** Atoms held over a span. */
export interface Held {
  readonly atomIds: readonly string[]
  readonly held: Interval
}

interface Edge {
  readonly at: number
  readonly atomId: string
  readonly step: 1 | -1
}

/** How many of `atomIds` are held, over the whole of `window` without gaps; neighbouring steps differ. */
export function occupancy(atomIds: readonly string[], held: readonly Held[], window: Interval): readonly Step[] {
  const depth = new Map<string, number>()
  const steps: Step[] = []
  let used = 0
  let from = window.start
  const close = (at: number): void => {
    if (at <= from) return
    const last = steps.at(-1)
    if (last?.used === used) steps[steps.length - 1] = { span: { start: last.span.start, end: at }, used }
    else steps.push({ span: { start: from, end: at }, used })
    from = at
  }
  for (const { at, atomId, step } of edgesOf(new Set(atomIds), held, window)) {
    close(at)
    const before = depth.get(atomId) ?? 0
    depth.set(atomId, before + step)
    used += Number(before + step > 0) - Number(before > 0)
  }
  close(window.end)
  return steps
}

/** How many are held at an instant. */
export function usedAt(steps: readonly Step[], instant: number): number {
  return steps.find(({ span }) => span.start <= instant && instant < span.end)?.used ?? 0
}

function edgesOf(counted: ReadonlySet<string>, held: readonly Held[], window: Interval): readonly Edge[] {
  const edges: Edge[] = []
  for (const { atomIds, held: span } of held) {
    const start = Math.max(span.start, window.start)
    const end = Math.min(span.end, window.end)
    if (start >= end) continue
    for (const atomId of atomIds)
      if (counted.has(atomId)) edges.push({ at: start, atomId, step: 1 }, { at: end, atomId, step: -1 })
  }
  return edges.sort((a, b) => a.at - b.at)
}
