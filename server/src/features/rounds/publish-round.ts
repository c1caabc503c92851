import type { FastifyInstance } from 'fastify'
import type { publishRound as contract } from '@gongyue/shared/api/publication.ts'
import type { ReplyOf } from '@gongyue/shared/api/route.ts'
import { arranged } from '@gongyue/shared/scheduling/season/arrange.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { listApplications, type ApplicationRecord } from '@gongyue/db/queries/applications.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockRound, publishRound as writePublication, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import {
  lockSeasonPlan,
  updateSeasonPlan,
  type AllocationRecord,
  type SeasonPlanRecord,
} from '@gongyue/db/queries/season-plans.ts'
import {
  endGiven,
  insertGiven,
  listGiven,
  renumberGiven,
  type GivenSeries,
} from '@gongyue/db/queries/section-series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { ATTEMPTS, raceOf } from '../orders/place-order.ts'
import { lockFacts } from '../repairs/lock-facts.ts'
import { cancelSeriesIn } from '../series/cancel-series.ts'
import { isSamePlace, placeGiven, type GivenDates } from './give-series.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { resultMails } from './result-mails.ts'
import { fault } from './round-faults.ts'
import { readSeason } from './season-inputs.ts'
import { sectionsOf } from './plan-wire.ts'
import { noteRound } from './write-round.ts'

/** Who makes which plan the result of a round. */
export interface Publishing {
  readonly who: Who
  readonly roundId: string
  readonly planId: string
  readonly keyed: KeyedRequest | null
  /** Writes nothing, and tells what would come of it. */
  readonly dryRun: boolean
}

export type Published = ReplyOf<typeof contract>

/**
 * Makes a plan the result: one transaction in which nobody else books. Every allocation becomes a series of its party, confirmed at once; dates that
 * can not be had are remembered with their reasons, and an allocation without any is told as unmet. What was published before and stays the same is
 * left alone; what has changed is given back and placed anew. Mails to all whose result is new leave with it.
 */
export async function publishRound(app: FastifyInstance, publishing: Publishing): Promise<Written<Published>> {
  for (let turn = 1; ; turn++) {
    const written = await once(app, publishing.dryRun ? null : publishing.keyed, 200, async (tx) => {
      const result = await publish(app, tx, publishing)
      return publishing.dryRun && result.kind === 'done' ? tx.undo(result) : result
    }).catch(raceOf)
    // a slot that is kept for somebody for some minutes holds no facts: then once more
    if (written.kind !== 'lost-race') return written
    if (turn === ATTEMPTS) return no({ problem: 'try-again', headers: { 'retry-after': '1' } })
  }
}

async function publish(
  app: FastifyInstance,
  tx: Tx,
  { who, roundId, planId, dryRun }: Publishing,
): Promise<Written<Published>> {
  const { client } = tx
  const { facilityId, userId } = who
  await lockFacts(client, facilityId)
  const round = await lockRound(client, facilityId, roundId)
  if (!round) return no({ problem: 'not-found' })
  const house = await app.houses.current(facilityId)
  const now = app.clock()
  const refusal = stateRefusal(round, { now }, ['in-allocation', 'handled', 'published'], 'wait')
  if (refusal) return no(refusal)
  const plan = await lockSeasonPlan(client, facilityId, planId)
  if (plan?.roundId !== roundId) return no({ problem: 'malformed', errors: [fault('/planId', 'not-there')] })
  const judged = arranged(await readSeason(app, client, facilityId, round, null), plan.allocations)
  if (judged.kind === 'broken') return no({ problem: 'plan-fits-not', params: { count: judged.breaches.length } })
  const filter = { roundId, applicationId: null, partyIds: null }
  const all = await listApplications(client, facilityId, filter)
  const applications = all.filter(({ state }) => state === 'sent')
  const given = await listGiven(client, facilityId, roundId)
  const [kept, gone] = parted(plan.allocations, given)
  await giveBack(app, tx, { who, round, house }, gone)
  const items = await place(app, tx, { who, round, house }, { applications, plan, kept })
  const told = await notedLosses(tx, facilityId, plan, items)
  const policyVersion = house.facts.policy.version
  await writePublication(client, facilityId, roundId, { planId, at: now, by: userId, policyVersion })
  const mails = await resultMails(app, tx, { round, plan: told, applications, items, facts: factsAt(house, now) })
  const counts = { booked: sum(items.map(({ booked }) => booked)), lost: sum(items.map(({ lost }) => lost.length)) }
  if (!dryRun)
    await noteRound(app, tx, who, 'publish-round', roundId, {
      ...{
        planId,
        seed: round.seed,
        fingerprint: plan.fingerprint,
        policyVersion,
        gone: gone.map(({ seriesId }) => seriesId),
      },
      ...{ placed: items.length, kept: kept.size, mails },
      ...counts,
    })
  return done({
    items: items.map(({ lost, ...item }) => ({
      ...item,
      lost: lost.map((one) => ({ ...one, reasons: [...one.reasons] })),
    })),
    ...counts,
    mails,
  })
}

/** Series that stay because their section still has their place, by the allocation they are for; and those that are given back. */
function parted(
  allocations: readonly AllocationRecord[],
  given: readonly GivenSeries[],
): readonly [ReadonlyMap<string, GivenSeries>, readonly GivenSeries[]] {
  const left = new Set(given)
  const kept = new Map<string, GivenSeries>()
  for (const { sectionId, nth, place: where } of allocations) {
    const series = [...left].find((one) => one.sectionId === sectionId && isSamePlace(where, one))
    if (!series) continue
    left.delete(series)
    kept.set(`${sectionId} ${nth}`, series)
  }
  return [kept, [...left]]
}

interface Scene {
  readonly who: Who
  readonly round: RoundRecord
  readonly house: House
}

async function giveBack(
  app: FastifyInstance,
  tx: Tx,
  { who, round, house }: Scene,
  gone: readonly GivenSeries[],
): Promise<void> {
  for (const { seriesId } of gone) {
    const request = {
      who,
      seriesId,
      scope: 'all',
      key: null,
      reason: `“${round.name}”重新公布`,
      version: null,
      keyed: null,
    } as const
    const outcome = await cancelSeriesIn(app, tx, request, house)
    // what is over, or was given back by its holder, needs no giving back
    const isFine =
      outcome.kind === 'cancelled' || outcome.kind === 'already-decided' || outcome.kind === 'too-late-to-cancel'
    if (!isFine) throw new Error(`series ${seriesId} of round ${round.id} could not be given back: ${outcome.kind}`)
  }
  if (gone.length > 0)
    await endGiven(
      tx.client,
      who.facilityId,
      gone.map(({ seriesId }) => seriesId),
    )
}

async function place(
  app: FastifyInstance,
  tx: Tx,
  scene: Scene,
  {
    applications,
    plan,
    kept,
  }: {
    readonly applications: readonly ApplicationRecord[]
    readonly plan: SeasonPlanRecord
    readonly kept: ReadonlyMap<string, GivenSeries>
  },
): Promise<readonly GivenDates[]> {
  const sections = sectionsOf(applications)
  const items: GivenDates[] = []
  for (const { sectionId, nth, place: where } of plan.allocations) {
    const section = sections.get(sectionId)
    const series = kept.get(`${sectionId} ${nth}`)
    if (series && series.nth !== nth) await renumberGiven(tx.client, scene.who.facilityId, series, nth)
    if (!section || series) continue
    const dates = await placeGiven(app, tx, scene, { section, nth, place: where })
    if (dates.seriesId !== null)
      await insertGiven(tx.client, scene.who.facilityId, { sectionId, nth, seriesId: dates.seriesId })
    items.push(dates)
  }
  return items
}

/** An allocation of which no date could be had is none: the plan says so, with what stood in the way. */
async function notedLosses(
  { client }: Tx,
  facilityId: string,
  plan: SeasonPlanRecord,
  items: readonly GivenDates[],
): Promise<SeasonPlanRecord> {
  const by = new Map(items.map((item) => [`${item.sectionId} ${item.nth}`, item]))
  const empty = items.filter(({ seriesId }) => seriesId === null)
  const allocations = plan.allocations
    .filter(({ sectionId, nth }) => by.get(`${sectionId} ${nth}`)?.seriesId !== null)
    .map((one) => {
      const item = by.get(`${one.sectionId} ${one.nth}`)
      return item ? { ...one, dates: item.booked + item.lost.length, lost: item.lost.length } : one
    })
  const unmet = empty.map(({ sectionId, nth, lost }) => ({
    ...{ sectionId, nth, options: 0, taken: 0, pinned: 0, dearer: 0, competitors: [], wouldHaveWorked: [] },
    reasons: [{ key: 'all-dates-lost', params: {} }, ...(lost[0]?.reasons ?? [])],
  }))
  const told = { ...plan, allocations, unmet: [...plan.unmet, ...unmet] }
  if (items.length > 0) await updateSeasonPlan(client, facilityId, plan.id, told)
  return told
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
