import type { FastifyInstance } from 'fastify'
import { listAuditEvents } from '@gongyue/db/queries/audit.ts'
import { listAudit } from '@gongyue/shared/api/reservations.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'

/** Who did what when, for administrators, in their own facility. */
export async function audit(app: FastifyInstance): Promise<void> {
  app.handle(listAudit, async ({ who, query: { nounId = null, limit = 50, cursor = null } }) => {
    // One more than asked tells whether there is a next page.
    const rows = await listAuditEvents(app.db, who.facilityId, { nounId, before: cursor, limit: limit + 1 })
    const page = rows.slice(0, limit)
    const items = page.map((row) => ({ ...row, at: formatInstant(row.at, who.timeZone) }))
    return { status: 200, body: { items, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null } }
  })
}
