/** A server process of its own, as in production; forked by the bench, tells its address, ends with its parent. */
import { buildApp } from '@gongyue/server/app.ts'
import { readConfig } from '@gongyue/server/config.ts'

const app = await buildApp(readConfig({ DATABASE_URL: process.env['DATABASE_URL'], LOG_LEVEL: 'error', JOBS: '0' }))
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.on('disconnect', () => void app.close().then(() => process.exit(0)))
process.send?.(address)
