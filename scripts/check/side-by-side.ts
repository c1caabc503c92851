import type { StageResult } from './stage.ts'

/** One line of the summary, yet to be found out. */
export type Check = () => Promise<StageResult>

/** Each of these programs keeps little more than one core busy, and the largest takes 1.5 GB. */
const LANES = 2

/** Runs checks two at a time, the first ones first. The results are in the order of the checks. */
export async function sideBySide(checks: readonly Check[]): Promise<readonly StageResult[]> {
  const results: StageResult[] = []
  const waiting = [...checks.entries()]
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, check] = next
      results[at] = await check()
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return results
}
