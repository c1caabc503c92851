/** A seeded source of chance: the same seed throws the same numbers on every machine. */
export interface Dice {
  /** A whole number, 0 ≤ it < `count`. */
  below(count: number): number
  /** 0 ≤ it < 1, in steps of 2⁻³². */
  share(): number
}

/** Small Fast Counter, 32 bits (Chris Doty-Humphrey, PractRand): quick, and passes the usual batteries. */
export function diceOf(seed: number): Dice {
  const s = new Int32Array([seed, seed ^ 0x9e3779b9, 0x243f6a88, 1])
  const next = (): number => {
    const a = s[0]!
    const b = s[1]!
    const c = s[2]!
    const count = s[3]!
    const out = (((a + b) | 0) + count) | 0
    s[3] = (count + 1) | 0
    s[0] = b ^ (b >>> 9)
    s[1] = (c + (c << 3)) | 0
    s[2] = (((c << 21) | (c >>> 11)) + out) | 0
    return out
  }
  for (let warm = 0; warm < 16; warm++) next()
  return {
    below: (count) => ((next() >>> 0) * 2 ** -32 * count) | 0,
    share: () => (next() >>> 0) * 2 ** -32,
  }
}
