/**
 * npm test: everything, and the last line says "N passed, N failed".
 *
 * npm test -- --only <stage>     one stage: types, lint, format, generated, build, or a project of vitest.config.ts
 * npm test -- --filter <text>    only tests whose name holds the text
 */
import { parseArgs } from 'node:util'
import { endRunning } from './check/command.ts'
import { type Check, sideBySide } from './check/side-by-side.ts'
import { type StageResult, judge, summarize } from './check/stage.ts'
import { READING, WRITING } from './check/static.ts'
import { PROJECTS, runVitest } from './check/vitest.ts'
import { onEnd } from './start/lifetime.ts'
import { buildWeb, TEST_DIST } from './start/web-build.ts'

onEnd(() => {
  endRunning()
  process.exit(130)
})

const { values } = parseArgs({ options: { only: { type: 'string' }, filter: { type: 'string' } } })
/** One by one, once nothing reads the source any more. */
const writing: Readonly<Record<string, readonly Check[]>> = {
  ...WRITING,
  build: [
    async () => await judge('web build', async () => ({ good: (await buildWeb(TEST_DIST)) !== undefined, output: '' })),
  ],
}
const stages = [...Object.keys(READING), ...Object.keys(writing)]

if (values.only !== undefined && !stages.includes(values.only) && !PROJECTS.includes(values.only)) {
  console.error(`--only ${values.only}? There are: ${[...stages, ...PROJECTS].join(', ')}`)
  process.exit(1)
}
const asked = (checks: Readonly<Record<string, readonly Check[]>>): readonly Check[] =>
  Object.entries(checks)
    .filter(([name]) => values.filter === undefined && (values.only ?? name) === name)
    .flatMap(([, each]) => each)

const results: StageResult[] = [...(await sideBySide(asked(READING)))]
for (const check of asked(writing)) results.push(await check())
if (values.only === undefined || PROJECTS.includes(values.only)) {
  results.push(
    ...(await runVitest({
      ...(values.only === undefined ? {} : { project: values.only }),
      ...(values.filter === undefined ? {} : { filter: values.filter }),
    })),
  )
}
process.exitCode = summarize(results)
