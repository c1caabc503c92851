import type { ReadonlySignal } from '@preact/signals'
import type { Block } from '../board/day.ts'
import type { QueuedArrival } from './arrival-queue.ts'

/** What of a board this needs. */
export interface ShownBlocks {
  readonly state: ReadonlySignal<{ readonly kind: string; readonly day?: { readonly blocks: readonly Block[] } }>
  readonly amend: (blocks: readonly Block[]) => void
}

/** Shows those whose check-in waits for the network as inside. */
export function showWaiting(waiting: readonly QueuedArrival[], { state, amend }: ShownBlocks): void {
  const ids = new Set(waiting.flatMap(({ of }) => ('id' in of ? [of.id] : [])))
  const blocks = state.value.day?.blocks ?? []
  const behind = blocks.filter(({ id, state: known }) => ids.has(id) && known === 'confirmed')
  if (behind.length > 0) amend(behind.map((block) => ({ ...block, state: 'in-use' })))
}
