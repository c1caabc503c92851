/**
 * A program for tests to kill: a server of its own over the database of its first argument, that applies one plan of a repair, or whatever its last
 * argument says, as JSON. Prints "applying", then the status of the answer.
 */
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { client } from '../support/house.ts'

const [url = '', now = '', token = '', csrfToken = '', path = '', patch = ''] = process.argv.slice(2)
const config = readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent', JOBS: '0' })
const app = await buildApp(config, { clock: () => Number(now) })
process.stdout.write('applying\n')
const sender = client(app, token, csrfToken)
const reply =
  patch === ''
    ? await sender.post(path, { plan: 0, version: 1 })
    : await sender.patch(path, JSON.parse(patch) as object)
process.stdout.write(`answered ${reply.status}\n`)
await app.close()
