/**
 * A program for tests to kill: a server that listens over the database of its first argument and works on runs of the solver. Prints "listening".
 */
import { listen } from '@gongyue/server/main.ts'
import { readConfig } from '@gongyue/server/config.ts'

const [url = '', now = ''] = process.argv.slice(2)
const config = readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent', JOBS: '1', PORT: '0' })
await listen(config, { clock: () => Number(now) })
process.stdout.write('listening\n')
