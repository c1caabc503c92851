import type { FastifyInstance } from 'fastify'
import { listConflicts as contract } from '@gongyue/shared/api/conflicts.ts'
import { addDays, formatInstant, localDateOf } from '@gongyue/shared/time/wall.ts'
import { listConflicts } from './list-conflicts.ts'

/** The coordinator's inbox. */
export async function conflicts(app: FastifyInstance): Promise<void> {
  app.handle(contract, async ({ who, query }) => {
    const now = app.clock()
    const until = query.until ?? addDays(localDateOf(now, who.timeZone), AHEAD)
    const items = await listConflicts(app, who, until)
    return { status: 200, body: { at: formatInstant(now, who.timeZone), items } }
  })
}

/** Half a year: a season and the beginning of the next, in days. */
const AHEAD = 180
