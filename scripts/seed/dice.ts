/** Repeatable chance: the same text gives the same throws on every machine. */
export interface Dice {
  /** A number in `[0, 1)`. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number
  /** True in `share` of all throws, 0…1. */
  readonly chance: (share: number) => boolean
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T
  /** One of a list, each as often as its weight says. */
  readonly weighted: <T>(list: readonly (readonly [one: T, weight: number])[]) => T
}

/** Dice of their own for each part of the sample, so that a change in one part leaves the others as they were. */
export function diceOf(text: string): Dice {
  const next = sfc32(hash128(text))
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error(`Nothing to pick from (dice "${text}").`)
    return list[int(0, list.length - 1)] as T // the index is inside the list
  }
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick,
    weighted: (list) => {
      let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      return (list.find(([, weight]) => (rest -= weight) < 0) ?? pick(list))[0]
    },
  }
}

/** A UUID in the shape of version 7: sorts by `at` (epoch milliseconds), the rest follows from `key`. */
export function idOf(key: string, at: number): string {
  const dice = diceOf(key)
  const hex = (digits: number): string =>
    dice
      .int(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0')
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[dice.int(0, 3)]}${hex(3)}-${hex(6)}${hex(6)}`
}

type State = readonly [number, number, number, number]

/** Four FNV-1a hashes with different starts, each mixed once more (finalizer of MurmurHash3). */
function hash128(text: string): State {
  const one = (start: number): number => {
    let hash = start
    for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  }
  return [one(0x811c9dc5), one(0x9e3779b9), one(0x243f6a88), one(0xb7e15162)]
}

/** Chris Doty-Humphrey's small fast counting generator (PractRand); twelve rounds spread the seed. */
function sfc32([a0, b0, c0, d0]: State): () => number {
  let [a, b, c, d] = [a0, b0, c0, d0]
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round += 1) next()
  return next
}
