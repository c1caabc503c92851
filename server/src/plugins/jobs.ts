import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { CRONTAB, TASKS } from '../jobs/index.ts'
import { startWorker, type Worker } from '../jobs/worker.ts'

/** Background work of this process, from the moment it listens: a server that nobody can reach has no work either. */
export const jobs = fastifyPlugin(
  async (app: FastifyInstance) => {
    if (!app.config.jobs) return
    let worker: Worker | undefined
    app.addHook('onListen', async () => {
      worker = startWorker(app, { tasks: TASKS, crontab: CRONTAB })
    })
    app.addHook('onClose', async () => await worker?.stop())
  },
  { name: 'jobs', dependencies: ['postgres', 'houses'] },
)
