/**
 * npm test: everything, and the last line says "N passed, N failed".
 *
 * npm test -- --only <stage>     one stage: types, lint, format, generated, build, or a project of vitest.config.ts
 * npm test -- --filter <text>    only tests whose name holds the text
 */
import { parseArgs } from 'node:util'
import { endRunning } from './check/command.ts'
import { type StageResult, judge, summarize } from './check/stage.ts'
import { STATIC_CHECKS } from './check/static.ts'
import { PROJECTS, runVitest } from './check/vitest.ts'
import { onEnd } from './start/lifetime.ts'
import { buildWeb, TEST_DIST } from './start/web-build.ts'

onEnd(() => {
  endRunning()
  process.exit(130)
})

const { values } = parseArgs({ options: { only: { type: 'string' }, filter: { type: 'string' } } })
const stages: Readonly<Record<string, () => Promise<readonly StageResult[]>>> = {
  ...STATIC_CHECKS,
  build: async () => [
    await judge('web build', async () => ({ good: (await buildWeb(TEST_DIST)) !== undefined, output: '' })),
  ],
}

const results: StageResult[] = []
if (values.only !== undefined && stages[values.only] === undefined && !PROJECTS.includes(values.only)) {
  console.error(`--only ${values.only}? There are: ${[...Object.keys(stages), ...PROJECTS].join(', ')}`)
  process.exit(1)
}
for (const [name, run] of Object.entries(stages)) {
  if (values.filter !== undefined || (values.only !== undefined && values.only !== name)) continue
  results.push(...(await run()))
}
if (values.only === undefined || PROJECTS.includes(values.only)) {
  results.push(
    ...(await runVitest({
      ...(values.only === undefined ? {} : { project: values.only }),
      ...(values.filter === undefined ? {} : { filter: values.filter }),
    })),
  )
}
process.exitCode = summarize(results)
