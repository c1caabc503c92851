import type { FastifyInstance } from 'fastify'
import type { ProgrammeDraftWire } from '@gongyue/shared/api/programmes.ts'
import type { ProgrammeState } from '@gongyue/shared/domain/enrolment.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listAskings, lockProgramme, readPlaces } from '@gongyue/db/queries/enrolments.ts'
import { setOrganisers, touchPeriod } from '@gongyue/db/queries/particulars.ts'
import { idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertProgramme, setQuotas, updateProgramme, type ProgrammeRow } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listTerms } from '@gongyue/db/queries/terms.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { offerPlaces } from './offer-places.ts'

/** What the schema can not see: who and what is not there, an end before its start, fewer places than are needed. */
export function programmeFaults(draft: ProgrammeDraftWire, facts: Facts): readonly Fault[] {
  const { partyId, personId, quotas, least, capacity, opensAt, closesAt } = draft
  const missing = (pointer: string): Fault => ({ pointer, key: 'not-there', params: {} })
  return [
    ...(facts.parties.has(partyId) ? [] : [missing('/partyId')]),
    ...(personId === null || facts.people.has(personId) ? [] : [missing('/personId')]),
    ...quotas.flatMap((quota, i) => (facts.parties.has(quota.partyId) ? [] : [missing(`/quotas/${i}/partyId`)])),
    ...(new Set(quotas.map((quota) => quota.partyId)).size < quotas.length
      ? [{ pointer: '/quotas', key: 'unique', params: {} } as const]
      : []),
    ...(least > capacity ? [{ pointer: '/least', key: 'maximum', params: { limit: capacity } } as const] : []),
    ...(instant(opensAt) < instant(closesAt)
      ? []
      : [{ pointer: '/closesAt', key: 'end-before-start', params: {} } as const]),
  ]
}

/** Makes a draft of a class, once for a key. */
export async function addProgramme(
  app: FastifyInstance,
  who: Who,
  draft: ProgrammeDraftWire,
  keyed: KeyedRequest | null,
): Promise<{ readonly kind: 'added'; readonly id: string } | NoTerm | { readonly kind: 'reused' }> {
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const work = async (): Promise<string | null> => {
        if (!(await hasTerm(tx, who, draft))) return null
        const id = app.newId()
        await insertProgramme(tx.client, who.facilityId, rowOf(id, draft, 'draft'), who.userId)
        await setQuotas(tx.client, who.facilityId, id, draft.quotas)
        await setOrganisers(tx.client, who.facilityId, id, [who.userId])
        await noteDeed(app, tx, who, 'add-programme', id, { ...draft })
        return id
      }
      const done = await idempotent(tx, keyed, work, (id) => ({ status: 201, response: { id } }))
      if (done.kind === 'reused') return done
      // kept by this very use case
      const id = done.kind === 'done' ? done.value : (done.response as { readonly id: string }).id
      return id === null ? tx.undo(NO_TERM) : { kind: 'added', id }
    },
    app,
  )
}

type NoTerm = { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
const NO_TERM: NoTerm = { kind: 'malformed', errors: [{ pointer: '/termId', key: 'not-there', params: {} }] }

export type ChangeProgrammeResult =
  | { readonly kind: 'changed' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** A class as it shall be. Places that were given are not taken away by a smaller number; new ones go to those who wait. */
export async function changeProgramme(
  app: FastifyInstance,
  who: Who,
  id: string,
  { state, ...draft }: ProgrammeDraftWire & { readonly state: ProgrammeState },
): Promise<ChangeProgrammeResult> {
  const { facilityId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<ChangeProgrammeResult> => {
      if (!(await lockProgramme(tx.client, facilityId, id))) return { kind: 'not-found' }
      if (!(await hasTerm(tx, who, draft))) return NO_TERM
      const taken = (await listAskings(tx.client, facilityId, id)).filter((one) => one.state !== 'waiting').length
      if (draft.capacity < taken)
        return { kind: 'malformed', errors: [{ pointer: '/capacity', key: 'minimum', params: { limit: taken } }] }
      const before = await readPlaces(tx.client, facilityId, id)
      await updateProgramme(tx.client, facilityId, rowOf(id, draft, state))
      await setQuotas(tx.client, facilityId, id, draft.quotas)
      // whether it is on, and its title, are what bookings of its hall are judged by
      await touchPeriod(tx.client, facilityId, id)
      await noteDeed(app, tx, who, 'change-programme', id, { ...draft, state, before: before?.state })
      await offerPlaces(app, tx, facilityId, id)
      return { kind: 'changed' }
    },
    app,
  )
}

async function hasTerm({ client }: Tx, { facilityId }: Who, { termId }: ProgrammeDraftWire): Promise<boolean> {
  return termId === null || (await listTerms(client, facilityId)).some(({ id }) => id === termId)
}

function rowOf(id: string, draft: ProgrammeDraftWire, state: ProgrammeState): ProgrammeRow {
  const { title, opensAt, closesAt } = draft
  return { ...draft, id, state, title: title.trim(), opensAt: instant(opensAt), closesAt: instant(closesAt) }
}

async function noteDeed(
  app: FastifyInstance,
  { client }: Tx,
  { facilityId, userId }: Who,
  action: string,
  nounId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId }
  await auditRow(client, { ...event, action, noun: 'programme', nounId, data })
}

function instant(text: string): number {
  return parseInstant(text) ?? Number.NaN
}
