import { REMINDER_DAYS, reminderDue } from '@gongyue/shared/domain/contract.ts'
import { contractMail } from '@gongyue/shared/i18n/mails.ts'
import { dayText, say } from '@gongyue/shared/i18n/say.ts'
import { daysBetween, localDateOf } from '@gongyue/shared/time/wall.ts'
import { listEnding, listManagerAddresses } from '@gongyue/db/queries/contracts.ts'
import { enqueueMail } from '@gongyue/db/queries/mail.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Task } from './define.ts'

/**
 * Each hour: managers are told of contracts that end within 60, 30 and 7 days. Contract, last day and step make the key of the mail: each goes out
 * once, however often this runs; a contract that is prolonged is told anew.
 */
export const remindOfContracts: Task = {
  name: 'remind-of-contracts',
  run: async (app) => {
    const { pool } = app.pg
    const now = app.clock()
    for (const contract of await listEnding(pool, now, Math.max(...REMINDER_DAYS))) {
      const { facilityId, contractId, endsOn, title, number, partyName, timeZone } = contract
      const days = daysBetween(localDateOf(now, timeZone), endsOn)
      const step = reminderDue(days)
      if (step === null) continue
      const params = { title, number, party: partyName, day: dayText(endsOn, 'zh-CN'), days }
      const managers = await listManagerAddresses(pool, facilityId)
      await inTransaction(
        pool,
        async ({ client }) => {
          for (const { userId, email } of managers)
            await enqueueMail(client, {
              ...{ facilityId, mailId: app.newId(), to: email, at: now },
              subject: say(contractMail.subject, params, 'zh-CN', timeZone),
              text: say(contractMail.text, params, 'zh-CN', timeZone),
              dedupeKey: `contract ${contractId} ${endsOn} ${step} ${userId}`,
            })
        },
        app,
      )
    }
  },
}
