import type { Move } from './cursor.ts'

/** What a key does on the board. */
export type KeyAct = { readonly kind: 'move'; readonly move: Move } | { readonly kind: 'open' } | null

const PLAIN: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}

const WITH_CTRL: Readonly<Record<string, Move>> = { Home: 'board-start', End: 'board-end' }

/** Alt and Shift are kept for moving and resizing blocks; with them a key is not ours yet. */
export function keyActOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): KeyAct {
  if (event.altKey || event.shiftKey) return null
  const ctrl = event.ctrlKey || event.metaKey
  if (!ctrl && (event.key === 'Enter' || event.key === ' ')) return { kind: 'open' }
  const move = (ctrl ? WITH_CTRL : PLAIN)[event.key]
  return move ? { kind: 'move', move } : null
}
