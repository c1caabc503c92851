import type { FastifyInstance } from 'fastify'
import { attendanceOf } from '@gongyue/shared/domain/attendance.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import {
  givePoints,
  isAnyDue,
  listFacilityIds,
  lockDue,
  lockFacts,
  writeFates,
  type DueRecord,
} from '@gongyue/db/queries/no-shows.ts'
import { cutClaims } from '@gongyue/db/queries/standing.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Task } from './define.ts'

/** Each minute: what nobody came for is freed and noted, what has ended is closed. */
export const sweepReservations: Task = {
  name: 'sweep-reservations',
  run: async (app) => {
    for (const facilityId of await listFacilityIds(app.pg.pool)) await sweepFacility(app, facilityId)
  },
}

/** In one transaction: few enough that an order never waits for it, and that little is done again after a kill. */
const BATCH = 50

async function sweepFacility(app: FastifyInstance, facilityId: string): Promise<void> {
  const { now, policy } = factsAt(await app.houses.current(facilityId), app.clock())
  const attendance = attendanceOf(policy)
  const { noShowMinutes, noShowSpaces: spaces } = attendance
  const due = { facilityId, now, noShowMinutes, spaces, limit: BATCH }
  while (await isAnyDue(app.pg.pool, due)) {
    const done = await inTransaction(
      app.pg.pool,
      async (tx) => {
        await lockFacts(tx.client, facilityId)
        const rows = await lockDue(tx.client, due)
        const absent = rows.filter(({ fate }) => fate === 'no-show')
        await cutClaims(
          tx.client,
          facilityId,
          absent.map(({ id }) => id),
          now,
        )
        await writeFates(tx.client, facilityId, rows)
        await givePoints(
          tx.client,
          absent.map(({ id, partyId, personId }) => ({
            facilityId,
            reservationId: id,
            partyId,
            personId,
            points: attendance.noShowPoints,
            givenAt: now,
            expiresAt: now + attendance.noShowDays * 1440 * MINUTE,
          })),
        )
        for (const row of rows) await auditRow(tx.client, deedOf(app, facilityId, row, now))
        return rows.length
      },
      { dice: app.dice },
    )
    // What is left is in the hands of another process or of the desk.
    if (done < BATCH) return
  }
}

/** Nobody did it: the clock did. */
function deedOf(app: FastifyInstance, facilityId: string, { id, fate, version, before }: DueRecord, at: number) {
  return {
    facilityId,
    auditId: app.newId(),
    at,
    userId: null,
    action: fate === 'no-show' ? 'no-show' : 'end-reservation',
    noun: 'reservation',
    nounId: id,
    data: { version: version + 1, state: fate, ...(fate === 'no-show' && { before, point: 'give' }) },
  }
}
