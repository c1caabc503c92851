/**
 * A half-open span of time `[start, end)` in epoch milliseconds. Touching spans do not overlap.
 * Numbers, not objects: the checker compares millions of them.
 */
export interface Interval {
  readonly start: number
  readonly end: number
}

export const MINUTE = 60_000

/** True when the two spans share at least one instant. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end
}

/** True when `inner` lies wholly inside `outer`; equal ends count as inside. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** The shared part, or null when the spans only touch or lie apart. */
export function intersection(a: Interval, b: Interval): Interval | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : null
}

/** Whole minutes in a span. */
export function minutesOf({ start, end }: Interval): number {
  return Math.round((end - start) / MINUTE)
}

/** The span grown by `before` and `after` minutes: what set-up and strike make of a booking. */
export function widened({ start, end }: Interval, before: number, after: number): Interval {
  return { start: start - before * MINUTE, end: end + after * MINUTE }
}

/** Sorted union: overlapping and touching spans become one, empty ones vanish. */
export function merged(spans: readonly Interval[]): readonly Interval[] {
  const sorted = spans.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)
  const result: Interval[] = []
  for (const span of sorted) {
    const last = result.at(-1)
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) }
    else result.push(span)
  }
  return result
}

/** What is left of `spans` when every hole is cut out; sorted. */
export function without(spans: readonly Interval[], holes: readonly Interval[]): readonly Interval[] {
  const cuts = merged(holes)
  const result: Interval[] = []
  for (const span of merged(spans)) {
    let { start } = span
    for (const cut of cuts) {
      if (cut.end <= start) continue
      if (cut.start >= span.end) break
      if (cut.start > start) result.push({ start, end: cut.start })
      start = Math.max(start, cut.end)
    }
    if (start < span.end) result.push({ start, end: span.end })
  }
  return result
}

/** The largest number of spans that hold one instant in common (sweep over starts and ends). */
export function deepestOverlap(spans: readonly Interval[]): number {
  const edges = spans.flatMap(({ start, end }) => [
    { at: start, step: 1 },
    { at: end, step: -1 },
  ])
  edges.sort((a, b) => a.at - b.at || a.step - b.step)
  let depth = 0
  let deepest = 0
  for (const { step } of edges) {
    depth += step
    if (depth > deepest) deepest = depth
  }
  return deepest
}
