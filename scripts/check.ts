/** npm run check: what reads the source and runs none of it, quick enough for every commit. */
import { endRunning } from './check/command.ts'
import { type StageResult, summarize } from './check/stage.ts'
import { STATIC_CHECKS } from './check/static.ts'
import { onEnd } from './start/lifetime.ts'

onEnd(() => {
  endRunning()
  process.exit(130)
})

const results: StageResult[] = []
for (const run of Object.values(STATIC_CHECKS)) results.push(...(await run()))
process.exitCode = summarize(results)
