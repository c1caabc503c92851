import type { Block } from './day.ts'
import { holdOf, type Grab, type Spot } from './drag.ts'
import type { Layout } from './layout.ts'

/** How near an end of a block a mouse takes the end, in pixels; a finger only takes the whole. */
const END = 7

/** What lies under a pointer that goes down: something to take, something that cannot be taken, or nothing of the board. */
export type Under =
  | { readonly kind: 'grab'; readonly grab: Grab; readonly element: HTMLElement | null }
  | { readonly kind: 'fast'; readonly block: Block }
  | { readonly kind: 'nothing' }

/** Reads it from the document: a parked booking, a block or an end of it, or a track. */
export function underPointer(
  { target, clientX, pointerType }: Pick<PointerEvent, 'target' | 'clientX' | 'pointerType'>,
  spot: Spot | null,
  layout: Layout,
  parked: readonly Block[],
): Under {
  if (!(target instanceof Element)) return { kind: 'nothing' }
  const chip = target.closest<HTMLElement>('[data-parked]')
  const waiting = parked.find(({ id }) => id === chip?.dataset['parked'])
  if (waiting) return { kind: 'grab', grab: { kind: 'body', rowId: '', block: waiting, hold: 0 }, element: chip }
  const element = target.closest<HTMLElement>('[data-block]')
  const row = layout.rows.find(({ id }) => id === target.closest<HTMLElement>('[data-row]')?.dataset['row'])
  if (!row || !spot || !target.closest('[data-track]')) return { kind: 'nothing' }
  const placed = row.placed.find(({ block }) => block.id === element?.dataset['block'])
  if (!placed || !element) return { kind: 'grab', grab: { kind: 'cells', ...spot }, element: null }
  const { block, extent } = placed
  if (holdOf(block) === 'fast') return { kind: 'fast', block }
  const core = element.querySelector('.block-core')?.getBoundingClientRect()
  const ends = pointerType === 'mouse' && core !== undefined && core.width > 3 * END
  const atStart = ends && clientX - core.left < END && extent.cut !== 'start' && extent.cut !== 'both'
  const atEnd = ends && core.right - clientX < END && extent.cut !== 'end' && extent.cut !== 'both'
  if (atEnd) return { kind: 'grab', grab: { kind: 'end', rowId: row.id, block }, element }
  if (atStart && holdOf(block) === 'free')
    return { kind: 'grab', grab: { kind: 'start', rowId: row.id, block }, element }
  const hold = spot.instant - block.during.start
  return { kind: 'grab', grab: { kind: 'body', rowId: row.id, block, hold }, element }
}
