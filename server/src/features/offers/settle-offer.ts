import type { FastifyInstance } from 'fastify'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertClaims } from '@gongyue/db/queries/claims.ts'
import { loseDates } from '@gongyue/db/queries/edit-series.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { addJob } from '@gongyue/db/queries/jobs.ts'
import {
  bookDate,
  lockOffers,
  readEntitled,
  readOffer,
  settleOffers,
  type EntitledDate,
  type OfferRecord,
} from '@gongyue/db/queries/offers.ts'
import { lockOrders } from '@gongyue/db/queries/orders.ts'
import { addLines } from '@gongyue/db/queries/place-series.ts'
import { lockSeries } from '@gongyue/db/queries/series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { lockActs } from '@gongyue/db/queries/standing.ts'
import { addSessions } from '@gongyue/db/queries/programme-sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { inHouseOfNow } from '../acts/in-house-of-now.ts'
import { mayActFor } from '../orders/asked.ts'
import { claimRows } from '../orders/claim-rows.ts'
import { reservationCode } from '../orders/code.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { claimOfEntitled } from './entitled.ts'
import { settleAdded } from '../series/settle-added.ts'
import { offerWire } from './wire.ts'

/** Who says what to an offer. */
export interface SettleOffer {
  readonly who: Who
  readonly offerId: string
  readonly answer: 'accepted' | 'refused'
  readonly keyed: KeyedRequest | null
}

export type SettledOffer =
  | { readonly kind: 'settled' | 'already-decided'; readonly offer: OfferRecord }
  | { readonly kind: 'not-found' | 'contended' }
  /** The slot is kept, but something else has come in between: a closure, a limit reached meanwhile. */
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Takes a slot that was kept, or lets it go for the next in line. Of two who answer at once the first decides. */
export async function settleOffer(app: FastifyInstance, request: SettleOffer): Promise<SettledOffer> {
  const { who, keyed } = request
  return await inHouseOfNow<SettledOffer>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent(
      tx,
      keyed,
      async () => await settle(app, tx, request, house),
      (value) => ({
        status: 200,
        response: value.kind === 'settled' ? offerWire(value.offer, who.timeZone, app.clock()) : null,
      }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'settled' ? done.value : tx.undo(done.value)
  })
}

async function settle(
  app: FastifyInstance,
  tx: Tx,
  request: SettleOffer,
  house: House,
): Promise<SettledOffer | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { who, offerId, answer } = request
  const { facilityId } = who
  const facts = factsAt(house, app.clock())
  const seen = await readOffer(client, facilityId, offerId)
  if (!seen || !mayActFor(who, seen.partyId, facts)) return { kind: 'not-found' }
  await lockActs(client, facilityId)
  await lockSeries(client, facilityId, seen.seriesId)
  await lockOffers(client, facilityId)
  const offer = await readOffer(client, facilityId, offerId, true)
  if (!offer) return { kind: 'not-found' }
  if (offer.state !== 'open' || offer.expiresAt <= facts.now) return { kind: 'already-decided', offer }
  await settleOffers(client, facilityId, [offerId], answer, facts.now, who.userId)
  if (answer === 'refused') {
    await loseDates(client, facilityId, [offer], 'given-back', facts.now)
    // the next in line is asked at once where a worker runs, else in its next round
    await addJob(client, { task: 'make-offers', payload: {}, key: 'make-offers-now' })
  } else {
    const booked = await book(app, tx, who, offer, facts, house)
    if (booked !== null) return booked
  }
  await auditRow(client, {
    ...{ facilityId, auditId: app.newId(), at: facts.now, userId: who.userId },
    action: answer === 'accepted' ? 'accept-offer' : 'refuse-offer',
    noun: 'series',
    nounId: offer.seriesId,
    data: { offerId, key: offer.key },
  })
  return { kind: 'settled', offer: { ...offer, state: answer } }
}

/** @returns what stood in the way; null when the date is booked again */
async function book(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  offer: OfferRecord,
  facts: Facts,
  house: House,
): Promise<SettledOffer | { readonly kind: 'look-again' } | null> {
  const { facilityId } = facts
  const { client } = tx
  const date = await readEntitled(client, facilityId, offer.seriesId, offer.key)
  const claim = date && claimOfEntitled(date, facts, app.newId())
  if (!date || !claim) return { kind: 'not-found' }
  await lockOrders(client, facilityId, [date.orderId])
  await lockInputs(client, [claim], facts)
  const around = await loadSurroundings(client, [claim], facts)
  if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  const waived = new Set(date.waivers.map(({ constraint }) => constraint as ConstraintId)) // named by an officer before
  // who answers in time is not late because it was kept for a while: notice is that of the offer
  const verdict = check([claim], { facts: factsAt(house, offer.madeAt), claims: around.claims }, waived)
  if (verdict.kind === 'refused') return { kind: 'refused', asked: [claim], violations: verdict.violations, facts }
  return (await write(app, tx, who, date, claim, facts)) ? null : { kind: 'look-again' }
}

async function write(
  app: FastifyInstance,
  tx: Tx,
  who: Who,
  date: EntitledDate,
  claim: Claim,
  facts: Facts,
): Promise<boolean> {
  const { client } = tx
  const { facilityId, now, timeZone } = facts
  const { orderId, seriesId, partyId, personId, title, headcount, waivers, key, programmeId, people } = date
  const reservationId = app.newId()
  const { spaceId, during, held } = claim
  const line = {
    ...{ lineId: claim.id, spaceId, ...during, heldFrom: held.start, heldUntil: held.end },
    state: 'accepted' as const,
    reservation: { id: reservationId, day: localDateOf(during.start, timeZone), code: reservationCode(app.dice) },
  }
  const common = { facilityId, orderId, seriesId, partyId, personId, title, headcount }
  await addLines(client, { ...common, at: now, waivers, lines: [line] })
  await bookDate(client, facilityId, seriesId, key, claim.id)
  if (!(await insertClaims(client, facilityId, claimRows(app, claim, reservationId)))) return false
  if (programmeId !== null) await addSessions(client, facilityId, { programmeId, people }, [reservationId])
  await settleAdded(app, tx, who, orderId, [claim.id])
  return true
}
