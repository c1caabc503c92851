/** npm start: a database, the newest schema, a palace to look at, the pages, and a server that listens. */
import { onEnd } from './start/lifetime.ts'
import { HELP, readOptions } from './start/options.ts'
import { refuseTakenPort } from './start/port.ts'
import { explain } from './start/problem.ts'

/** What must be undone at the end, last first. */
const cleanUps: (() => Promise<void>)[] = []

onEnd(async (reason) => {
  if (reason !== 'parent-gone') console.log('\n正在停止 · stopping …')
  await cleanUp()
  process.exit(0)
})

try {
  const options = readOptions(process.argv.slice(2))
  if (options.kind === 'help') console.log(HELP)
  else {
    await refuseTakenPort(options.host, options.port)
    // Loaded only now: a mistake on the command line is answered at once.
    const { run } = await import('./start/run.ts')
    await run(options, (undo) => cleanUps.push(undo))
  }
} catch (error) {
  console.error(explain(error))
  await cleanUp()
  process.exit(1)
}

async function cleanUp(): Promise<void> {
  // A page that keeps its event stream open must not keep the database from stopping.
  const patience = setTimeout(() => process.exit(1), 10_000)
  for (const undo of cleanUps.splice(0).toReversed()) {
    await undo().catch((error: unknown) => console.error(explain(error)))
  }
  clearTimeout(patience)
}
