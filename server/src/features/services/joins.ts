import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { suggestCrews } from '@gongyue/shared/scheduling/crews.ts'
import { claimsOfJoin, findJoins, joinOf, type Join, type Stop } from '@gongyue/shared/scheduling/joins.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockOrders } from '@gongyue/db/queries/orders.ts'
import {
  decideServiceLine,
  listServiceLines,
  moveServiceLine,
  readServiceLines,
  type DispatchRecord,
} from '@gongyue/db/queries/service-lines.ts'
import { followerOf, writeVisits } from '@gongyue/db/queries/visits.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import type { LookAgain } from '../orders/decision.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { settleOrder } from '../orders/settle-order.ts'
import { serviceClaim } from './claim.ts'
import { lockDispatch, lookAround, type Look } from './look.ts'
import { visitPlan } from './visit-plan.ts'

/** How far a visit may be moved to go with another, in days, and how many proposals are made. */
const DAYS = 5
const LIMIT = 10

/** Proposals to join visits of a span. Advice: nothing is held by it. */
export async function proposeJoins(app: FastifyInstance, who: Who, within: Interval): Promise<readonly Join[]> {
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const lines = await listServiceLines(app.pg.pool, who.facilityId, within)
  if (lines.length < 2) return []
  const look = await lookAround(app.pg.pool, [within], facts)
  return findJoins(stopsOf(lines, look, facts), { facts, claims: look.claims }, { limit: LIMIT, days: DAYS })
}

export interface JoinVisits {
  readonly who: Who
  readonly first: string
  readonly second: string
  /** The start that was proposed: another by now is another proposal. */
  readonly start: number
  readonly keyed: KeyedRequest | null
}

export type Joined =
  | { readonly kind: 'joined'; readonly lines: readonly DispatchRecord[] }
  | { readonly kind: 'not-found' | 'plans-changed' }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | Contended

/** Joins two visits as proposed, all of it or nothing: the crew of the first goes straight on to the second. */
export async function joinVisits(
  app: FastifyInstance,
  request: JoinVisits,
  toResponse: (lines: readonly DispatchRecord[]) => unknown,
): Promise<Joined> {
  const { who, keyed } = request
  type Found = Exclude<Joined, Idempotent<never> | Contended> | LookAgain
  return await inHouseOfNow<Exclude<Joined, Contended> | LookAgain>(app, who.facilityId, async (tx, house) => {
    const done = await idempotent<Found>(
      tx,
      keyed,
      async () => await join(app, tx, request, house),
      (value) => ({ status: 200, response: value.kind === 'joined' ? toResponse(value.lines) : null }),
    )
    if (done.kind !== 'done') return done
    return done.value.kind === 'joined' ? done.value : tx.undo(done.value)
  })
}

async function join(app: FastifyInstance, tx: Tx, { who, first, second, start }: JoinVisits, house: House) {
  const { client } = tx
  const { facilityId, userId } = who
  const facts = factsAt(house, app.clock())
  const seen = await readServiceLines(client, facilityId, [first, second])
  if (seen.length < 2) return { kind: 'not-found' } as const
  await lockOrders(client, facilityId, [...new Set(seen.map(({ orderId }) => orderId))])
  await lockInputs(client, [], facts)
  await lockDispatch(client, facilityId)
  const lines = await readServiceLines(client, facilityId, [first, second])
  const span = { start: Math.min(...lines.map((one) => one.start)), end: Math.max(...lines.map((one) => one.end)) }
  const look = await lookAround(client, [span], facts)
  if (look.factsVersion !== house.factsVersion) return { kind: 'look-again' } as const
  const stops = await withFollowers(client, facilityId, stopsOf(lines, look, facts), lines)
  const [a, b] = [stops.find(({ lineId }) => lineId === first), stops.find(({ lineId }) => lineId === second)]
  const [found] = a && b ? joinOf(a, b, { facts, claims: look.claims }, DAYS) : []
  const from = lines.find(({ id }) => id === first)
  const to = lines.find(({ id }) => id === second)
  if (!a || !b || !from?.visit || !to || found?.start !== start) return { kind: 'plans-changed' } as const
  const [claimA, claimB] = claimsOfJoin(a, b, found, facts)
  if (!claimA || !claimB) return { kind: 'plans-changed' } as const
  if (to.start !== start) await moveServiceLine(client, facilityId, second, found)
  const plans = [
    visitPlan(claimA, from.visit.id, first, null),
    visitPlan(claimB, to.visit?.id ?? app.newId(), second, from.visit.id),
  ]
  if (!(await writeVisits(client, facilityId, plans, app.newId))) return { kind: 'look-again' } as const
  if (to.state === 'pending') {
    const said = { state: 'accepted', decidedBy: userId, decidedAt: facts.now, reasonCode: null } as const
    await decideServiceLine(client, facilityId, { ...said, lineId: second, reason: null, waivers: [] })
  }
  const event = to.start !== start ? 'moved' : to.state === 'pending' ? 'accepted' : 'crew-changed'
  const data = { lineIds: [second], first, second, start, savedMinutes: found.savedMinutes }
  await settleOrder(app, tx, { who, orderId: to.orderId, action: 'join-visits', event, data })
  return { kind: 'joined', lines: await readServiceLines(client, facilityId, [first, second]) } as const
}

/** Lines as joining looks at them: those that stand have their crew, open ones bring the kits they would need. */
function stopsOf(lines: readonly DispatchRecord[], { claims, lately }: Look, facts: Facts): readonly Stop[] {
  const followed = new Set(lines.flatMap(({ visit }) => (visit?.afterId ? [visit.afterId] : [])))
  return lines
    .filter(({ state, place, start }) => place === 'outside' && start > facts.now && state !== 'delivered')
    .map((line) => {
      const { visit, setUpMinutes, strikeMinutes } = line
      const joined = visit !== null && (visit.afterId !== null || followed.has(visit.id))
      const bare = serviceClaim(line, facts)
      const best = visit ? null : suggestCrews(bare, { facts, claims }, lately, 1)[0]
      const people = visit?.people.map(({ id }) => id) ?? []
      const going = { people, equipment: visit?.equipment ?? best?.equipment ?? [] }
      const claim = { ...serviceClaim(line, facts, going), id: visit?.id ?? line.id }
      return { lineId: line.id, claim, setUpMinutes, strikeMinutes, joined }
    })
}

/** One that somebody goes straight on from is joined, though its follower is not among these. */
async function withFollowers(
  db: Parameters<typeof followerOf>[0],
  facilityId: string,
  stops: readonly Stop[],
  lines: readonly DispatchRecord[],
): Promise<readonly Stop[]> {
  const found: Stop[] = []
  for (const stop of stops) {
    const visit = lines.find(({ id }) => id === stop.lineId)?.visit
    const follower = visit ? await followerOf(db, facilityId, visit.id) : null
    found.push(follower === null ? stop : { ...stop, joined: true })
  }
  return found
}
