import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { enter as contract } from '@gongyue/shared/api/competitions.ts'
import type { EntryLimit } from '@gongyue/shared/domain/competition.ts'
import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { lockProgramme, readContact, readPlaces, type PlacesRecord } from '@gongyue/db/queries/enrolments.ts'
import { insertEntries, listEntered, listEntries, type EntryRecord } from '@gongyue/db/queries/entries.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { listStages, type StageOfRecord } from '@gongyue/db/queries/stages.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { tallyOf } from './limits.ts'

/** Who enters whom. */
export interface Enter {
  readonly who: Who
  readonly programmeId: string
  readonly asked: BodyOf<typeof contract>
  readonly keyed: KeyedRequest | null
}

export type EnterNo =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'kind-mismatch' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'not-open'; readonly opensAt: number; readonly closesAt: number }
  | { readonly kind: 'entries-closed'; readonly stage: string; readonly closedAt: number }
  | { readonly kind: 'entries-full'; readonly limits: readonly EntryLimit[] }
  | { readonly kind: 'already-entered'; readonly number: number }

export type Entered = { readonly kind: 'entered'; readonly entry: EntryRecord }
export type EnterResult = Entered | EnterNo | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/**
 * Takes an entry into the first stage. Entries of one competition come one after the other, and whoever closes the stage waits in the same line:
 * an entry is either in before it is closed, or is told that it is.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function enter(
  app: FastifyInstance,
  request: Enter,
  toResponse: (entered: Entered) => unknown,
): Promise<EnterResult> {
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<EnterResult> => {
      const done = await idempotent<Entered | EnterNo>(
        tx,
        request.keyed,
        async () => await enterOnce(app, tx, request),
        (value) => ({ status: 201, response: value.kind === 'entered' ? toResponse(value) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'entered' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function enterOnce(app: FastifyInstance, tx: Tx, request: Enter): Promise<Entered | EnterNo> {
  const { client } = tx
  const { who, programmeId, asked } = request
  const { facilityId, userId } = who
  const isDesk = mayEnter(who.roles, 'desk')
  if (!(await lockProgramme(client, facilityId, programmeId))) return { kind: 'not-found' }
  const places = await readPlaces(client, facilityId, programmeId)
  if (!places || (places.state === 'draft' && !isDesk)) return { kind: 'not-found' }
  const [stage] = await listStages(client, facilityId, { programmeId })
  if (places.kind !== 'competition' || !stage) return { kind: 'kind-mismatch' }
  const now = app.clock()
  const late = lateness(places, stage, isDesk, now)
  if (late) return late
  const person = await contactOf(tx, request, isDesk)
  const errors = [...person.errors, ...groupFaults(asked.group ?? null, places)]
  if (errors.length > 0) return { kind: 'malformed', errors }
  const one = {
    ...{ name: person.name, phone: person.phone, partyId: person.partyId },
    ...{ title: (asked.title ?? '').trim(), group: asked.group ?? null },
  }
  const tally = tallyOf(await listEntered(client, facilityId, programmeId), places)
  const same = tally.same(one)
  if (same !== null) return { kind: 'already-entered', number: same }
  const limits = tally.reached(one)
  if (limits.length > 0) return { kind: 'entries-full', limits }
  const id = app.newId()
  const members = (asked.members ?? []).map((name) => name.trim())
  await insertEntries(client, facilityId, { programmeId, stageId: stage.id, at: now }, [
    { ...one, id, number: tally.nextNumber(), userId: person.self ? userId : null, members },
  ])
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: now, userId, action: 'enter', noun: 'entry', nounId: id },
    data: { programmeId, partyId: one.partyId, group: one.group },
  })
  const [entry] = await listEntries(client, facilityId, { entryId: id })
  if (!entry) throw new Error(`entry ${id} vanished in its own transaction`)
  return { kind: 'entered', entry }
}

/** Whether it is too early or too late. The desk may add while the stage is open, whatever was announced. */
function lateness(places: PlacesRecord, stage: StageOfRecord, isDesk: boolean, now: number): EnterNo | null {
  const { opensAt, closesAt, state } = places
  if (stage.state !== 'open') return { kind: 'entries-closed', stage: stage.name, closedAt: stage.closedAt ?? now }
  if (state === 'cancelled') return { kind: 'entries-closed', stage: stage.name, closedAt: now }
  if (isDesk) return null
  if (now < opensAt) return { kind: 'not-open', opensAt, closesAt }
  return now < closesAt ? null : { kind: 'entries-closed', stage: stage.name, closedAt: closesAt }
}

/** A competition with groups asks which one. */
export function groupFaults(group: string | null, { groups }: PlacesRecord): readonly Fault[] {
  if (group === null) return groups.length === 0 ? [] : [{ pointer: '/group', key: 'required', params: {} }]
  if (groups.some(({ name }) => name === group)) return []
  const allowed = groups.map(({ name }) => name).join('、')
  return [{ pointer: '/group', key: groups.length === 0 ? 'unknown-field' : 'one-of', params: { allowed } }]
}

/** Whom the house will speak to: the reader, a member of the reader's branch, or anybody for the desk. */
async function contactOf({ client }: Tx, { who, asked }: Enter, isDesk: boolean) {
  const self = asked.name === undefined
  const contact = self ? await readContact(client, who.facilityId, who.userId) : null
  const phone = plainPhone(asked.phone ?? contact?.phone ?? '')
  const partyId = asked.partyId ?? (self && !isDesk ? (who.partyIds[0] ?? null) : null)
  const isOfficer = mayEnter(who.roles, 'orders')
  const errors: Fault[] = []
  if (!self && !isOfficer) errors.push({ pointer: '/name', key: 'unknown-field', params: {} })
  if (phone === '') errors.push({ pointer: '/phone', key: 'required', params: {} })
  if (partyId !== null && !isDesk && !who.partyIds.includes(partyId))
    errors.push({ pointer: '/partyId', key: 'not-there', params: {} })
  if (!self && isOfficer && partyId === null && !isDesk)
    errors.push({ pointer: '/partyId', key: 'required', params: {} })
  return { errors, name: (asked.name ?? contact?.name ?? who.name).trim(), phone, partyId, self }
}
