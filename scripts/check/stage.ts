/** What one stage of a check found. */
export interface StageResult {
  readonly stage: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
}

/** Runs one yes-or-no check, and prints a line, and what it said when the answer is no. */
export async function judge(
  stage: string,
  work: () => Promise<{ readonly good: boolean; readonly output: string }>,
): Promise<StageResult> {
  const from = performance.now()
  const { good, output } = await work().catch((error: unknown) => ({
    good: false,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }))
  const seconds = (performance.now() - from) / 1000
  console.log(`${good ? '✓' : '✗'} ${stage} ${seconds.toFixed(1)} s`)
  if (!good) console.log(output.trimEnd())
  return { stage, passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0, seconds }
}

/** Prints a table, then the last line: how many passed and failed. Returns the exit code. */
export function summarize(results: readonly StageResult[]): number {
  const width = Math.max(...results.map((result) => result.stage.length), 5)
  const line = (stage: string, cells: readonly string[]): string =>
    `${stage.padEnd(width)} ${cells.map((cell) => cell.padStart(8)).join('')}`
  console.log(`\n${line('stage', ['passed', 'failed', 'skipped', 'seconds'])}`)
  for (const result of results) {
    const { passed, failed, skipped, seconds } = result
    console.log(line(result.stage, [String(passed), String(failed), String(skipped), seconds.toFixed(1)]))
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}
