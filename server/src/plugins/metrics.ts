import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

declare module 'fastify' {
  interface FastifyInstance {
    readonly metrics: Registry
  }
}

/** Times every request by route and watches the pool. */
export const metrics = fastifyPlugin(
  async (app: FastifyInstance) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const durations = new Histogram({
      name: 'gongyue_http_seconds',
      help: 'Time from the request to the end of the reply, in seconds',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    })
    // Looking a label up is half of the cost of a measurement.
    const known = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>()
    app.addHook('onResponse', (request, reply, done) => {
      // How long a page was open says nothing of how fast the house answers.
      if (request.routeOptions.config.contract?.streams === true) return done()
      const route = request.routeOptions.url ?? 'none'
      const key = `${request.method} ${route} ${reply.statusCode}`
      let series = known.get(key)
      if (series === undefined) {
        series = durations.labels(request.method, route, String(reply.statusCode))
        known.set(key, series)
      }
      series.observe(reply.elapsedTime / 1000)
      done()
    })
    const { pool } = app.pg
    watch(registry, 'gongyue_pool_connections', 'Open database connections', () => pool.totalCount)
    watch(registry, 'gongyue_pool_idle', 'Open database connections that nobody uses', () => pool.idleCount)
    watch(registry, 'gongyue_pool_waiting', 'Use cases that wait for a database connection', () => pool.waitingCount)
    app.decorate('metrics', registry)
  },
  { name: 'metrics', dependencies: ['postgres'] },
)

function watch(registry: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) })
}
