/** What a key does anywhere on the board's page. */
export type Shortcut =
  | 'today'
  | 'previous'
  | 'next'
  | 'keys'
  | 'close'
  | 'search'
  | 'new'
  | 'free-now'
  | 'find-time'
  | 'undo'
  | 'redo'
  | 'range-day'
  | 'range-three'
  | 'range-week'

const KEYS: Readonly<Record<string, Shortcut>> = {
  t: 'today',
  '[': 'previous',
  ']': 'next',
  '?': 'keys',
  '/': 'search',
  n: 'new',
  f: 'free-now',
  s: 'find-time',
  '1': 'range-day',
  '3': 'range-three',
  '7': 'range-week',
  Escape: 'close',
}

const WITH_CTRL: Readonly<Record<string, Shortcut>> = { z: 'undo', y: 'redo', Z: 'redo' }

/** Letters typed into a field, and keys of an open dialog, are not for the page. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>,
): Shortcut | null {
  if (event.defaultPrevented || event.altKey) return null
  const act = (event.ctrlKey || event.metaKey ? WITH_CTRL : KEYS)[event.key] ?? null
  if (act === 'close' || !(event.target instanceof Element)) return act
  return event.target.closest('input:not([type=radio]), textarea, select, [contenteditable], dialog') ? null : act
}
