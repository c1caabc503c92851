/** npm run check: what reads the source and runs none of it, quick enough for every commit. */
import { endRunning } from './check/command.ts'
import { sideBySide } from './check/side-by-side.ts'
import { summarize } from './check/stage.ts'
import { READING, WRITING } from './check/static.ts'
import { onEnd } from './start/lifetime.ts'

onEnd(() => {
  endRunning()
  process.exit(130)
})

const results = [...(await sideBySide(Object.values(READING).flat()))]
for (const check of Object.values(WRITING).flat()) results.push(await check())
process.exitCode = summarize(results)
