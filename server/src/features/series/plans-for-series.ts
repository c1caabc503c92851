import type { FastifyInstance } from 'fastify'
import type { PlanWire } from '@gongyue/shared/api/plan.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { repair, type Repaired } from '@gongyue/shared/scheduling/repair/repair.ts'
import type { Plan } from '@gongyue/shared/scheduling/repair/plan.ts'
import { runRepair } from '../../planner/run-repair.ts'
import { planWire } from '../repairs/wire.ts'
import { storedPlan } from '../repairs/stored.ts'
import type { PlaceSeries } from './place-series.ts'

/** How far around its dates a series is given other places, in milliseconds. */
const AROUND = 15 * 86_400_000
/** So many dates and more go to a thread of their own: a request must not hold up others. */
const LARGE = 8
/** A search ends with what it has after so long, in milliseconds. */
const LONGEST = 4000
/** So many refused series are worked on at once; who comes when all are busy gets the reasons without plans. */
const AT_ONCE = 2

/**
 * Ways to place a series whose dates do not all fit: another hour, room, day or rhythm, of itself alone, for nobody else is moved to make a series
 * fit. The gentlest first.
 */
export async function plansForSeries(
  app: FastifyInstance,
  { draft }: Pick<PlaceSeries, 'draft'>,
  { claims, facts: asItIs }: { readonly claims: readonly Claim[]; readonly facts: Facts },
  limit: number,
): Promise<readonly Plan[]> {
  const waived = new Set(draft.waivers?.map(({ constraint }) => constraint))
  const facts = waived.has('horizon') ? withoutHorizon(asItIs) : asItIs
  const window = {
    start: Math.min(...claims.map(({ held }) => held.start)) - AROUND,
    end: Math.max(...claims.map(({ held }) => held.end)) + AROUND,
  }
  const snapshot = { facts, claims: await app.windows.read(window, facts), bookings: [] }
  const cause = { kind: 'refused-series', claims, people: draft.headcount } as const
  const options = { limit, chain: 0 }
  if (claims.length < LARGE) return plansOf(repair(snapshot, cause, options))
  const run = runRepair({ snapshot, cause, options })
  const clock = setTimeout(() => run.stop(), LONGEST)
  return plansOf(await run.done.finally(() => clearTimeout(clock)))
}

/** The plans of a refused series as they are told: one change for each date, with the day that the rule names. */
export async function toldPlans(
  app: FastifyInstance,
  request: Pick<PlaceSeries, 'draft'>,
  judged: { readonly claims: readonly Claim[]; readonly facts: Facts },
): Promise<PlanWire[]> {
  const { title, partyId } = request.draft
  const partyName = judged.facts.parties.get(partyId)?.name ?? ''
  const running = workedOn.get(app) ?? 0
  if (running >= AT_ONCE) return []
  workedOn.set(app, running + 1)
  const plans = await plansForSeries(app, request, judged, FIVE).finally(() => {
    workedOn.set(app, (workedOn.get(app) ?? 1) - 1)
  })
  return plans
    .filter(({ changes }) => changes.some(({ to }) => to !== null))
    .map((plan) => planWire(storedPlan(plan, new Map(), { title, partyId, partyName }), judged.facts.timeZone))
}

/** More ways than these nobody compares. */
const FIVE = 5

const workedOn = new WeakMap<FastifyInstance, number>()

function plansOf(repaired: Repaired): readonly Plan[] {
  return repaired.kind === 'plans' ? repaired.plans : []
}

/** An officer has set the horizon aside for the whole term: it holds for its other places too. */
function withoutHorizon(facts: Facts): Facts {
  return { ...facts, spaces: new Map([...facts.spaces].map(([id, space]) => [id, { ...space, horizonDays: FAR }])) }
}

/** Days; no series reaches so far. */
const FAR = 4000
