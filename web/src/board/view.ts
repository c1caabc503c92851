import type { ReadonlySignal } from '@preact/signals'
import type { Carrying } from './carry.ts'
import type { Cursor, Target } from './cursor.ts'
import type { Block } from './day.ts'
import type { Layout } from './layout.ts'
import type { Place } from './overlay.ts'

/** What a key asks of the block or cell under the cursor. */
export type Command = 'park' | 'swap'

/** Who at another desk is at a block, in short and in words. */
export interface Others {
  readonly names: string
  readonly words: string
}

/** A booking that is being written: where it would stand, and what the server says of it so far. */
export interface Wished extends Place {
  readonly level: 'same' | 'fits' | 'staff' | 'nobody'
}

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
  readonly carrying: Carrying
  readonly wished: ReadonlySignal<Wished | null>
  /** What other desks are doing, by block. */
  readonly others: ReadonlySignal<ReadonlyMap<string, Others>>
  /** For those who hear the board: the last step of what is carried. */
  readonly said: ReadonlySignal<string>
  readonly place: (cursor: Cursor) => void
  readonly open: (target: Target) => void
  readonly fold: (rowId: string) => void
  /** Somebody tried to take what can not be taken: says why. */
  readonly refuse: (block: Block) => void
  readonly command: (command: Command, block: Block) => void
}
