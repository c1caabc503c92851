import type { Move } from './cursor.ts'
import type { Nudge } from './drag.ts'
import type { Command } from './view.ts'

/** What a key does on the board. */
export type KeyAct =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'open' }
  | { readonly kind: 'nudge'; readonly nudge: Nudge }
  | { readonly kind: 'command'; readonly command: Command }
  | null

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

const CARRY: Readonly<Record<string, Nudge>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  ArrowUp: 'row-up',
  ArrowDown: 'row-down',
}
const STRETCH: Readonly<Record<string, Nudge>> = { ArrowLeft: 'end-earlier', ArrowRight: 'end-later' }
const STRETCH_START: Readonly<Record<string, Nudge>> = { ArrowLeft: 'start-earlier', ArrowRight: 'start-later' }

const COMMANDS: Readonly<Record<string, Command>> = { p: 'park', x: 'swap' }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Arrows walk; with Alt they carry the block, with Shift and Alt they move its end, with Ctrl as well its start. */
export function keyActOf(event: Pressed): KeyAct {
  const ctrl = event.ctrlKey || event.metaKey
  if (event.altKey) {
    const nudge = (event.shiftKey ? (ctrl ? STRETCH_START : STRETCH) : CARRY)[event.key]
    return nudge ? { kind: 'nudge', nudge } : null
  }
  if (event.shiftKey) return null
  if (!ctrl && (event.key === 'Enter' || event.key === ' ')) return { kind: 'open' }
  const command = ctrl ? undefined : COMMANDS[event.key]
  if (command) return { kind: 'command', command }
  const move = (ctrl ? WITH_CTRL : PLAIN)[event.key]
  return move ? { kind: 'move', move } : null
}

/** While something is carried by keys, plain arrows carry on. */
export function carryingKeyOf(event: Pressed): Nudge | 'drop' | 'put-back' | 'park' | null {
  if (event.key === 'Enter') return 'drop'
  if (event.key === 'Escape') return 'put-back'
  if (event.key === 'p') return 'park'
  const act = keyActOf(event.shiftKey || event.altKey ? event : { ...event, key: event.key, altKey: true })
  return act?.kind === 'nudge' ? act.nudge : null
}
