import type { FastifyInstance } from 'fastify'
import type { offerHelp as contract } from '@gongyue/shared/api/volunteers.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertVolunteerOffer } from '@gongyue/db/queries/volunteer-offers.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

/**
 * Keeps the form of somebody who offers to help, for a telephone number once while it waits. What is answered is the same either way: nobody
 * learns from a form whether somebody else has sent one.
 */
export async function offerHelp(
  app: FastifyInstance,
  facilityId: string,
  userId: string | null,
  { name, phone, skills, note, consent }: BodyOf<typeof contract>,
): Promise<void> {
  await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const id = app.newId()
      const at = app.clock()
      const offer = { id, name: name.trim(), phone: plainPhone(phone), note: note.trim(), userId, askedAt: at, consent }
      const clean = [...new Set(skills.map((skill) => skill.trim()))]
      if (!(await insertVolunteerOffer(client, facilityId, { ...offer, skills: clean }))) return
      const event = { facilityId, auditId: app.newId(), at, userId, noun: 'volunteer-offer', nounId: id }
      await auditRow(client, { ...event, action: 'offer-help', data: { skills: clean, consent } })
    },
    app,
  )
}
