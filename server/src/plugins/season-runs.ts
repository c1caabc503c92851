import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { workOnRun } from '../features/rounds/work-on-run.ts'

/** Between two looks for a run that waits, in milliseconds. */
const PAUSE = 1_000

/**
 * Works off runs of the solver from the moment the process listens, one at a time: two cores are better used by one run than by two. A run is a row
 * with a lease, so that a process which dies leaves nothing locked.
 */
export const seasonRuns = fastifyPlugin(
  async (app: FastifyInstance) => {
    if (!app.config.jobs) return
    const stopping = new AbortController()
    let working: Promise<void> | undefined
    const work = async (): Promise<void> => {
      const worker = app.newId()
      while (!stopping.signal.aborted) {
        const had = await workOnRun(app, { worker, stopped: stopping.signal }).catch((error: unknown) => {
          app.log.warn({ err: error }, 'looking for runs was interrupted and begins again')
          return false
        })
        if (!had) await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    app.addHook('onListen', async () => {
      working = work()
    })
    app.addHook('onClose', async () => {
      stopping.abort()
      await working
    })
  },
  { name: 'season-runs', dependencies: ['postgres', 'houses'] },
)
