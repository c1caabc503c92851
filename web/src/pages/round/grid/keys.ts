import type { CarryKey } from './carry.ts'

/** What a key means on the grid: while something is carried, and while nothing is. */
export type GridKey =
  | { readonly kind: 'carry'; readonly step: CarryKey }
  | { readonly kind: 'drop' | 'put-back' }
  | { readonly kind: 'walk'; readonly move: 'left' | 'right' | 'up' | 'down' }
  | { readonly kind: 'pick-up' | 'pin' | 'to-tray' | 'undo' | 'close' }

const ARROWS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const

/** Reads a key; null leaves it to the browser. */
export function gridKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  carried: boolean,
): GridKey | null {
  const { key, shiftKey } = event
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z') return carried ? null : { kind: 'undo' }
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const arrow = key in ARROWS ? ARROWS[key as keyof typeof ARROWS] : null
  if (carried) {
    if (arrow === 'left' || arrow === 'right') {
      if (!shiftKey) return { kind: 'carry', step: arrow }
      return { kind: 'carry', step: arrow === 'left' ? 'day-before' : 'day-after' }
    }
    if (arrow) return { kind: 'carry', step: arrow }
    if (key === 'n' || key === 'N') return { kind: 'carry', step: 'next-open' }
    if (key === 'Enter' || key === ' ') return { kind: 'drop' }
    return key === 'Escape' || key === 'Tab' ? { kind: 'put-back' } : null
  }
  if (arrow) return { kind: 'walk', move: arrow }
  switch (key) {
    case 'Enter':
    case ' ':
      return { kind: 'pick-up' }
    case 'p':
    case 'P':
      return { kind: 'pin' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'to-tray' }
    case 'Escape':
      return { kind: 'close' }
    default:
      return null
  }
}
