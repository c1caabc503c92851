import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listDutyMails, replaceDutyMails, type DutyMail } from '@gongyue/db/queries/programme.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import * as api from '@gongyue/shared/api/duty.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { malformed } from '../../plugins/validation.ts'
import { readDuty } from './read-duty.ts'

/** The caretakers' list, and when it goes out by mail. */
export async function duty(app: FastifyInstance): Promise<void> {
  app.handle(api.readDutyList, async ({ who, query }) => {
    const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
    const items = [...(await readDuty(app.pg.pool, facts, query.date))]
    return { status: 200, body: { date: query.date, at: formatInstant(facts.now, facts.timeZone), items } }
  })

  app.handle(api.listDutyMails, async ({ who }) => ({
    status: 200,
    body: { items: (await listDutyMails(app.pg.pool, who.facilityId)).map(mailWire) },
  }))

  // All at once, so that sending it again does no harm.
  app.handle(api.setDutyMails, async ({ who, body }) => {
    const { facilityId, userId } = who
    const mails = body.items.map(({ time, daysAhead, addresses }) => ({ minute: minuteOf(time), daysAhead, addresses }))
    const twice = mails.findIndex(
      (one, at) => mails.findIndex((two) => two.minute === one.minute && two.daysAhead === one.daysAhead) < at,
    )
    if (twice >= 0) throw malformed([{ pointer: `/items/${twice}/time`, key: 'unique', params: {} }])
    await inTransaction(
      app.pg.pool,
      async ({ client }) => {
        await client.query('select from facilities where facility_id = $1 for update', [facilityId])
        await replaceDutyMails(client, facilityId, mails)
        await auditRow(client, {
          ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'set-duty-mails' },
          ...{ noun: 'facility', nounId: facilityId, data: { mails } },
        })
      },
      app,
    )
    return { status: 200, body: { items: mails.toSorted((a, b) => a.minute - b.minute).map(mailWire) } }
  })
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function mailWire({ minute, daysAhead, addresses }: DutyMail): api.DutyMailWire {
  const two = (value: number) => String(value).padStart(2, '0')
  return { time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, daysAhead, addresses: [...addresses] }
}
