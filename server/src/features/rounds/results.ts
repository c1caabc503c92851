import type { FastifyInstance } from 'fastify'
import type { readPublicResult, readResults as resultsContract } from '@gongyue/shared/api/publication.ts'
import type { ReplyOf } from '@gongyue/shared/api/route.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { facilityOfRound, readRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import { readSeasonPlan, type SeasonPlanRecord } from '@gongyue/db/queries/season-plans.ts'
import { listGiven } from '@gongyue/db/queries/section-series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { isAtDesk } from './look.ts'
import { allocationWire, placedBy, unmetWire, type Told } from './plan-wire.ts'
import { toldOf } from './tell-plan.ts'

type Results = ReplyOf<typeof resultsContract>

/** What the reader's parties were given, and why not more; the desk reads all, also before it is published. */
export async function readResults(app: FastifyInstance, who: Who, round: RoundRecord): Promise<Results> {
  const { pool } = app.pg
  const { facilityId } = who
  const atDesk = isAtDesk(who)
  if (round.planId === null || (round.publishedAt === null && !atDesk)) return { items: [] }
  const [plan, told, given] = await Promise.all([
    readSeasonPlan(pool, facilityId, round.planId),
    toldOf(app, pool, facilityId, round),
    listGiven(pool, facilityId, round.id),
  ])
  if (!plan) return { items: [] }
  const seriesOf = new Map(given.map(({ sectionId, nth, seriesId }) => [`${sectionId} ${nth}`, seriesId]))
  const seen = told.applications.filter(({ partyId }) => atDesk || who.partyIds.includes(partyId))
  return {
    items: seen.flatMap(({ partyId, partyName, sections }) =>
      sections.map(({ id, title, timesAWeek }) => ({
        ...{ partyId, partyName, sectionId: id, title, timesAWeek },
        allocations: plan.allocations
          .filter(({ sectionId }) => sectionId === id)
          .map((one) => ({ ...allocationWire(one), seriesId: seriesOf.get(`${id} ${one.nth}`) ?? null })),
        unmet: plan.unmet.filter(({ sectionId }) => sectionId === id).map((one) => unmetWire(one, told, atDesk)),
      })),
    ),
  }
}

type PublicResult = ReplyOf<typeof readPublicResult>

/** 公示: the result of a round for everybody. A person is nobody's business and is called 个人. Null while there is none. */
export async function readPublic(app: FastifyInstance, roundId: string): Promise<PublicResult | null> {
  const { pool } = app.pg
  const found = await facilityOfRound(pool, roundId)
  const round = found && (await readRound(pool, found.facilityId, roundId))
  if (!found || !round || round.publishedAt === null || round.planId === null || round.cancelledAt !== null) return null
  const [plan, told] = await Promise.all([
    readSeasonPlan(pool, found.facilityId, round.planId),
    toldOf(app, pool, found.facilityId, round),
  ])
  if (!plan) return null
  const { facts } = await app.houses.current(found.facilityId)
  const partyOf = new Map(
    told.applications.flatMap(({ partyId, sections }) => sections.map(({ id }) => [id, partyId] as const)),
  )
  const counts = [...placedBy(plan, told.applications)]
  return {
    ...{ id: round.id, name: round.name, from: round.from, until: round.until, seed: round.seed },
    publishedAt: formatInstant(round.publishedAt, found.timeZone),
    policyVersion: round.policyVersion ?? facts.policy.version,
    fingerprint: plan.fingerprint,
    asked: sum(counts.map(([, { asked }]) => asked)),
    placed: sum(counts.map(([, { placed }]) => placed)),
    bound: boundShare(plan),
    parties: counts
      .map(([partyId, { asked, placed }]) => ({
        partyName: publicName(partyId, told),
        ...{ asked, placed },
        given: plan.allocations
          .filter(({ sectionId }) => partyOf.get(sectionId) === partyId)
          .map(({ place: { spaceId, weekday, from, until } }) => ({
            spaceName: facts.spaces.get(spaceId)?.name ?? { 'zh-CN': '', en: '' },
            ...{ weekday, from, until },
          })),
        reasons: reasonsOf(plan, partyId, partyOf),
      }))
      .toSorted((a, b) => a.partyName.localeCompare(b.partyName, 'zh-CN')),
  }
}

function publicName(partyId: string, { facts }: Told): string {
  const party = facts.parties.get(partyId)
  return !party || party.kind === 'person' ? '个人' : party.name
}

/** Every reason once; what names a party names none here. */
function reasonsOf(
  plan: SeasonPlanRecord,
  partyId: string,
  partyOf: ReadonlyMap<string, string>,
): PublicResult['parties'][number]['reasons'] {
  const all = plan.unmet.filter(({ sectionId }) => partyOf.get(sectionId) === partyId).flatMap(({ reasons }) => reasons)
  const told = new Map(
    all
      .filter(
        ({ key, params }) => key !== 'share' && !('party' in params) && !('who' in params) && !('people' in params),
      )
      .map((one) => [JSON.stringify(one), one]),
  )
  return [...told.values()].map(({ key, params }) => ({ key, params: { ...params } }))
}

/** How near the plan is to what no plan can pass; null where nothing was proven. */
function boundShare({ bound, cost }: SeasonPlanRecord): number | null {
  if (bound === null) return null
  return cost === 0 ? 1 : Math.round((1000 * bound) / cost) / 1000
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
