import type { FastifyInstance } from 'fastify'
import type {
  addSeasonPlan as addContract,
  changeSeasonPlan as changeContract,
  listPlacements as placementsContract,
  SeasonPlanWire,
} from '@gongyue/shared/api/runs.ts'
import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@gongyue/shared/api/route.ts'
import { arranged, placementsOf, type ArrangeBreach } from '@gongyue/shared/scheduling/season/arrange.ts'
import { evaluate, seat } from '@gongyue/shared/scheduling/season/evaluate.ts'
import { timeKey, type Allocated, type SeasonInputs } from '@gongyue/shared/scheduling/season/inputs.ts'
import type { KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { lockRound, readRound } from '@gongyue/db/queries/rounds.ts'
import { insertSeasonPlan, lockSeasonPlan, readSeasonPlan, updateSeasonPlan } from '@gongyue/db/queries/season-plans.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { stateRefusal } from './look.ts'
import { done, no, once, type Written } from './once.ts'
import { tellPlan } from './tell-plan.ts'
import { fault, isInside } from './round-faults.ts'
import { fingerprintOf, readSeason } from './season-inputs.ts'
import { noteRound } from './write-round.ts'

const WHILE_ALLOCATED = ['open', 'in-allocation', 'handled', 'published'] as const

/** A plan to arrange by hand: empty, or a copy of another; what of it does not fit any more is left out. */
export async function addSeasonPlan(
  app: FastifyInstance,
  who: Who,
  roundId: string,
  { name, copyOf }: BodyOf<typeof addContract>,
  keyed: KeyedRequest | null,
): Promise<Written<SeasonPlanWire>> {
  const { facilityId, userId } = who
  return await once(app, keyed, 201, async (tx) => {
    const round = await lockRound(tx.client, facilityId, roundId)
    if (!round) return no({ problem: 'not-found' })
    const refusal = stateRefusal(round, { now: app.clock() }, WHILE_ALLOCATED, 'wait')
    if (refusal) return no(refusal)
    const copied = copyOf === undefined ? null : await readSeasonPlan(tx.client, facilityId, copyOf)
    if (copyOf !== undefined && copied?.roundId !== roundId)
      return no({ problem: 'malformed', errors: [fault('/copyOf', 'not-there')] })
    const inputs = await readSeason(app, tx.client, facilityId, round, null)
    const times = new Map(inputs.sections.map(({ id, timesAWeek }) => [id, timesAWeek]))
    const wanted = (copied?.allocations ?? []).filter(
      ({ sectionId, nth, place }) => nth < (times.get(sectionId) ?? 0) && inputs.round.spaceIds.includes(place.spaceId),
    )
    const id = app.newId()
    await insertSeasonPlan(tx.client, facilityId, {
      ...{ id, roundId, runId: null, name: name.trim(), bound: null, madeAt: app.clock(), madeBy: userId },
      ...evaluate(seat(inputs, wanted), wanted),
      fingerprint: fingerprintOf(inputs),
    })
    await noteRound(app, tx, who, 'add-season-plan', roundId, { planId: id, copyOf: copyOf ?? null })
    const made = await readSeasonPlan(tx.client, facilityId, id)
    if (!made) throw new Error(`plan ${id} vanished in its own transaction`)
    return done(await tellPlan(app, tx.client, facilityId, round, made))
  })
}

export interface ChangedPlan {
  readonly plan: SeasonPlanWire
  readonly costChange: number
  readonly violations: ViolationWire[]
}

/** Arranges a plan by hand: all changes or none. A dry run writes nothing and tells what they would break or cost. */
export async function changeSeasonPlan(
  app: FastifyInstance,
  who: Who,
  planId: string,
  { changes }: BodyOf<typeof changeContract>,
  { version, dryRun }: { readonly version: number | null; readonly dryRun: boolean },
): Promise<Written<ChangedPlan>> {
  const { facilityId } = who
  return await once(app, null, 200, async (tx) => {
    const known = await readSeasonPlan(tx.client, facilityId, planId)
    const round = known && (await lockRound(tx.client, facilityId, known.roundId))
    const plan = known && (await lockSeasonPlan(tx.client, facilityId, planId))
    if (!round || !plan) return no({ problem: 'not-found' })
    const refusal = stateRefusal(round, { now: app.clock() }, WHILE_ALLOCATED, 'wait')
    if (refusal) return no(refusal)
    const tell = async () => await tellPlan(app, tx.client, facilityId, round, plan)
    if (version !== null && version !== plan.version) return no({ problem: 'stale', current: await tell() })
    const inputs = await readSeason(app, tx.client, facilityId, round, null)
    const errors = changeFaults(changes, inputs)
    if (errors.length > 0) return no({ problem: 'malformed', errors })
    const next = changed(plan.allocations, changes, inputs)
    const judged = arranged(inputs, next)
    if (judged.kind === 'broken') {
      const violations = judged.breaches.map(violationOf)
      return dryRun ? done({ plan: await tell(), costChange: 0, violations }) : no({ problem: 'refused', violations })
    }
    const { evaluation } = judged
    const costChange = evaluation.cost - plan.cost
    const now = {
      ...plan,
      ...evaluation,
      bound: null,
      fingerprint: fingerprintOf(inputs),
      placed: evaluation.allocations.length,
    }
    const told = async (record: typeof now) => await tellPlan(app, tx.client, facilityId, round, record)
    if (dryRun) return done({ plan: await told(now), costChange, violations: [] })
    await updateSeasonPlan(tx.client, facilityId, planId, now)
    await noteRound(app, tx, who, 'change-season-plan', round.id, { planId, changes })
    return done({ plan: await told({ ...now, version: plan.version + 1 }), costChange, violations: [] })
  })
}

/** Where one weekly time could be. */
export async function listPlacements(
  app: FastifyInstance,
  { facilityId }: Who,
  planId: string,
  { sectionId, nth }: QueryOf<typeof placementsContract>,
): Promise<ReplyOf<typeof placementsContract>> {
  const { pool } = app.pg
  const plan = await readSeasonPlan(pool, facilityId, planId)
  const round = plan && (await readRound(pool, facilityId, plan.roundId))
  if (!plan || !round) throw new HttpProblem('not-found')
  const inputs = await readSeason(app, pool, facilityId, round, null)
  const section = inputs.sections.find(({ id }) => id === sectionId)
  if (!section || nth >= section.timesAWeek) throw new HttpProblem('not-found')
  const items = placementsOf(inputs, plan.allocations, section, nth)
  return {
    items: items.map(({ place, state, costChange, reasons }) => ({
      place: { ...place },
      state,
      costChange,
      reasons: reasons.map(({ key, params }) => ({ key, params: { ...params } })),
    })),
  }
}

type Changes = BodyOf<typeof changeContract>['changes']

function changeFaults(changes: Changes, { sections, round }: SeasonInputs) {
  return changes.flatMap(({ sectionId, nth, to }, k) => {
    const section = sections.find(({ id }) => id === sectionId)
    if (!section) return [fault(`/changes/${k}/sectionId`, 'not-there')]
    if (nth >= section.timesAWeek) return [fault(`/changes/${k}/nth`, 'times-number', { limit: section.timesAWeek })]
    if (to === null) return []
    if (!round.spaceIds.includes(to.spaceId)) return [fault(`/changes/${k}/to/spaceId`, 'not-of-round')]
    if (to.from % round.gridMinutes !== 0)
      return [fault(`/changes/${k}/to/from`, 'off-grid', { grid: round.gridMinutes })]
    const { weekday, from } = to
    const fits = isInside({ weekday, from, until: from + section.minMinutes }, round.windows)
    return fits ? [] : [fault(`/changes/${k}/to/from`, 'outside-windows')]
  })
}

/** The plan with its changes: a time keeps its length where it fits, and is as long as it was wished or at least its shortest elsewhere. */
function changed(
  allocations: readonly Allocated[],
  changes: Changes,
  { sections, round }: SeasonInputs,
): readonly Allocated[] {
  const next = new Map(allocations.map((one) => [timeKey(one), one]))
  for (const { sectionId, nth, to } of changes) {
    const key = timeKey({ sectionId, nth })
    const section = sections.find(({ id }) => id === sectionId)
    const before = next.get(key)?.place
    if (to === null || !section) {
      next.delete(key)
      continue
    }
    const lengths = [...(before ? [before.until - before.from] : []), section.maxMinutes, section.minMinutes]
    const { weekday, from, spaceId } = to
    const minutes =
      lengths.find((length) => isInside({ weekday, from, until: from + length }, round.windows)) ?? section.minMinutes
    next.set(key, { sectionId, nth, place: { spaceId, weekday, from, until: from + minutes } })
  }
  return [...next.values()]
}

function violationOf({ constraint, params }: ArrangeBreach): ViolationWire {
  return { constraint, level: 'hard', penalty: 1, waivableBy: 'nobody', params: { ...params } }
}
