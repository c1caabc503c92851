import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { RunRecord } from '@gongyue/db/queries/runs.ts'

/** A run as the wire has it. */
export function runWire(run: RunRecord, timeZone: string): RunWire {
  const maybe = (instant: number | null) => (instant === null ? null : formatInstant(instant, timeZone))
  return {
    id: run.id,
    roundId: run.roundId,
    state: run.state,
    seconds: run.seconds,
    tries: run.counted,
    seed: run.seed,
    basePlanId: run.basePlanId,
    price: run.price,
    phase: phaseOf(run.phase),
    progress: progressOf(run),
    cost: run.cost,
    score: run.score,
    unplaced: run.unplaced,
    asked: run.asked,
    bound: run.bound,
    triesASecond: run.triesASecond,
    points: run.points.map((point) => ({ ...point })),
    planId: run.planId,
    violations: run.violations.map(({ key, params }) => ({ key, params: { ...params } })),
    startedAt: maybe(run.startedAt),
    endedAt: maybe(run.endedAt),
    byName: run.byName,
  }
}

const PHASES = ['waiting', 'construct', 'anneal', 'neighbourhoods', 'bound', 'ended'] as const

function phaseOf(phase: string): RunWire['phase'] {
  return PHASES.find((known) => known === phase) ?? 'waiting'
}

/** Of the seconds; a counted run is told by its end only. */
function progressOf({ state, usedSeconds, seconds, counted }: RunRecord): number {
  if (state === 'done' || state === 'stopped' || state === 'failed') return 1
  return counted === null ? Math.min(0.99, Math.round((100 * usedSeconds) / seconds) / 100) : 0
}
