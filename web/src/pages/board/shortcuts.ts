/** What a key does anywhere on the board's page. */
export type Shortcut = 'today' | 'previous' | 'next' | 'keys' | 'close'

const KEYS: Readonly<Record<string, Shortcut>> = {
  t: 'today',
  '[': 'previous',
  ']': 'next',
  '?': 'keys',
  Escape: 'close',
}

/** Letters typed into a field, and keys of an open dialog, are not for the page. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>,
): Shortcut | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null
  const act = KEYS[event.key] ?? null
  if (act === 'close' || !(event.target instanceof Element)) return act
  return event.target.closest('input:not([type=radio]), textarea, select, [contenteditable], dialog') ? null : act
}
