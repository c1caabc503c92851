import type { ReadonlySignal } from '@preact/signals'
import type { Cursor, Target } from './cursor.ts'
import type { Layout } from './layout.ts'

/** What the board draws from, and what it tells: the page's model stands behind it. */
export interface BoardView {
  readonly layout: ReadonlySignal<Layout>
  readonly zone: string
  /** Name of the whole board, with its day. */
  readonly label: ReadonlySignal<string>
  /** Ticks slowly; the server's clock, not this PC's. */
  readonly now: ReadonlySignal<number>
  readonly cursor: ReadonlySignal<Cursor | null>
  /** The block whose details are open. */
  readonly selectedId: ReadonlySignal<string | null>
  readonly place: (cursor: Cursor) => void
  readonly open: (target: Target) => void
  readonly fold: (rowId: string) => void
}
