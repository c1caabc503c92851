import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/mail.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { countMails, listMails, sendAgain, type MailRecord } from '@gongyue/db/queries/mail.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { maskAddress } from './mask-address.ts'

/** The outbox, for management. */
export async function mail(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.listMails, async ({ who, query: { state = null, limit = 50, cursor = null } }) => {
    const [rows, counts] = await Promise.all([
      listMails(pool, who.facilityId, { state, before: cursor, limit: limit + 1 }),
      countMails(pool, who.facilityId),
    ])
    const page = rows.slice(0, limit)
    return {
      status: 200,
      body: {
        sending: app.config.smtpUrl !== null,
        counts,
        items: page.map((one) => mailWire(one, who.timeZone)),
        nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      },
    }
  })

  app.handle(api.sendMailAgain, async ({ who, params }) => {
    const { facilityId, userId } = who
    const again = await inTransaction(
      pool,
      async (tx) => {
        const found = await sendAgain(tx.client, facilityId, params.id)
        if (!found) throw new HttpProblem('not-found')
        await auditRow(tx.client, {
          facilityId,
          auditId: app.newId(),
          at: app.clock(),
          userId,
          action: 'send-mail-again',
          noun: 'mail',
          nounId: params.id,
          data: {},
        })
        return found
      },
      { dice: app.dice },
    )
    return { status: 200, body: mailWire(again, who.timeZone) }
  })
}

function mailWire({ to, queuedAt, nextTryAt, sentAt, ...rest }: MailRecord, timeZone: string): api.MailWire {
  return {
    ...rest,
    to: maskAddress(to),
    queuedAt: formatInstant(queuedAt, timeZone),
    nextTryAt: nextTryAt === null ? null : formatInstant(nextTryAt, timeZone),
    sentAt: sentAt === null ? null : formatInstant(sentAt, timeZone),
  }
}
