import type { FastifyInstance } from 'fastify'
import type { QueueWire } from '@gongyue/shared/api/orders.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import { ANSWER_WORKDAYS } from '@gongyue/shared/domain/policy.ts'
import { overlaps } from '@gongyue/shared/time/interval.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { endOfWorkday } from '@gongyue/shared/time/workdays.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { countAttachments } from '@gongyue/db/queries/attachments.ts'
import { listCompetingPairs, listWaitingOrders } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { unreadFor } from '../messages/unread-for.ts'
import { claimOfLine } from './asked.ts'
import { judgeLines } from './judge-lines.ts'
import { NO_USAGE, usageOf } from './party-usage.ts'
import { orderWire, violationWire } from './wire.ts'

/** More open orders than an office can see; the rest come up as these are decided. */
const QUEUE_LIMIT = 200

/** The open orders, oldest first; each open line with those that want the same, and what the rules say of it by now. */
export async function readQueue(app: FastifyInstance, who: Who): Promise<QueueWire> {
  const { pool } = app.pg
  const { facilityId, timeZone } = who
  const [house, orders, pairs] = await Promise.all([
    app.houses.current(facilityId),
    listWaitingOrders(pool, facilityId, QUEUE_LIMIT),
    listCompetingPairs(pool, facilityId),
  ])
  const now = app.clock()
  const facts = factsAt(house, now)
  const waiting = orders.map((order) => ({
    order,
    claims: order.lines.filter(({ state }) => state === 'pending').map((line) => claimOfLine(line, order, facts)),
  }))
  const open = waiting.flatMap(({ claims }) => claims)
  const answerWorkdays = facts.policy.answerWorkdays ?? ANSWER_WORKDAYS
  if (open.length === 0) return { answerWorkdays, items: [] }
  const orderIds = orders.map(({ id }) => id)
  const [around, unread, files, usage] = await Promise.all([
    loadSurroundings(pool, open, facts),
    unreadFor(pool, who, orderIds),
    countAttachments(pool, facilityId, orderIds),
    usageOf(pool, facts, new Set(orders.map(({ partyId }) => partyId))),
  ])
  const rivals = Map.groupBy(pairs, ({ lineId }) => lineId)
  const judge = (claim: Claim, placedAt: number) => {
    const held = around.claims.filter((other) => matters(other, claim))
    const verdict = judgeLines({ claims: [claim], placedAt, held, house }, now)
    return verdict.kind === 'refused' ? verdict.violations : verdict.notes
  }
  return {
    answerWorkdays,
    items: waiting.map(({ order, claims }) => ({
      order: { ...orderWire(order, timeZone, true), ...unreadOf(unread.get(order.id)) },
      // a party is never deleted, but facts may be a moment older than the order
      partyKind: facts.parties.get(order.partyId)?.kind ?? 'branch',
      answerBy: formatInstant(endOfWorkday(order.placedAt, answerWorkdays, facts.dayTypes, timeZone), timeZone),
      attachments: files.get(order.id) ?? 0,
      usage: usage.get(order.partyId) ?? NO_USAGE,
      lines: claims.map((claim) => ({
        lineId: claim.id,
        competitors: (rivals.get(claim.id) ?? []).map(({ otherOrderId, otherLineId }) => ({
          orderId: otherOrderId,
          lineId: otherLineId,
        })),
        violations: judge(claim, order.placedAt).map((one) => violationWire(one, [claim], timeZone)),
      })),
    })),
  }
}

function unreadOf(unread: number | undefined): { readonly unread?: number } {
  return unread === undefined ? {} : { unread }
}

/** Whether one claim can bear on another: by time, or because it is counted with it. A sieve, so that each line is judged among a few. */
function matters(other: Claim, claim: Claim): boolean {
  if (other.id === claim.id) return false
  const together = other.partyId === claim.partyId || (claim.personId !== '' && other.personId === claim.personId)
  return together || overlaps(other.held, claim.held)
}
