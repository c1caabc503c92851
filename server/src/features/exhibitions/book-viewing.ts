import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { bookViewing as contract } from '@gongyue/shared/api/exhibitions.ts'
import { plainPhone } from '@gongyue/shared/domain/phone.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { readContact, readPlaces } from '@gongyue/db/queries/enrolments.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import {
  insertViewing,
  isPromised,
  listViewingCodes,
  listViewings,
  lockViewingSlot,
  takePlaces,
  withdrawViewing as writeWithdrawal,
  type ViewingRecord,
} from '@gongyue/db/queries/viewings.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { drawCode } from '../programmes/draw-code.ts'

/** Who comes with how many. */
export interface BookViewing {
  readonly who: Who
  readonly slotId: string
  readonly asked: BodyOf<typeof contract>
  readonly keyed: KeyedRequest | null
}

export type Booked = { readonly kind: 'booked'; readonly viewing: ViewingRecord }
export type BookNo =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'viewing-full'; readonly left: number }
  | { readonly kind: 'viewing-over'; readonly start: number }
  | { readonly kind: 'guide-busy'; readonly guide: string }
  | { readonly kind: 'already-enrolled'; readonly viewing: ViewingRecord }

/**
 * Books places in a slot. Who asks for one slot does so one after the other, so the last places go to one; the check of the table would say no
 * to one too many whatever this says.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function bookViewing(
  app: FastifyInstance,
  request: BookViewing,
  toResponse: (booked: Booked) => unknown,
): Promise<Booked | BookNo | Exclude<Idempotent<never>, { readonly kind: 'done' }>> {
  const { facts } = await app.houses.current(request.who.facilityId)
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      const done = await idempotent<Booked | BookNo>(
        tx,
        request.keyed,
        async () => await bookOnce(app, tx, request, (id) => facts.people.get(id)?.name ?? null),
        (value) => ({ status: 201, response: value.kind === 'booked' ? toResponse(value) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'booked' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function bookOnce(
  app: FastifyInstance,
  tx: Tx,
  request: BookViewing,
  nameOf: (personId: string) => string | null,
): Promise<Booked | BookNo> {
  const { client } = tx
  const { who, slotId, asked } = request
  const { facilityId, userId } = who
  const isDesk = mayEnter(who.roles, 'desk')
  const slot = await lockViewingSlot(client, facilityId, slotId)
  if (!slot) return { kind: 'not-found' }
  const { start, end, programmeId } = slot
  const places = await readPlaces(client, facilityId, programmeId)
  if (!places || (places.state === 'draft' && !isDesk)) return { kind: 'not-found' }
  const now = app.clock()
  // the desk lets in who stands at the door while the slot runs
  if (places.state === 'cancelled' || (isDesk ? end : start) <= now) return { kind: 'viewing-over', start }
  const person = await visitorOf(tx, request, isDesk)
  const { guideId = null } = asked
  const guide = guideId === null ? null : nameOf(guideId)
  const errors = [
    ...person.errors,
    ...(guideId !== null && !isDesk ? [fault('/guideId', 'unknown-field')] : []),
    ...(guideId !== null && guide === null ? [fault('/guideId', 'not-there')] : []),
  ]
  if (errors.length > 0) return { kind: 'malformed', errors }
  const there = (await listViewings(client, facilityId, { slotId })).find(
    ({ phone, state }) => phone === person.phone && state === 'booked',
  )
  if (there) return { kind: 'already-enrolled', viewing: there }
  const left = slot.capacity - slot.taken
  if (asked.people > left) return { kind: 'viewing-full', left }
  if (guideId !== null && (await isPromised(client, facilityId, guideId, { start, end })))
    return { kind: 'guide-busy', guide: guide ?? '' }
  const id = app.newId()
  await takePlaces(client, facilityId, slotId, asked.people)
  const viewed = {
    ...{ id, programmeId, slotId, start, end, people: asked.people, name: person.name, phone: person.phone },
    ...{ partyId: person.partyId, userId: person.self ? userId : null, guideId, at: now },
    code: drawCode(app.dice, await listViewingCodes(client, facilityId, programmeId)),
  }
  // somebody else was a moment quicker: a class, a visit, another group
  if (!(await insertViewing(client, facilityId, viewed, app.newId()))) return { kind: 'guide-busy', guide: guide ?? '' }
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: now, userId, action: 'book-viewing', noun: 'viewing', nounId: id },
    data: { programmeId, slotId, people: asked.people, partyId: person.partyId, guideId },
  })
  const [viewing] = await listViewings(client, facilityId, { viewingId: id })
  if (!viewing) throw new Error(`viewing ${id} vanished in its own transaction`)
  return { kind: 'booked', viewing }
}

/** Who comes: the reader, a group of the reader's branch, or anybody for the desk. */
async function visitorOf({ client }: Tx, { who, asked }: BookViewing, isDesk: boolean) {
  const self = asked.name === undefined
  const contact = self ? await readContact(client, who.facilityId, who.userId) : null
  const phone = plainPhone(asked.phone ?? contact?.phone ?? '')
  const isOfficer = mayEnter(who.roles, 'orders')
  const { partyId = null } = asked
  const errors = [
    ...(!self && !isOfficer ? [fault('/name', 'unknown-field')] : []),
    ...(phone === '' ? [fault('/phone', 'required')] : []),
    ...(partyId !== null && !isDesk && !who.partyIds.includes(partyId) ? [fault('/partyId', 'not-there')] : []),
  ]
  return { errors, name: (asked.name ?? contact?.name ?? who.name).trim(), phone, partyId, self }
}

/** Gives places back; said twice, it is done once. */
export async function withdrawViewing(
  app: FastifyInstance,
  who: Who,
  viewingId: string,
): Promise<
  | { readonly kind: 'withdrawn'; readonly viewing: ViewingRecord }
  | { readonly kind: 'already-decided'; readonly viewing: ViewingRecord }
  | { readonly kind: 'not-found' }
> {
  const { facilityId, userId } = who
  return await inTransaction(
    app.pg.pool,
    async ({ client }) => {
      const read = async () => (await listViewings(client, facilityId, { viewingId }))[0]
      const seen = await read()
      if (!seen || !mayAnswerFor(who, seen)) return { kind: 'not-found' } as const
      await lockViewingSlot(client, facilityId, seen.slotId)
      const viewing = (await read()) ?? seen
      if (viewing.state === 'withdrawn') return { kind: 'withdrawn', viewing } as const
      if (viewing.arrivedAt !== null) return { kind: 'already-decided', viewing } as const
      await writeWithdrawal(client, facilityId, viewingId)
      await takePlaces(client, facilityId, viewing.slotId, -viewing.people)
      await auditRow(client, {
        ...{ facilityId, auditId: app.newId(), at: app.clock(), userId, action: 'withdraw-viewing', noun: 'viewing' },
        ...{ nounId: viewingId, data: { programmeId: viewing.programmeId, people: viewing.people } },
      })
      return { kind: 'withdrawn', viewing: (await read()) ?? viewing } as const
    },
    app,
  )
}

function mayAnswerFor(who: Who, { userId, partyId }: ViewingRecord): boolean {
  if (mayEnter(who.roles, 'desk') || userId === who.userId) return true
  return partyId !== null && who.partyIds.includes(partyId) && mayEnter(who.roles, 'orders')
}

function fault(pointer: string, key: Fault['key']): Fault {
  return { pointer, key, params: {} }
}
