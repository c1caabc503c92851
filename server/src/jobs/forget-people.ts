import { FORGET_DAYS } from '@gongyue/shared/domain/policy.ts'
import { forgetPeople as erase, listForgettable } from '@gongyue/db/queries/arrivals.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Task } from './define.ts'

const DAY = 86_400_000

/** Each night: of programmes that ended long ago the names are erased; how many came, from where and to what, stays. */
export const forgetPeople: Task = {
  name: 'forget-people',
  run: async (app) => {
    const now = app.clock()
    for (const { facilityId, programmeId, endedAt } of await listForgettable(app.pg.pool, now)) {
      const { facts } = await app.houses.current(facilityId)
      const days = facts.policy.forgetDays ?? FORGET_DAYS
      if (days === null || endedAt + days * DAY > now) continue
      await inTransaction(
        app.pg.pool,
        async ({ client }) => {
          await lockProgramme(client, facilityId, programmeId)
          await erase(client, facilityId, programmeId, now)
          await auditRow(client, {
            ...{ facilityId, auditId: app.newId(), at: now, userId: null, action: 'forget-people' },
            ...{ noun: 'programme', nounId: programmeId, data: { days } },
          })
        },
        app,
      )
    }
  },
}
