import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import * as feeds from '@gongyue/db/queries/calendars.ts'
import { hasSpace } from '@gongyue/db/queries/facilities.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import * as api from '@gongyue/shared/api/programme.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { API } from '../../plugins/contracts.ts'
import { namesTag, tagOf } from '../../plugins/etag.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { newToken, tokenHashOf } from '../../plugins/session.ts'
import { malformed } from '../../plugins/validation.ts'
import { writeCalendar } from './icalendar.ts'
import { readFeed } from './read-calendar.ts'

/** Calendar addresses: made, listed, taken back, and read. */
export async function calendars(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listFeeds, async ({ who }) => {
    const rows = await feeds.listFeeds(pool, who.facilityId, who.userId)
    return { status: 200, body: { items: rows.map((feed) => feedWire(feed, who)) } }
  })

  // No Idempotency-Key: kept answers would keep the token. An address made twice is seen in the list and taken back.
  app.handle(api.addFeed, async ({ who, body }) => {
    const { facilityId, userId } = who
    const spaceId = body.spaceId ?? null
    if (body.kind === 'space' && spaceId === null)
      throw malformed([{ pointer: '/spaceId', key: 'required', params: {} }])
    if (body.kind !== 'space' && spaceId !== null)
      throw malformed([{ pointer: '/spaceId', key: 'unknown-field', params: {} }])
    if (spaceId !== null && !(await hasSpace(app.db, facilityId, spaceId)))
      throw malformed([{ pointer: '/spaceId', key: 'not-there', params: {} }])
    const { token, tokenHash } = newToken()
    const createdAt = app.clock()
    const feed: feeds.FeedRecord = { id: app.newId(), kind: body.kind, spaceId, createdAt, lastReadAt: null }
    await inTransaction(
      pool,
      async ({ client }) => {
        await feeds.insertFeed(client, { ...feed, facilityId, userId, tokenHash, locale: body.locale ?? 'zh-CN' })
        await audit(app, client, who, 'add-calendar', feed.id, { kind: feed.kind, spaceId })
      },
      app,
    )
    return { status: 201, body: { feed: feedWire(feed, who), path: `${API}/calendars/${token}.ics` } }
  })

  app.handle(api.revokeFeed, async ({ who, params }) => {
    const done = await inTransaction(
      pool,
      async ({ client }) => {
        const { facilityId, userId } = who
        const found = await feeds.revokeFeed(client, { facilityId, userId, feedId: params.id, now: app.clock() })
        if (found) await audit(app, client, who, 'revoke-calendar', params.id, {})
        return found
      },
      app,
    )
    if (!done) throw new HttpProblem('not-found')
    return { status: 204, body: null }
  })

  app.handle(api.readCalendar, async ({ params, headers }) => {
    const tokenHash = params.file.endsWith('.ics') ? tokenHashOf(params.file.slice(0, -4)) : null
    const feed = tokenHash && (await feeds.findFeed(pool, tokenHash))
    if (!feed) throw new HttpProblem('not-found')
    const now = app.clock()
    if (now - (feed.lastReadAt ?? 0) >= READ_EVERY) await feeds.touchFeed(pool, feed.facilityId, feed.id, now)
    const text = writeCalendar(await readFeed(app, feed))
    const etag = tagOf(text)
    if (namesTag(headers['if-none-match'], etag)) return { status: 304, headers: { etag } }
    return { status: 200, body: text, headers: { etag, 'content-type': 'text/calendar; charset=utf-8' } }
  })
}

/** That somebody read is noted once in a while. */
const READ_EVERY = 10 * 60_000

async function audit(
  app: FastifyInstance,
  client: Parameters<typeof auditRow>[0],
  { facilityId, userId }: Who,
  action: string,
  nounId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, action, noun: 'calendar', nounId, data }
  await auditRow(client, event)
}

function feedWire({ id, kind, spaceId, createdAt, lastReadAt }: feeds.FeedRecord, { timeZone }: Who): api.FeedWire {
  const read = lastReadAt === null ? null : formatInstant(lastReadAt, timeZone)
  return { id, kind, spaceId, createdAt: formatInstant(createdAt, timeZone), lastReadAt: read }
}
