import type { FastifyInstance } from 'fastify'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listEnrolments, lockProgramme, setEnrolments, type EnrolmentRecord } from '@gongyue/db/queries/enrolments.ts'
import { readKind } from '@gongyue/db/queries/particulars.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { discreet } from './confidential.ts'
import { offerPlaces } from './offer-places.ts'

/** Who gives back or takes which place. */
export interface SettleEnrolment {
  readonly who: Who
  readonly enrolmentId: string
  readonly answer: 'withdraw' | 'accept'
  readonly keyed: KeyedRequest | null
}

export type Settled =
  | { readonly kind: 'settled'; readonly enrolment: EnrolmentRecord }
  | { readonly kind: 'not-found' }
  /** Given back before, or the offer is over; as it stands now. */
  | { readonly kind: 'already-decided'; readonly enrolment: EnrolmentRecord }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/**
 * Gives a place back, which is offered to the next in line at once, or takes the one that was offered.
 *
 * @param toResponse - what a second sender of the same key is given
 */
export async function settleEnrolment(
  app: FastifyInstance,
  request: SettleEnrolment,
  toResponse: (enrolment: EnrolmentRecord) => unknown,
): Promise<Settled> {
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<Settled> => {
      const done = await idempotent(
        tx,
        request.keyed,
        async () => await settleOnce(app, tx, request),
        (value) => ({ status: 200, response: value.kind === 'settled' ? toResponse(value.enrolment) : null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'settled' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function settleOnce(
  app: FastifyInstance,
  tx: Tx,
  { who, enrolmentId, answer }: SettleEnrolment,
): Promise<Exclude<Settled, Exclude<Idempotent<never>, { readonly kind: 'done' }>>> {
  const { client } = tx
  const { facilityId, userId } = who
  const read = async () => (await listEnrolments(client, facilityId, { enrolmentId }))[0]
  const seen = await read()
  if (!seen) return { kind: 'not-found' }
  const kind = await readKind(client, facilityId, seen.programmeId, userId)
  if (!mayAnswerFor(who, seen, kind?.organises === true)) return { kind: 'not-found' }
  await lockProgramme(client, facilityId, seen.programmeId)
  const enrolment = (await read()) ?? seen
  const { state, offeredUntil } = enrolment
  const now = app.clock()
  const inTime = state === 'offered' && offeredUntil !== null && offeredUntil > now
  const open = answer === 'accept' ? inTime : state === 'enrolled' || state === 'waiting' || state === 'offered'
  if (!open) return { kind: 'already-decided', enrolment }
  await setEnrolments(client, facilityId, [enrolmentId], answer === 'accept' ? 'enrolled' : 'withdrawn')
  const event = {
    ...{ facilityId, auditId: app.newId(), at: now, userId },
    action: answer === 'accept' ? 'accept-place' : 'withdraw-enrolment',
    ...{ noun: 'enrolment', nounId: enrolmentId, data: { programmeId: enrolment.programmeId, before: state } },
  }
  await auditRow(client, discreet(event, enrolment.programmeId, enrolment.confidential))
  if (answer === 'withdraw') await offerPlaces(app, tx, facilityId, enrolment.programmeId)
  return { kind: 'settled', enrolment: (await read()) ?? enrolment }
}

/** Whose place it is, an officer of their branch, or the desk; of a confidential one its organisers and nobody else. */
function mayAnswerFor(who: Who, { userId, partyId, confidential }: EnrolmentRecord, organises: boolean): boolean {
  if (confidential) return userId === who.userId || organises
  if (mayEnter(who.roles, 'desk') || userId === who.userId) return true
  return partyId !== null && who.partyIds.includes(partyId) && mayEnter(who.roles, 'orders')
}
