/**
 * `next`, but with every part that equals its counterpart in `previous` replaced by that counterpart. A new answer of the
 * server then changes the identity of what changed and of nothing else, and only that is drawn again.
 * For plain data: numbers, strings, booleans, null, arrays and plain objects.
 */
export function keepSame<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next
  if (Array.isArray(previous) && Array.isArray(next)) return keepSameArray(previous, next) as T // an array in, an array out
  if (isPlain(previous) && isPlain(next)) return keepSameObject(previous, next) as T // likewise
  return next
}

type Plain = Readonly<Record<string, unknown>>

function keepSameArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const parts = next.map((part, index) => keepSame(counterpart(previous, part, index), part))
  return previous.length === parts.length && parts.every((part, index) => Object.is(part, previous[index]))
    ? previous
    : parts
}

/** Things with an id are looked for where they stood and beside it, so that one inserted row does not renew all below it. */
function counterpart(previous: readonly unknown[], part: unknown, index: number): unknown {
  const id = idOf(part)
  if (id === null || idOf(previous[index]) === id) return previous[index]
  return previous.find((other) => idOf(other) === id)
}

function idOf(part: unknown): string | null {
  if (!isPlain(part)) return null
  if (typeof part['id'] === 'string') return part['id']
  return isPlain(part['block']) ? idOf(part['block']) : null
}

function keepSameObject(previous: Plain, next: Plain): Plain {
  const keys = Object.keys(next)
  const parts = Object.fromEntries(keys.map((key) => [key, keepSame(previous[key], next[key])]))
  const same =
    Object.keys(previous).length === keys.length &&
    keys.every((key) => key in previous && Object.is(parts[key], previous[key]))
  return same ? previous : parts
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
