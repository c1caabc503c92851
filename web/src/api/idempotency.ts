/**
 * Gives the Idempotency-Key for an attempt: the same content sent again (double tap, retry after a drop) has the same key,
 * new content a new one.
 */
export function idempotencyKeys(): (content: unknown) => string {
  let last = { text: '', key: '' }
  return (content) => {
    const text = JSON.stringify(content)
    if (text !== last.text) last = { text, key: randomKey() }
    return last.key
  }
}

/** 128 random bits. `crypto.randomUUID` is missing on plain HTTP, as palaces run it inside, and in older WebViews. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
