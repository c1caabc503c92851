import type { FastifyInstance } from 'fastify'
import type { VolunteerOfferWire } from '@gongyue/shared/api/volunteers.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertPerson } from '@gongyue/db/queries/people.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import {
  linkPersonToUser,
  listVolunteerOffers,
  lockVolunteerOffer,
  settleVolunteerOffer,
} from '@gongyue/db/queries/volunteer-offers.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { offerWire } from './wire.ts'

/** What becomes of somebody who offered to help. */
export interface DecideVolunteer {
  readonly who: Who
  readonly id: string
  readonly decision: 'accept' | 'decline'
  readonly kind: 'volunteer' | 'expert'
  readonly reason: string
  readonly keyed: KeyedRequest | null
}

type Settled =
  | { readonly kind: 'decided' | 'already-decided'; readonly offer: VolunteerOfferWire }
  | { readonly kind: 'not-found' }
export type DecidedVolunteer = Settled | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Takes somebody in as a person of the house, or declines. Of two who decide at once the second is told what the first has said. */
export async function decideVolunteer(app: FastifyInstance, request: DecideVolunteer): Promise<DecidedVolunteer> {
  return await inTransaction(
    app.pg.pool,
    async (tx): Promise<DecidedVolunteer> => {
      const work = async () => await decide(app, tx, request)
      const done = await idempotent(tx, request.keyed, work, (value) => ({
        status: 200,
        response: value.kind === 'decided' ? value.offer : null,
      }))
      if (done.kind !== 'done') return done
      return done.value.kind === 'decided' ? done.value : tx.undo(done.value)
    },
    app,
  )
}

async function decide(app: FastifyInstance, { client }: Tx, request: DecideVolunteer): Promise<Settled> {
  const { who, id, decision, kind, reason } = request
  const { facilityId, userId, timeZone } = who
  await lockVolunteerOffer(client, facilityId, id)
  const [offer] = await listVolunteerOffers(client, facilityId, { id })
  if (!offer) return { kind: 'not-found' }
  if (offer.state !== 'waiting') return { kind: 'already-decided', offer: offerWire(offer, timeZone) }
  const at = app.clock()
  const personId = decision === 'accept' ? app.newId() : null
  if (personId !== null) {
    const { name, phone, skills } = offer
    const limits = { minutesADay: null, restMinutes: null, daysAWeek: null, hours: [] }
    await insertPerson(client, facilityId, {
      ...limits,
      id: personId,
      name,
      kind,
      skills,
      phone,
      partyId: null,
      active: true,
    })
    if (offer.userId !== null) await linkPersonToUser(client, facilityId, personId, offer.userId)
  }
  await settleVolunteerOffer(client, facilityId, id, { personId, reason, by: userId, at })
  const event = { facilityId, auditId: app.newId(), at, userId, noun: 'volunteer-offer', nounId: id }
  await auditRow(client, { ...event, action: 'decide-volunteer', data: { decision, kind, reason, personId } })
  const [after] = await listVolunteerOffers(client, facilityId, { id })
  if (!after) throw new Error(`the offer ${id} vanished under its lock`)
  return { kind: 'decided', offer: offerWire(after, timeZone) }
}
