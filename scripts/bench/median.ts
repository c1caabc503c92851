/** The middle of some numbers; of an even count, the mean of the two in the middle. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const high = sorted[half]
  if (high === undefined) return Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? high) + high) / 2
}
