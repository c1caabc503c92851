import type { FastifyInstance } from 'fastify'
import { openEvents, tellPresence } from '@gongyue/shared/api/live.ts'
import { HttpProblem } from '../../plugins/problems.ts'

/** Streams of one session in one process: more than the windows of a desk, and no way to hold thousands. */
export const MOST_STREAMS = 12

/** What changes, as it changes; and who is busy with what. */
export async function live(app: FastifyInstance): Promise<void> {
  app.handle(openEvents, async ({ who, query, headers }) => {
    if (app.live.countOf(who.sessionId) >= MOST_STREAMS)
      throw new HttpProblem('too-many-requests', { params: { seconds: 30 }, headers: { 'retry-after': '30' } })
    const last = headers['last-event-id']
    const since = typeof last === 'string' && last !== '' ? last : (query.since ?? null)
    return { status: 200, stream: (raw) => app.live.open(who, raw, since) }
  })

  app.handle(tellPresence, async ({ who, body }) => {
    const { facilityId, userId, name } = who
    await app.live.see({ facilityId, userId, name, page: body.page, doing: body.doing, place: body.place ?? null })
    return { status: 204, body: null }
  })
}
