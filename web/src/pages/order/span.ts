import type { CellWire } from '@gongyue/shared/api/availability.ts'
import { minutesBetween } from '../../text/when.ts'

/** A chosen span of the grid; instants as the server wrote them. */
export interface Span {
  readonly start: string
  readonly end: string
}

/** What a tap on a free cell makes of the choice. */
export type Tapped =
  | { readonly kind: 'chosen'; readonly span: Span }
  | { readonly kind: 'cleared' }
  /** The cells after it that it would need to reach the shortest stay are not free. */
  | { readonly kind: 'too-short'; readonly leastMinutes: number }
  | { readonly kind: 'too-long'; readonly mostMinutes: number; readonly span: Span }

export interface Limits {
  readonly minMinutes: number
  readonly maxMinutes: number
}

/**
 * A tap beside the choice extends it, when every cell between is free; a tap on its first or last cell takes that cell off; a tap
 * elsewhere starts anew, at the shortest stay that is allowed.
 */
export function tap(index: number, chosen: Span | null, cells: readonly CellWire[], limits: Limits): Tapped {
  const cell = cells[index]
  if (!cell) return { kind: 'cleared' }
  const inside = chosen ? cells.filter((one) => lies(one, chosen)) : []
  const first = inside[0]
  const last = inside[inside.length - 1]
  if (chosen && first && last) {
    if (lies(cell, chosen)) return taken(cell, first, last, inside, limits)
    const span =
      cell.start < first.start ? { start: cell.start, end: chosen.end } : { start: chosen.start, end: cell.end }
    if (allFree(span, cells)) {
      if (minutesBetween(span.start, span.end) <= limits.maxMinutes) return { kind: 'chosen', span }
      const anew = fresh(index, cells, limits)
      return anew.kind === 'chosen' ? { kind: 'too-long', mostMinutes: limits.maxMinutes, span: anew.span } : anew
    }
  }
  return fresh(index, cells, limits)
}

/** True when the cell lies in the span. */
export function lies(cell: Span, span: Span): boolean {
  return span.start <= cell.start && cell.end <= span.end
}

function taken(cell: CellWire, first: CellWire, last: CellWire, inside: readonly CellWire[], limits: Limits): Tapped {
  if (inside.length === 1) return { kind: 'cleared' }
  const span =
    cell === first
      ? { start: cell.end, end: last.end }
      : { start: first.start, end: cell === last ? cell.start : cell.end }
  return minutesBetween(span.start, span.end) < limits.minMinutes ? { kind: 'cleared' } : { kind: 'chosen', span }
}

function fresh(index: number, cells: readonly CellWire[], { minMinutes }: Limits): Tapped {
  const from = cells[index]
  if (!from) return { kind: 'cleared' }
  for (let next = index; next < cells.length; next += 1) {
    const cell = cells[next]
    const before = cells[next - 1]
    if (cell?.state !== 'free' || (next > index && before && before.end !== cell.start)) break
    if (minutesBetween(from.start, cell.end) >= minMinutes)
      return { kind: 'chosen', span: { start: from.start, end: cell.end } }
  }
  return { kind: 'too-short', leastMinutes: minMinutes }
}

function allFree(span: Span, cells: readonly CellWire[]): boolean {
  const within = cells.filter((cell) => lies(cell, span))
  return within.every((cell, index) => cell.state === 'free' && (index === 0 || within[index - 1]?.end === cell.start))
}
