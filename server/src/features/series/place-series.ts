import type { FastifyInstance } from 'fastify'
import type { OrderWire, SeriesOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { PlanWire } from '@gongyue/shared/api/plan.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Purpose } from '@gongyue/shared/domain/contract.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { checkSeries, type CheckedDate } from '@gongyue/shared/scheduling/check-series.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { insertSlot } from '@gongyue/db/queries/contracts.ts'
import { readStored, recall, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertOrder } from '@gongyue/db/queries/place-order.ts'
import { insertSessions } from '@gongyue/db/queries/programme-sessions.ts'
import { insertSeries, waiveLines } from '@gongyue/db/queries/place-series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { ATTEMPTS, newOrder, raceOf, recordOf } from '../orders/place-order.ts'
import { orderWire } from '../orders/wire.ts'
import { seriesAskedBy, type PlannedSeries } from './planned-series.ts'
import { toldPlans } from './plans-for-series.ts'
import { repairedSeries } from './repair-series.ts'
import { newSeriesDate } from './stored-dates.ts'

/** Who asks for a series. A dry run writes nothing. */
export interface PlaceSeries {
  readonly who: Who
  readonly draft: SeriesOrderDraftWire
  readonly keyed: KeyedRequest | null
  readonly dryRun: boolean
  /** A class: its sessions are confirmed at once, and its people are held with the room. */
  readonly class?: ClassOfSeries
  /** A standing slot of a partner's contract: its dates are confirmed at once. */
  readonly slot?: SlotOfSeries
  /** A time that a round has given out: its dates are confirmed at once, and whoever leads it is held with the room. */
  readonly given?: { readonly people: readonly string[] }
}

/** The contract whose slot a series is. */
export interface SlotOfSeries {
  readonly contractId: string
  readonly purpose: Purpose
}

/** The programme whose sessions a series makes. */
export interface ClassOfSeries {
  readonly programmeId: string
  readonly people: readonly string[]
  readonly skills: readonly string[]
}

/** A series and what the rules said of each of its dates. */
export interface JudgedSeries {
  readonly series: PlannedSeries
  /** By the key of the date. */
  readonly checked: ReadonlyMap<string, CheckedDate>
  readonly facts: Facts
}

export type PlacedSeries =
  | { readonly kind: 'placed'; readonly order: OrderWire; readonly judged: JudgedSeries }
  | ({ readonly kind: 'fits' } & JudgedSeries)
  /** `plans` are ways out, the gentlest first; a dry run has none. */
  | ({ readonly kind: 'refused'; readonly plans: PlanWire[] } & JudgedSeries)
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | Exclude<Idempotent<never>, { readonly kind: 'done' }>
  | { readonly kind: 'contended' }

/**
 * Places a series as one order: expanded, checked as a whole in one pass, written in two statements. What cannot be booked refuses the whole or is
 * remembered with its reasons, as was asked. The floor may still refuse; then the house looks again, as for any order.
 */
export async function placeSeries(app: FastifyInstance, request: PlaceSeries): Promise<PlacedSeries> {
  const { facilityId } = request.who
  let house = await app.houses.known(facilityId)
  for (let turn = 0; turn < ATTEMPTS; turn++) {
    const facts = factsAt(house, app.clock())
    const asked = seriesAskedBy(request.draft, request.who, facts, app.newId)
    // an unknown space may be a new one, a holiday a new one too: look at the facts of now before saying so
    if (asked.kind === 'malformed') {
      const now = await app.houses.current(facilityId)
      if (now === house) return asked
      house = now
      continue
    }
    const { factsVersion } = house
    const attempt = async (series: PlannedSeries) =>
      await inTransaction(app.pg.pool, (tx) => attemptSeries(app, tx, request, series, facts, factsVersion), {
        dice: app.dice,
      }).catch(raceOf)
    let outcome = await attempt(withPeople(asked.series, request))
    if (outcome.kind === 'to-repair') outcome = await attempt(await repairedSeries(app, request, outcome))
    if (outcome.kind === 'placed' || outcome.kind === 'fits') return outcome
    const stored = request.keyed && (await readStored(app.pg.pool, request.keyed))
    if (request.keyed && stored) return recall(stored, request.keyed.requestHash)
    if (outcome.kind === 'refused') {
      const claims = [...outcome.series.claims.values()]
      // a dry run is asked at every key stroke: it tells reasons only
      const plans = request.dryRun ? [] : await toldPlans(app, request, { claims, facts: outcome.facts })
      return { ...outcome, plans }
    }
    if (outcome.kind === 'old-facts') house = await app.houses.current(facilityId)
  }
  return { kind: 'contended' }
}

/**
 * Places a series within a transaction of the caller, who holds the facts alone: nothing is committed, undone or tried again here. What cannot be
 * booked at all is refused, with nothing written.
 */
export async function placeSeriesIn(
  app: FastifyInstance,
  tx: Tx,
  request: PlaceSeries,
  facts: Facts,
  factsVersion: number,
): Promise<
  Extract<PlacedSeries, { kind: 'placed' | 'fits' | 'malformed' }> | ({ readonly kind: 'refused' } & JudgedSeries)
> {
  const asked = seriesAskedBy(request.draft, request.who, facts, app.newId)
  if (asked.kind === 'malformed') return asked
  const inside: Tx = {
    client: tx.client,
    get db() {
      return tx.db
    },
    undo: (value) => value,
    commitWith: async (statement) => await statement(),
  }
  const placed = await attemptSeries(app, inside, request, withPeople(asked.series, request), facts, factsVersion)
  if (placed.kind === 'placed' || placed.kind === 'fits' || placed.kind === 'refused') return placed
  throw new Error(`a series within a transaction ended as ${placed.kind}, though its facts are held`)
}

async function attemptSeries(
  app: FastifyInstance,
  tx: Tx,
  request: PlaceSeries,
  series: PlannedSeries,
  facts: Facts,
  factsVersion: number,
): Promise<
  | Exclude<PlacedSeries, { kind: 'malformed' | 'refused' }>
  | ({ readonly kind: 'refused' } & JudgedSeries)
  | { readonly kind: 'old-facts' }
  /** Some dates do not fit as they are wished. */
  | ({ readonly kind: 'to-repair' } & JudgedSeries)
> {
  const claims = [...series.claims.values()]
  const [, around] = await Promise.all([
    lockInputs(tx.client, claims, facts),
    loadSurroundings(tx.client, claims, facts),
  ])
  if (around.factsVersion !== factsVersion) return tx.undo({ kind: 'old-facts' })
  // each names a rule that this reader may set aside: that was asked before
  const waived = new Set((request.draft.waivers ?? []).map(({ constraint }) => constraint as ConstraintId))
  const judged = {
    series,
    checked: byKey(series, checkSeries(claims, { facts, claims: around.claims }, waived)),
    facts,
  }
  const good = claimsThatFit(judged)
  if (series.onConflict === 'repair' && !series.isRepaired && good.length < claims.length)
    return tx.undo({ kind: 'to-repair', ...judged })
  const refuses = good.length === 0 || (series.onConflict === 'refuse' && good.length < claims.length)
  if (refuses) return tx.undo({ kind: 'refused', ...judged })
  if (request.dryRun) return tx.undo({ kind: 'fits', ...judged })
  if (around.expiredHolds.length > 0)
    await releaseExpiredHolds(tx.client, facts.facilityId, around.expiredHolds, facts.now)
  return { kind: 'placed', order: await write(app, tx, request, judged, good), judged }
}

async function write(
  app: FastifyInstance,
  { client, commitWith }: Tx,
  { who, draft, keyed, class: ofClass, slot, given }: PlaceSeries,
  judged: JudgedSeries,
  good: readonly Claim[],
): Promise<OrderWire> {
  const { series, facts } = judged
  const { facilityId, timeZone, now } = facts
  const seriesId = app.newId()
  const { waivers = [], lines: _, ...rest } = draft
  // the lines of the order are worked out from the claims; only their spaces are read from here
  const lines = good.slice(0, 1).map(({ spaceId }) => ({ kind: 'space', spaceId, start: '', end: '' }) as const)
  const asked = { who, draft: { ...rest, lines }, confirmed: (ofClass ?? slot ?? given) !== undefined }
  const order = { ...newOrder(app, asked, good, facts), seriesId }
  const record = recordOf(order, who, facts)
  const told = { ...record, lines: record.lines.map((line) => ({ ...line, waivers })) }
  const wire = orderWire(told, timeZone, true)
  const { title, headcount, partyId, orderId } = order
  const { rule, onConflict, space } = series
  const [reference] = await commitWith(
    async () =>
      await Promise.all([
        insertOrder(client, order, keyed && { ...keyed, response: wire }),
        insertSeries(client, {
          ...{ facilityId, seriesId, orderId, partyId, title, headcount, rule, onConflict },
          spaceId: space.id,
          splitFrom: null,
          createdAt: now,
          dates: series.dates.map((date) => newSeriesDate(date, space, judged, timeZone)),
          audit: { id: app.newId(), userId: who.userId },
        }),
        waivers.length > 0 && waiveLines(client, facilityId, orderId, waivers),
        ofClass && insertSessions(client, facilityId, { ...ofClass, seriesId, orderId }),
        slot && insertSlot(client, facilityId, { ...slot, seriesId }),
      ]),
  )
  return { ...wire, reference }
}

/** The instructor is asked for with every date. */
function withPeople(series: PlannedSeries, { class: ofClass, given }: PlaceSeries): PlannedSeries {
  const led = ofClass ?? (given && { ...given, skills: [] })
  if (!led) return series
  const { people, skills } = led
  return { ...series, claims: new Map([...series.claims].map(([key, claim]) => [key, { ...claim, people, skills }])) }
}

/** The claims of the dates that can be booked, in their order. */
export function claimsThatFit({ checked }: Pick<JudgedSeries, 'checked'>): readonly Claim[] {
  return [...checked.values()].flatMap(({ claim, verdict }) => (verdict.kind === 'fits' ? [claim] : []))
}

function byKey({ claims }: PlannedSeries, checked: readonly CheckedDate[]): JudgedSeries['checked'] {
  const byId = new Map(checked.map((one) => [one.claim.id, one]))
  const pairs = [...claims].flatMap(([key, { id }]): readonly (readonly [string, CheckedDate])[] => {
    const one = byId.get(id)
    return one ? [[key, one]] : []
  })
  return new Map(pairs)
}
