import fastifyPostgres from '@fastify/postgres'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { poolConfig } from '@gongyue/db/pool.ts'
import { kyselyOf, type Db } from '@gongyue/db/transaction.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Kysely on `app.pg.pool`, for reading outside transactions. */
    readonly db: Db
  }
}

/** The one pool of the process, ended when the server is closed. */
export const postgres = fastifyPlugin(
  async (app: FastifyInstance) => {
    await app.register(fastifyPostgres, poolConfig(app.config.databaseUrl, app.config.poolSize))
    const { pool } = app.pg
    // An idle connection that is cut must not take the process with it: the pool opens another.
    pool.on('error', (error) => app.log.warn({ err: error }, 'an idle database connection was lost'))
    app.decorate('db', kyselyOf(pool))
  },
  { name: 'postgres' },
)
