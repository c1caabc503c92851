/** Keys of a scanner come faster than anybody types. */
const BURST_MS = 50
/** Six digits are a code; fewer are somebody's hand on the number keys. */
const SHORTEST = 6

/** What a scanner needs of a key. */
export interface ScannedKey {
  readonly key: string
  readonly timeStamp: number
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  preventDefault(): void
  stopPropagation(): void
}

/**
 * Tells a hand scanner, which types digits and Enter, from hands. Wherever the focus is, a code that was scanned reaches `onCode`, and its Enter
 * presses nothing.
 */
export function createScanner(onCode: (code: string) => void): (event: ScannedKey) => void {
  let typed = ''
  let last = Number.NEGATIVE_INFINITY
  return (event) => {
    const { key, timeStamp } = event
    if (timeStamp - last > BURST_MS) typed = ''
    last = timeStamp
    if (event.ctrlKey || event.altKey || event.metaKey) typed = ''
    else if (/^\d$/.test(key)) typed += key
    else if (key === 'Enter' && typed.length >= SHORTEST) {
      const code = typed
      typed = ''
      event.preventDefault()
      event.stopPropagation()
      onCode(code)
    } else if (key !== 'Shift' && key !== 'CapsLock') typed = ''
  }
}
