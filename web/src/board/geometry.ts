import type { Spot } from './drag.ts'
import type { Layout } from './layout.ts'
import { instantAtFraction } from './scale.ts'

/**
 * Where everything lies, measured once when a drag begins and again when the rows change: during a drag nothing is measured, so that
 * nothing is laid out anew.
 */
export interface Geometry {
  /** The scrolling window on the screen. */
  readonly window: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  /** Width of the names and height of the hours, which stay in sight. */
  readonly names: number
  readonly head: number
  /** Width of the time axis. */
  readonly track: number
  readonly lane: number
  /** Of each row, from the top of the whole board. */
  readonly rows: readonly { readonly id: string; readonly top: number; readonly height: number }[]
}

export interface Scroll {
  readonly left: number
  readonly top: number
}

/** Reads it off the drawn board. */
export function measure(place: HTMLElement): Geometry {
  const { left, top } = place.getBoundingClientRect()
  const head = place.querySelector<HTMLElement>('.board-head')?.offsetHeight ?? 0
  const rows = [...place.querySelectorAll<HTMLElement>('[data-row]')]
  const name = rows[0]?.querySelector<HTMLElement>('.board-name')
  const track = rows[0]?.querySelector<HTMLElement>('[data-track]')
  return {
    window: { left, top, right: left + place.clientWidth, bottom: top + place.clientHeight },
    names: name?.offsetWidth ?? 0,
    head,
    track: track?.offsetWidth ?? 1,
    lane: rows.reduce((least, row) => Math.min(least, row.offsetHeight), Infinity),
    rows: rows.map((row) => ({ id: row.dataset['row'] ?? '', top: row.offsetTop + head, height: row.offsetHeight })),
  }
}

/** What is under a point of the screen; null outside the window. Over the names it is the start of the row. */
export function spotAt(
  { window, names, head, track, rows }: Geometry,
  point: { readonly x: number; readonly y: number },
  scroll: Scroll,
  layout: Layout,
): Spot | null {
  const { x, y } = point
  if (x < window.left || x >= window.right || y < window.top || y >= window.bottom) return null
  const down = Math.max(y - window.top, head) + scroll.top
  const found = rows.find(({ top, height }) => top <= down && down < top + height)
  const row = layout.rows.find(({ id }) => id === found?.id)
  if (!row) return null
  const along = Math.max(x - window.left, names) - names + scroll.left
  return { rowId: row.id, instant: instantAtFraction(layout.scale, along / track) + row.shift }
}

/** How far the window should be scrolled in one frame when the pointer is near its edge, in pixels. */
export function pullAt(
  { window, names, head }: Geometry,
  { x, y }: { readonly x: number; readonly y: number },
): Scroll {
  return {
    left: pull(x, window.left + names, window.right),
    top: pull(y, window.top + head, window.bottom),
  }
}

const EDGE = 36
const FASTEST = 14

function pull(at: number, from: number, until: number): number {
  if (at < from + EDGE) return -Math.min(FASTEST, Math.ceil(((from + EDGE - at) / EDGE) * FASTEST))
  if (at > until - EDGE) return Math.min(FASTEST, Math.ceil(((at - until + EDGE) / EDGE) * FASTEST))
  return 0
}
