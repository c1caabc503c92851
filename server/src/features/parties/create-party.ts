import type { FastifyInstance } from 'fastify'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockFacts } from '@gongyue/db/queries/no-shows.ts'
import { findPersonsByPhone, insertPerson, type PartyRecord } from '@gongyue/db/queries/parties.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { partyWire } from './wire.ts'

/** A person who books for the first time. */
export interface CreateParty {
  readonly who: Who
  readonly name: string
  /** Without spaces and dashes. */
  readonly phone: string | null
  readonly keyed: KeyedRequest | null
}

export type Created =
  | { readonly kind: 'created'; readonly party: PartyRecord }
  /** There are persons with this number: the desk asks whether it is one of them. */
  | { readonly kind: 'exists'; readonly parties: readonly PartyRecord[] }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Takes down a person. Two desks that do so at once come one after the other, so a number is not taken down twice. */
export async function createParty(app: FastifyInstance, request: CreateParty): Promise<Created> {
  const { keyed } = request
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Created> => {
      const done = await idempotent(
        tx,
        keyed,
        async () => await takeDown(app, tx, request),
        (value) => ({ status: 201, response: value.kind === 'created' ? partyWire(value.party) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'created' ? done.value : tx.undo(done.value)
    },
    { dice: app.dice },
  )
}

async function takeDown(
  app: FastifyInstance,
  { client }: Tx,
  { who, name, phone }: CreateParty,
): Promise<Extract<Created, { readonly kind: 'created' | 'exists' }>> {
  const { facilityId, userId } = who
  await lockFacts(client, facilityId)
  const parties = phone === null ? [] : await findPersonsByPhone(client, facilityId, phone)
  if (parties.length > 0) return { kind: 'exists', parties }
  const id = app.newId()
  // the end of an id is chance, and long enough to be the only one
  const person = { facilityId, id, code: `person-${id.slice(-12)}`, name, phone }
  await insertPerson(client, person)
  await auditRow(client, {
    facilityId,
    auditId: app.newId(),
    at: app.clock(),
    userId,
    action: 'create-party',
    noun: 'party',
    nounId: id,
    data: { kind: 'person', name },
  })
  const party = { id, kind: 'person', code: person.code, name, parentName: null, phone, suspended: false } as const
  return { kind: 'created', party }
}
