import type { FastifyInstance } from 'fastify'
import type { ContractDraftWire, ContractWire } from '@gongyue/shared/api/contracts.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertContract, listContracts, lockContract, updateContract } from '@gongyue/db/queries/contracts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockActs } from '@gongyue/db/queries/standing.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { giveUpDates } from './give-up-dates.ts'
import { toldContract } from './read-contract.ts'

/** What the schema can not see. */
export function contractFaults(
  { partyId, startsOn, endsOn }: Pick<ContractDraftWire, 'startsOn' | 'endsOn'> & { readonly partyId?: string },
  facts: Facts,
): readonly Fault[] {
  const errors: Fault[] = []
  if (partyId !== undefined && facts.parties.get(partyId)?.kind !== 'partner')
    errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
  if (endsOn < startsOn) errors.push({ pointer: '/endsOn', key: 'end-before-start', params: {} })
  return errors
}

/** A partner gets a contract, once for a key. */
export async function addContract(
  app: FastifyInstance,
  who: Who,
  draft: ContractDraftWire,
  keyed: KeyedRequest | null,
): Promise<Idempotent<ContractWire>> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async (tx) =>
      await idempotent(
        tx,
        keyed,
        async () => {
          const id = app.newId()
          const row = { ...draft, id, title: draft.title.trim() }
          await insertContract(tx.client, facilityId, row, { userId, at: app.clock() })
          const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, noun: 'contract', nounId: id }
          await auditRow(tx.client, { ...event, action: 'add-contract', data: { ...draft } })
          const [made] = await listContracts(tx.client, facilityId, { id, partyIds: null })
          if (!made) throw new Error(`contract ${id} vanished in its own transaction`)
          return await toldContract(app, tx.client, who, made)
        },
        (response) => ({ status: 201, response }),
      ),
    app,
  )
}

/** A contract as it shall stand. */
export interface ChangeContract {
  readonly who: Who
  readonly id: string
  readonly version: number | null
  readonly fields: Omit<ContractDraftWire, 'partyId'>
  readonly reason: string
}

export type ChangedContract =
  | { readonly kind: 'changed' | 'stale'; readonly contract: ContractWire }
  | { readonly kind: 'not-found' | 'already-decided' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | Contended

/** Writes a contract as it is now. An earlier last day gives back what its slots hold behind it; a later one leaves them as they are. */
export async function changeContract(app: FastifyInstance, request: ChangeContract): Promise<ChangedContract> {
  const { who, id, version, fields, reason } = request
  const { facilityId, userId } = who
  return await inHouseOfNow<ChangedContract>(app, facilityId, async (tx, house) => {
    const { client } = tx
    await lockActs(client, facilityId)
    const locked = await lockContract(client, facilityId, id)
    const [before] = await listContracts(client, facilityId, { id, partyIds: null })
    if (!locked || !before) return { kind: 'not-found' }
    if (locked.state === 'ended') return { kind: 'already-decided' }
    if (version !== null && version !== locked.version)
      return { kind: 'stale', contract: await toldContract(app, client, who, before) }
    await updateContract(client, facilityId, { ...fields, id, partyId: before.partyId, title: fields.title.trim() })
    let dates = 0
    if (fields.endsOn < before.endsOn) {
      const given = await giveUpDates(app, tx, { who, contractId: id, lastDay: fields.endsOn, reason, house })
      if (given.kind === 'look-again') return given
      dates = given.dates
    }
    const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, noun: 'contract', nounId: id }
    await auditRow(client, { ...event, action: 'change-contract', data: { ...fields, reason, givenBack: dates } })
    const [after] = await listContracts(client, facilityId, { id, partyIds: null })
    if (!after) throw new Error(`contract ${id} vanished under its lock`)
    return { kind: 'changed', contract: await toldContract(app, client, who, after) }
  })
}
