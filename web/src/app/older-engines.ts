/**
 * What engines of 2020 lack (WebViews inside WeChat, browsers of older office PCs) and we use: read only there, before anything else runs. Each is
 * the language's own function in its plain form; sparse arrays and subclasses are not looked after.
 */
export function fillIn(): void {
  for (const [host, functions] of MISSING)
    for (const [name, value] of Object.entries(functions))
      if (!(name in host)) Object.defineProperty(host, name, { value, writable: true, configurable: true })
}

type List = readonly unknown[]
type Test = (item: unknown, index: number, list: List) => boolean

function at(this: List | string, index: number): unknown {
  return this[index < 0 ? this.length + index : index]
}

function findLastIndex(this: List, test: Test): number {
  for (let i = this.length - 1; i >= 0; i -= 1) if (test(this[i], i, this)) return i
  return -1
}

function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const LISTS = {
  at,
  findLastIndex,
  findLast(this: List, test: Test): unknown {
    return this[findLastIndex.call(this, test)]
  },
  toSorted(this: List, compare?: (a: unknown, b: unknown) => number): unknown[] {
    return [...this].sort(compare)
  },
  toReversed(this: List): unknown[] {
    // oxlint-disable-next-line unicorn/no-array-reverse -- what this is made of
    return [...this].reverse()
  },
  toSpliced(this: List, start: number, remove: number, ...items: unknown[]): unknown[] {
    const copy = [...this]
    copy.splice(start, remove, ...items)
    return copy
  },
  with(this: List, index: number, value: unknown): unknown[] {
    const copy = [...this]
    copy[index < 0 ? copy.length + index : index] = value
    return copy
  },
}

const MISSING: readonly (readonly [host: object, functions: Readonly<Record<string, unknown>>])[] = [
  [Array.prototype, LISTS],
  [String.prototype, { at }],
  [Map, { groupBy }],
  [Object, { hasOwn: (host: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(host, key) }],
  [
    Object,
    {
      groupBy: (items: Iterable<unknown>, keyOf: (item: unknown, index: number) => PropertyKey) =>
        Object.fromEntries(groupBy(items, keyOf)),
    },
  ],
]
