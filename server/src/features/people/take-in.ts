import type { FastifyInstance } from 'fastify'
import type { changePerson as changePersonRoute, PersonDraftWire } from '@gongyue/shared/api/people.ts'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertPerson, updatePerson, type PersonRow } from '@gongyue/db/queries/people.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'

/** What the schema can not see: a partner that is not there, hours that end before they begin. */
export function draftFaults(
  { partyId, hours }: Pick<PersonDraftWire, 'partyId' | 'hours'>,
  facts: Facts,
): readonly Fault[] {
  const errors: Fault[] = []
  if (partyId !== null && !facts.parties.has(partyId))
    errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
  hours.forEach(({ from, until, validFrom, validUntil }, i) => {
    if (from >= until) errors.push({ pointer: `/hours/${i}/until`, key: 'end-before-start', params: {} })
    if (validFrom !== null && validUntil !== null && validFrom > validUntil)
      errors.push({ pointer: `/hours/${i}/validUntil`, key: 'end-before-start', params: {} })
  })
  return errors
}

/** Takes somebody in, once for a key. */
export async function addPerson(
  app: FastifyInstance,
  who: Who,
  draft: PersonDraftWire,
  keyed: KeyedRequest | null,
): Promise<{ readonly kind: 'added'; readonly id: string } | { readonly kind: 'reused' }> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const work = async (): Promise<string> => {
        const id = app.newId()
        await insertPerson(tx.client, who.facilityId, rowOf(app, id, draft, true))
        await noteDeed(app, tx.client, who, 'add-person', id, draft)
        return id
      }
      const done = await idempotent(tx, keyed, work, (id) => ({ status: 201, response: { id } }))
      if (done.kind === 'reused') return done
      // kept by this very use case
      return { kind: 'added', id: done.kind === 'done' ? done.value : (done.response as { readonly id: string }).id }
    },
    app,
  )
}

/** What is left of a person's phone when it is not said: what was there. */
export type PersonChangesWire = BodyOf<typeof changePersonRoute>

/** Skills, hours and limits as they are now. */
export async function changePerson(
  app: FastifyInstance,
  who: Who,
  id: string,
  { active, phone, ...rest }: PersonChangesWire,
): Promise<'changed' | 'not-there'> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const draft = { ...rest, phone: phone ?? null }
      const row = rowOf(app, id, draft, active)
      if (!(await updatePerson(tx.client, who.facilityId, row, phone === undefined))) return 'not-there'
      await noteDeed(app, tx.client, who, 'change-person', id, { ...draft, active })
      return 'changed'
    },
    app,
  )
}

function rowOf(app: FastifyInstance, id: string, draft: PersonDraftWire, active: boolean): PersonRow {
  return {
    ...draft,
    id,
    active,
    name: draft.name.trim(),
    // the contract holds them between 1 and 7
    hours: draft.hours.map((hours) => ({ ...hours, id: app.newId(), weekdays: hours.weekdays as Weekday[] })),
  }
}

/** The phone is in the trail only as far as it was changed: not at all. */
async function noteDeed(
  app: FastifyInstance,
  client: Parameters<typeof auditRow>[0],
  { facilityId, userId }: Who,
  action: string,
  nounId: string,
  { name, kind, skills, partyId, minutesADay, restMinutes, daysAWeek, hours, active }: Told,
): Promise<void> {
  const data = { name, kind, skills, partyId, minutesADay, restMinutes, daysAWeek, hours, active }
  await auditRow(client, {
    facilityId,
    auditId: app.newId(),
    at: app.clock(),
    userId,
    action,
    noun: 'person',
    nounId,
    data,
  })
}

type Told = PersonDraftWire & { readonly active?: boolean }
