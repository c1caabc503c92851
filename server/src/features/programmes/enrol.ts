import type { FastifyInstance } from 'fastify'
import { phaseOf, placeFor, type PlaceAnswer } from '@gongyue/shared/domain/enrolment.ts'
import { isConfidential, takesEnrolments } from '@gongyue/shared/domain/programme-kind.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import {
  findOwnEnrolment,
  insertEnrolment,
  listAskings,
  listCodes,
  listEnrolments,
  lockProgramme,
  readPlaces,
  type EnrolmentRecord,
  type PlacesRecord,
} from '@gongyue/db/queries/enrolments.ts'
import { readKind } from '@gongyue/db/queries/particulars.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { isHiddenFrom, discreet } from './confidential.ts'
import { drawCode } from './draw-code.ts'
import { offerPlaces, seatsOf } from './offer-places.ts'
import { personOf } from './person-of.ts'

/** Who asks for whose place. What is left out is read from the reader's own account. */
export interface Enrol {
  readonly who: Who
  readonly programmeId: string
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly partyId: string | null | undefined
  readonly group: string | undefined
  readonly keyed: KeyedRequest | null
}

/** A place, or a place in the line. */
export interface Enrolled {
  readonly kind: 'enrolled'
  readonly enrolment: EnrolmentRecord
  readonly place: PlaceAnswer
}

export type EnrolNo =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'kind-mismatch' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'already-enrolled'; readonly enrolment: EnrolmentRecord }
  | { readonly kind: 'enrolment-closed'; readonly opensAt: number; readonly closesAt: number; readonly early: boolean }

export type EnrolResult = Enrolled | EnrolNo | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/**
 * Gives somebody a place, or the next place in the line. Whoever asks for one programme does so one after the other, so the last place goes to
 * one person; nobody has two, which the database says too.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function enrol(
  app: FastifyInstance,
  request: Enrol,
  toResponse: (enrolled: Enrolled) => unknown,
): Promise<EnrolResult> {
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<EnrolResult> => {
      const done = await idempotent<Enrolled | EnrolNo>(
        tx,
        request.keyed,
        async () => await enrolOnce(app, tx, request),
        (value) => ({ status: 201, response: value.kind === 'enrolled' ? toResponse(value) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'enrolled' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function enrolOnce(app: FastifyInstance, tx: Tx, request: Enrol): Promise<Enrolled | EnrolNo> {
  const { client } = tx
  const { who, programmeId, group = null } = request
  const { facilityId, userId } = who
  const kind = await readKind(client, facilityId, programmeId, userId)
  const confidential = kind !== null && isConfidential(kind.kind)
  // of a confidential one the desk knows no more than anybody
  const isDesk = kind !== null && mayEnter(who.roles, 'desk') && !isHiddenFrom(kind)
  const person = await personOf(tx, request, isDesk, confidential)
  if (!(await lockProgramme(client, facilityId, programmeId))) return { kind: 'not-found' }
  const places = await readPlaces(client, facilityId, programmeId)
  if (!places || (places.state === 'draft' && !isDesk)) return { kind: 'not-found' }
  if (!takesEnrolments(places.kind)) return { kind: 'kind-mismatch' }
  if (person.kind === 'malformed') return person
  const wrong = groupFaults(group, places)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  const all = await listAskings(client, facilityId, programmeId)
  const taken = all.filter(({ state }) => state !== 'waiting').length
  const now = app.clock()
  const phase = phaseOf({ ...places, taken }, now)
  // the desk takes in late comers while it runs
  const takesIn = isDesk ? !['draft', 'cancelled', 'ended'].includes(phase) : phase === 'open' || phase === 'full'
  if (!takesIn) {
    const { opensAt, closesAt } = places
    return { kind: 'enrolment-closed', opensAt, closesAt, early: phase === 'upcoming' }
  }
  const thereId = confidential && person.self ? await findOwnEnrolment(client, facilityId, programmeId, userId) : null
  const [there] =
    confidential && person.self
      ? thereId === null
        ? []
        : await listEnrolments(client, facilityId, { enrolmentId: thereId })
      : await listEnrolments(client, facilityId, { programmeId, phone: person.phone })
  if (there) return { kind: 'already-enrolled', enrolment: there }
  const place = placeFor(person.partyId, all, seatsOf(places), group)
  const one = {
    id: app.newId(),
    programmeId,
    name: person.name,
    phone: person.phone,
    partyId: person.partyId,
    userId: person.self ? userId : null,
    state: place.kind === 'free' ? 'enrolled' : 'waiting',
    askedAt: now,
    code: drawCode(app.dice, await listCodes(client, facilityId, programmeId)),
    ...{ group, confidential },
  } as const
  await insertEnrolment(client, facilityId, one)
  const event = {
    ...{ facilityId, auditId: app.newId(), at: now, userId, action: 'enrol', noun: 'enrolment', nounId: one.id },
    data: { programmeId, partyId: one.partyId, state: one.state },
  }
  await auditRow(client, discreet(event, programmeId, confidential))
  // where groups are balanced, a place for one makes room for another
  if (places.groupDifference !== null) await offerPlaces(app, tx, facilityId, programmeId)
  const [enrolment] = await listEnrolments(client, facilityId, { enrolmentId: one.id })
  if (!enrolment) throw new Error(`enrolment ${one.id} vanished in its own transaction`)
  return { kind: 'enrolled', enrolment, place }
}

/** A programme with groups asks which one; one without has none to name. */
function groupFaults(group: string | null, { groups }: PlacesRecord): readonly Fault[] {
  const allowed = groups.map(({ name }) => name).join('、')
  if (group === null) return groups.length === 0 ? [] : [{ pointer: '/group', key: 'required', params: {} }]
  if (groups.some(({ name }) => name === group)) return []
  if (groups.length === 0) return [{ pointer: '/group', key: 'unknown-field', params: {} }]
  return [{ pointer: '/group', key: 'one-of', params: { allowed } }]
}
