import type { FastifyInstance } from 'fastify'
import type { ContractWire } from '@gongyue/shared/api/contracts.ts'
import { localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import type { House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { endContract as writeEnd, listContracts, lockContract } from '@gongyue/db/queries/contracts.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockActs } from '@gongyue/db/queries/standing.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { giveUpDates } from './give-up-dates.ts'
import { toldContract } from './read-contract.ts'

/** Which contract ends with which day, and why. */
export interface EndContract {
  readonly who: Who
  readonly id: string
  readonly version: number | null
  readonly lastDay: LocalDate
  readonly reason: string
  readonly keyed: KeyedRequest | null
}

type Settled =
  | { readonly kind: 'ended' | 'stale' | 'already-decided'; readonly contract: ContractWire }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

export type EndedContract = Settled | Exclude<Idempotent<never>, { readonly kind: 'done' }> | Contended

/** Ends a contract with a day, today or later: what its slots hold behind it is free again at once, all of it in one transaction. */
export async function endContract(app: FastifyInstance, request: EndContract): Promise<EndedContract> {
  return await inHouseOfNow<EndedContract>(app, request.who.facilityId, async (tx, house) => {
    const done = await idempotent(
      tx,
      request.keyed,
      async () => await end(app, tx, request, house),
      (value) => ({ status: 200, response: value.kind === 'ended' ? value.contract : null }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'ended' ? done.value : tx.undo(done.value)
  })
}

async function end(
  app: FastifyInstance,
  tx: Tx,
  { who, id, version, lastDay, reason }: EndContract,
  house: House,
): Promise<Settled | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { facilityId, userId, timeZone } = who
  await lockActs(client, facilityId)
  const locked = await lockContract(client, facilityId, id)
  const [before] = await listContracts(client, facilityId, { id, partyIds: null })
  if (!locked || !before) return { kind: 'not-found' }
  const now = async () => await toldContract(app, client, who, before)
  if (locked.state === 'ended') return { kind: 'already-decided', contract: await now() }
  if (version !== null && version !== locked.version) return { kind: 'stale', contract: await now() }
  const wrong = dayFault(lastDay, before, localDateOf(app.clock(), timeZone))
  if (wrong !== null) return { kind: 'malformed', errors: [wrong] }
  await writeEnd(client, facilityId, id, { lastDay, reason, at: app.clock() })
  const given = await giveUpDates(app, tx, { who, contractId: id, lastDay, reason, house })
  if (given.kind === 'look-again') return given
  const event = { facilityId, auditId: app.newId(), at: app.clock(), userId, noun: 'contract', nounId: id }
  await auditRow(client, { ...event, action: 'end-contract', data: { lastDay, reason, givenBack: given.dates } })
  const [after] = await listContracts(client, facilityId, { id, partyIds: null })
  if (!after) throw new Error(`contract ${id} vanished under its lock`)
  return { kind: 'ended', contract: await toldContract(app, client, who, after) }
}

/** What has been used can not be given back, and an end is no extension. */
function dayFault(
  lastDay: LocalDate,
  { startsOn, endsOn }: { readonly startsOn: LocalDate; readonly endsOn: LocalDate },
  today: LocalDate,
): Fault | null {
  const first = startsOn > today ? startsOn : today
  if (lastDay < first && first <= endsOn) return { pointer: '/lastDay', key: 'minimum', params: { limit: first } }
  if (lastDay > endsOn) return { pointer: '/lastDay', key: 'maximum', params: { limit: endsOn } }
  return null
}
