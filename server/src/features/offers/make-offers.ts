import type { FastifyInstance } from 'fastify'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { OFFER_MINUTES } from '@gongyue/shared/domain/policy.ts'
import { verdictOf, BOOKING_RULES } from '@gongyue/shared/scheduling/check.ts'
import { createScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { insertClaims, releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import {
  insertOffers,
  listDueOffers,
  listEntitled,
  lockOffers,
  settleOffers,
  type EntitledDate,
  type NewOffer,
} from '@gongyue/db/queries/offers.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { claimOfEntitled } from './entitled.ts'
import { offerByMail } from './offer-by-mail.ts'

/** How many lost dates are looked at in one go. */
const BATCH = 200

/**
 * Lets go what was kept and not taken in time, then keeps every free slot for the first who is entitled to it. Whatever freed the slot, and by
 * which door, does not matter: each lost date is asked by the same rules as an order whether it fits now. The hold is claims under the floor, so
 * that no slot is offered twice.
 *
 * @returns how many offers were made
 */
export async function makeOffers(app: FastifyInstance, facilityId: string): Promise<number> {
  const house = await app.houses.current(facilityId)
  const facts = factsAt(house, app.clock())
  return await inTransaction(
    app.pg.pool,
    async (tx) => {
      await lockOffers(tx.client, facilityId)
      const due = await listDueOffers(tx.client, facilityId, facts.now)
      if (due.length > 0) await settleOffers(tx.client, facilityId, due, 'expired', facts.now, null)
      return await offer(app, tx, facts, house.factsVersion)
    },
    { dice: app.dice },
  )
}

async function offer(app: FastifyInstance, { client }: Tx, facts: Facts, factsVersion: number): Promise<number> {
  const { facilityId, now } = facts
  const dates = await listEntitled(client, facilityId, now, BATCH)
  const asked = dates.flatMap((date) => {
    const claim = claimOfEntitled(date, facts, app.newId())
    return claim ? [{ date, claim }] : []
  })
  if (asked.length === 0) return 0
  const claims = asked.map(({ claim }) => claim)
  await lockInputs(client, claims, facts)
  const around = await loadSurroundings(client, claims, facts)
  // facts changed in this moment: the next round knows them
  if (around.factsVersion !== factsVersion) return 0
  const index = createScoreIndex(facts, BOOKING_RULES, around.claims)
  const good = asked.filter(({ date, claim }) => {
    const waived = new Set(date.waivers.map(({ constraint }) => constraint as ConstraintId)) // named by an officer before
    if (verdictOf(index.peekExplain(claim), waived).kind === 'refused') return false
    index.insert(claim)
    return true
  })
  if (good.length === 0) return 0
  if (around.expiredHolds.length > 0) await releaseExpiredHolds(client, facilityId, around.expiredHolds, now)
  const lasting = (facts.policy.offerMinutes ?? OFFER_MINUTES) * MINUTE
  let made = 0
  // one by one: who meets a quicker order loses this slot, not the slots of the others
  for (const { date, claim } of good) {
    const rows = claim.atomIds.map((atomId) => ({
      ...{ claimId: app.newId(), atomId, held: claim.held },
      spaceId: claim.spaceId,
      reservationId: null,
    }))
    const expiresAt = Math.min(now + lasting, date.start)
    if (!(await held(client, facilityId, rows, expiresAt))) continue
    const claimIds = rows.map(({ claimId }) => claimId)
    const offered = newOffer(app, date, claim, claimIds, now, expiresAt)
    await insertOffers(client, facilityId, [offered])
    await offerByMail(app, { client }, date, offered, facts)
    made += 1
  }
  return made
}

/** All of a slot or nothing of it. */
async function held(
  client: Tx['client'],
  facilityId: string,
  rows: Parameters<typeof insertClaims>[2],
  expiresAt: number,
): Promise<boolean> {
  await client.query('savepoint slot')
  const isWhole = await insertClaims(client, facilityId, rows, expiresAt)
  await client.query(isWhole ? 'release savepoint slot' : 'rollback to savepoint slot')
  return isWhole
}

function newOffer(
  app: FastifyInstance,
  { seriesId, key }: EntitledDate,
  { spaceId, during }: Claim,
  claimIds: readonly string[],
  madeAt: number,
  expiresAt: number,
): NewOffer {
  return { id: app.newId(), seriesId, key, spaceId, ...during, claimIds, madeAt, expiresAt }
}
