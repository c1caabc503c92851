import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/runs.ts'
import { listRuns as readRuns } from '@gongyue/db/queries/runs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { findRound } from './look.ts'
import { runWire } from './run-wire.ts'
import { continueRun, startRun, stopRun } from './start-run.ts'
import { endWatching, watchRun } from './watch-run.ts'

/** Runs of the solver: started, watched, stopped, continued. */
export async function runs(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  app.addHook('preClose', async () => endWatching(app))

  const find = async ({ facilityId, timeZone }: Who, runId: string): Promise<api.RunWire> => {
    const [run] = await readRuns(pool, facilityId, { roundId: null, runId })
    if (!run) throw new HttpProblem('not-found')
    return runWire(run, timeZone)
  }

  app.handle(api.listRuns, async ({ who, params }) => {
    await findRound(pool, who, params.id, app.clock())
    const found = await readRuns(pool, who.facilityId, { roundId: params.id, runId: null })
    return { status: 200, body: { items: found.map((run) => runWire(run, who.timeZone)) } }
  })

  app.handle(api.startRun, async (request) => {
    const { who, params, body } = request
    const written = await startRun(app, who, params.id, body, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 202, body: written.value }
  })

  app.handle(api.readRun, async ({ who, params }) => ({ status: 200, body: await find(who, params.id) }))

  app.handle(api.watchRun, async ({ who, params }) => {
    await find(who, params.id)
    return { status: 200, stream: (raw) => watchRun(app, who, params.id, raw) }
  })

  app.handle(api.stopRun, async ({ who, params }) => {
    const run = await stopRun(app, who, params.id)
    if (!run) throw new HttpProblem('not-found')
    return { status: 202, body: run }
  })

  app.handle(api.continueRun, async (request) => {
    const { who, params, body } = request
    const written = await continueRun(app, who, params.id, body.seconds, keyedRequest(request, who))
    return written.kind === 'no' ? written.answer : { status: 202, body: written.value }
  })
}
