import type { FastifyInstance } from 'fastify'

/** For load balancers and monitors; outside the API, without a session, without anything about people. */
export async function health(app: FastifyInstance): Promise<void> {
  /** The process answers. */
  app.get('/healthz', { logLevel: 'warn' }, async (_request, reply) => reply.header(...FRESH).send({ status: 'ok' }))

  /** The process can do its work: the database answers within a second. */
  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const ready = await answers(app)
    return reply
      .code(ready ? 200 : 503)
      .header(...FRESH)
      .send({ status: ready ? 'ok' : 'database-away' })
  })

  /** Figures for Prometheus. */
  app.get('/metrics', { logLevel: 'warn' }, async (_request, reply) => {
    return reply.type(app.metrics.contentType).send(await app.metrics.metrics())
  })
}

const FRESH = ['cache-control', 'no-store'] as const

const PATIENCE = 1000

async function answers(app: FastifyInstance): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, false)
  })
  const asked = app.pg.pool.query('select 1').then(
    () => true,
    () => false,
  )
  return await Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
