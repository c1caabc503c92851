/**
 * A program for repair.test.ts to kill: a server of its own over the database of its first argument, that applies one plan. Prints "applying", then
 * the status of the answer.
 */
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'
import { client } from '../support/house.ts'

const [url = '', now = '', token = '', csrfToken = '', path = ''] = process.argv.slice(2)
const config = readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent', JOBS: '0' })
const app = await buildApp(config, { clock: () => Number(now) })
process.stdout.write('applying\n')
const reply = await client(app, token, csrfToken).post(path, { plan: 0, version: 1 })
process.stdout.write(`answered ${reply.status}\n`)
await app.close()
