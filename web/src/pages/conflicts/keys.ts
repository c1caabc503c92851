/** What a key does in the inbox. */
export type InboxKey = 'next' | 'previous' | 'close'

const KEYS: Readonly<Record<string, InboxKey>> = { j: 'next', k: 'previous', Escape: 'close' }

/** Letters typed into a field, and keys with a modifier, are not for the inbox. */
export function inboxKeyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>,
): InboxKey | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null
  const { target } = event
  if (target instanceof Element && target.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog'))
    return null
  return KEYS[event.key] ?? null
}

/** Leads to the next or previous row; Enter then opens it, as it is a link. @returns false at the ends */
export function focusRow(key: 'next' | 'previous'): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.conflict')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const row = rows[key === 'next' ? at + 1 : Math.max(at, 1) - 1]
  row?.focus()
  row?.scrollIntoView({ block: 'nearest' })
  return row !== undefined
}
