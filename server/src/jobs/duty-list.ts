import type { FastifyInstance } from 'fastify'
import { factsAt } from '@gongyue/db/house.ts'
import { readFacility } from '@gongyue/db/queries/facilities.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import { listDutyFacilities, listDutyMails } from '@gongyue/db/queries/programme.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { addDays, localDateOf, minuteOfDayAt } from '@gongyue/shared/time/wall.ts'
import { dutyMailText } from '../features/duty/duty-mail.ts'
import { readDuty } from '../features/duty/read-duty.ts'
import type { Task } from './define.ts'

/** Each minute: the caretakers' list goes into the outbox when its time has come. */
export const dutyList: Task = { name: 'duty-list', run: async (app) => await sendDutyLists(app) }

/** A server that was down at the time makes up for it within these minutes; later, nobody needs the list any more. */
export const LATE_MINUTES = 120

/**
 * Puts every list that is due into the outbox. Day, time and address make the key of the mail, so that it goes out once, however often and by
 * however many processes this runs.
 */
export async function sendDutyLists(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg
  const now = app.clock()
  for (const { facilityId, timeZone } of await listDutyFacilities(pool)) {
    const today = localDateOf(now, timeZone)
    const minute = minuteOfDayAt(now, timeZone)
    const due = (await listDutyMails(pool, facilityId)).filter(
      (mail) => mail.minute <= minute && minute - mail.minute <= LATE_MINUTES,
    )
    if (due.length === 0) continue
    const facility = await readFacility(app.db, facilityId)
    const facts = factsAt(await app.houses.current(facilityId), now)
    if (facility === null) continue
    for (const mail of due) {
      const date = addDays(today, mail.daysAhead)
      const told = dutyMailText(facility.name, date, await readDuty(pool, facts, date))
      await inTransaction(
        pool,
        async ({ client }) => {
          for (const to of mail.addresses) {
            const dedupeKey = `duty-list ${today} ${mail.minute} ${mail.daysAhead} ${to}`
            await enqueueMail(client, { ...told, facilityId, mailId: app.newId(), to, dedupeKey })
          }
        },
        app,
      )
    }
  }
}
