/** What a key does in the queue. */
export type QueueKey = 'next' | 'previous' | 'accept' | 'decline' | 'messages'

const KEYS: Readonly<Record<string, QueueKey>> = {
  j: 'next',
  k: 'previous',
  a: 'accept',
  d: 'decline',
  m: 'messages',
}

/** Letters typed into a field, and keys with a modifier, are not for the queue. */
export function queueKeyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>,
): QueueKey | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null
  const { target } = event
  if (target instanceof Element && target.closest('input:not([type=radio], [type=checkbox]), textarea, select, dialog'))
    return null
  return KEYS[event.key] ?? null
}

/** Follows the keys of the queue; gives back how to stop. */
export function followKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = queueKeyOf(event)
    if (key && press(key)) event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

/** `a` only leads to the button, where Enter accepts: one slip of a finger must not promise the theatre. */
function press(key: QueueKey): boolean {
  const cards = [...document.querySelectorAll<HTMLElement>('.queue-card')]
  const at = cards.findIndex((card) => card.contains(document.activeElement))
  if (key === 'next' || key === 'previous') {
    const card = cards[key === 'next' ? at + 1 : Math.max(at, 1) - 1]
    card?.focus()
    card?.scrollIntoView({ block: 'center' })
    return card !== undefined
  }
  const card = cards[at]
  if (!card) return false
  if (key === 'accept') return focusOn(card.querySelector<HTMLElement>('[data-key="a"]'))
  if (key === 'decline') {
    const button = card.querySelector<HTMLElement>('[data-key="d"]')
    button?.click()
    return button !== null
  }
  const exchange = card.querySelector<HTMLDetailsElement>('[data-key="m"]')
  if (!exchange) return false
  exchange.open = true
  return focusOn(exchange.querySelector('summary'))
}

function focusOn(element: HTMLElement | null): boolean {
  element?.focus()
  return element !== null
}
