import type { FastifyInstance } from 'fastify'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { listEntries, withdrawEntry as writeWithdrawal, type EntryRecord } from '@gongyue/db/queries/entries.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'

export type Withdrawn =
  | { readonly kind: 'withdrawn'; readonly entry: EntryRecord }
  | { readonly kind: 'already-decided'; readonly entry: EntryRecord }
  | { readonly kind: 'not-found' }

/** Takes an entry out of its competition and frees its slot. Said twice, it is done once: the state is the key. */
export async function withdrawEntry(app: FastifyInstance, who: Who, entryId: string): Promise<Withdrawn> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }): Promise<Withdrawn> => {
      const read = async () => (await listEntries(client, facilityId, { entryId }))[0]
      const seen = await read()
      if (!seen || !mayAnswerFor(who, seen)) return { kind: 'not-found' }
      await lockProgramme(client, facilityId, seen.programmeId)
      const entry = (await read()) ?? seen
      if (entry.state === 'out') return { kind: 'already-decided', entry }
      if (entry.state === 'withdrawn') return { kind: 'withdrawn', entry }
      const at = app.clock()
      await writeWithdrawal(client, facilityId, entryId, at)
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at, userId, action: 'withdraw-entry', noun: 'entry', nounId: entryId },
        data: { programmeId: entry.programmeId, number: entry.number },
      })
      return { kind: 'withdrawn', entry: (await read()) ?? entry }
    },
    app,
  )
}

/** Whose entry it is, an officer of their branch, or the desk. */
function mayAnswerFor(who: Who, { userId, partyId }: EntryRecord): boolean {
  if (mayEnter(who.roles, 'desk') || userId === who.userId) return true
  return partyId !== null && who.partyIds.includes(partyId) && mayEnter(who.roles, 'orders')
}
