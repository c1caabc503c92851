import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { isUnderWay } from '@gongyue/shared/domain/round.ts'
import { listRuns } from '@gongyue/db/queries/runs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { runWire } from './run-wire.ts'

/** How often a run is looked up for one who watches, in milliseconds; its worker writes once a second. */
const LOOK = 500
/** No proxy may keep, pack or hold back what is meant for now. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
} as const
/** A line that says all is well, each so many looks. */
const BEAT = 30

/** Streams a run whenever it has come further; the stream ends with the run. It is read from the database: any process may be the one that works. */
export function watchRun(
  app: FastifyInstance,
  { facilityId, timeZone }: Who,
  runId: string,
  raw: ServerResponse,
): void {
  raw.writeHead(200, HEADERS)
  raw.write('retry: 2000\n\n')
  let told = ''
  let looks = 0
  let timer: NodeJS.Timeout | undefined
  const end = (): void => {
    clearTimeout(timer)
    watching.get(app)?.delete(end)
    if (!raw.writableEnded) raw.end()
  }
  const look = async (): Promise<void> => {
    const [run] = await listRuns(app.pg.pool, facilityId, { roundId: null, runId }).catch(() => [])
    if (raw.destroyed || raw.writableEnded) return
    const data = run && JSON.stringify(runWire(run, timeZone))
    if (data !== undefined && data !== told) {
      told = data
      raw.write(`event: run\ndata: ${data}\n\n`)
    } else if (looks++ % BEAT === BEAT - 1) raw.write(': still here\n\n')
    if (run && !isUnderWay(run.state)) return end()
    timer = setTimeout(() => void look(), LOOK)
  }
  raw.on('error', () => {})
  raw.on('close', end)
  const all = watching.get(app) ?? new Set()
  watching.set(app, all.add(end))
  void look()
}

/** Ends every stream: a server that closes must not wait for its readers. */
export function endWatching(app: FastifyInstance): void {
  for (const end of watching.get(app) ?? []) end()
}

const watching = new WeakMap<FastifyInstance, Set<() => void>>()
