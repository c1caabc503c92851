import { RunRefused, startRun } from '@gongyue/server/planner/run.ts'
import { costOf } from '@gongyue/shared/solver/evaluate.ts'
import { problemOf } from '@gongyue/shared/solver/problem.ts'
import { seasonOf } from '@gongyue/shared/solver/season/problem.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { expect, test } from 'vitest'
import { makeSeason } from '../shared/solver/instances.ts'

const { spec } = seasonOf(makeSeason(21, { requests: 150, rooms: 10 }))
const problem = problemOf(spec)

/** A full machine takes its time until a plan is there; what is measured begins after that. */
const PATIENT = { timeout: 120_000 }

/** Milliseconds: far less than the limit of the run that is stopped. How quick it is belongs to a benchmark, not to a test. */
const SOON = 10_000

test('a run in a thread gives the plan that the same run gives here', async () => {
  const run = startRun({ spec, seed: 3, limit: { kind: 'counted', tries: 60_000, rounds: 2 }, exact: false })
  const outcome = await run.done
  const here = solve(problem, { seed: 3, budget: countedBudget(60_000, 0), stop: () => false })
  expect([...outcome.places]).toEqual([...here.places])
  expect(outcome.cost).toBe(costOf(problem, outcome.places))
})

test('it streams better and better plans, and stops long before its limit when told to', PATIENT, async () => {
  const costs: number[] = []
  let last: Int32Array | undefined
  const run = startRun({
    ...{ spec, seed: 1, limit: { kind: 'seconds', seconds: 60 }, exact: true },
    onIncumbent: (places, { cost }) => {
      costs.push(cost)
      last = places
    },
  })
  await expect.poll(() => costs.length, { timeout: 50_000 }).toBeGreaterThan(3)
  const asked = performance.now()
  run.stop()
  const outcome = await run.done
  expect(performance.now() - asked).toBeLessThan(SOON)
  expect(costs).toEqual(costs.toSorted((a, b) => b - a))
  expect(outcome.cost).toBeLessThanOrEqual(costs.at(-1) ?? 0)
  expect(costOf(problem, last ?? outcome.places)).toBe(costs.at(-1))
})

test('a stopped run goes on from its last plan and never falls behind it', async () => {
  const first = await startRun({ spec, seed: 1, limit: { kind: 'counted', tries: 60_000, rounds: 0 }, exact: false })
    .done
  const second = await startRun({
    ...{ spec, seed: 2, limit: { kind: 'counted', tries: 60_000, rounds: 0 }, exact: false, from: first.places },
  }).done
  expect(second.cost).toBeLessThanOrEqual(first.cost)
})

test('the exact search stops as well', PATIENT, async () => {
  let isExact = false
  const run = startRun({
    ...{ spec, seed: 1, limit: { kind: 'counted', tries: 20_000, rounds: 1e6 }, exact: true },
    onIncumbent: (_, { phase }) => {
      isExact = phase === 'neighbourhoods'
    },
  })
  await expect.poll(() => isExact, { timeout: 100_000 }).toBe(true)
  const asked = performance.now()
  run.stop()
  await run.done
  expect(performance.now() - asked).toBeLessThan(SOON)
})

test('no wishes at all are a plan; a spec that makes no sense and pins that can not be are refused by name', async () => {
  const limit = { kind: 'counted', tries: 1_000, rounds: 1 } as const
  const none = await startRun({ spec: { ...spec, wishes: [] }, seed: 1, limit, exact: true }).done
  expect(none).toMatchObject({ cost: 0, unplaced: 0 })
  const [wish] = spec.wishes
  if (wish === undefined) throw new Error('the instance has wishes')
  const odd = { ...spec, wishes: [{ ...wish, options: [{ space: 0, start: 999, cost: 0 }] }] }
  await expect(startRun({ spec: odd, seed: 1, limit, exact: false }).done).rejects.toMatchObject({
    refusal: {
      kind: 'spec',
      faults: [{ key: 'unknown-slot', path: '/wishes/0/options/0/start', value: 999 }],
    },
  })
  const pins = [0, 1].map((at) => ({ wish: at, nth: 0, space: 0, start: 0 }))
  const stuck = {
    ...spec,
    pins,
    wishes: [0, 1].map(() => ({ ...wish, groups: [], options: [{ space: 0, start: 0, cost: 0 }] })),
  }
  const refused = startRun({ spec: stuck, seed: 1, limit, exact: false }).done
  await expect(refused).rejects.toBeInstanceOf(RunRefused)
  await expect(refused).rejects.toMatchObject({ refusal: { kind: 'pins', faults: [{ kind: 'space-overlap', pins }] } })
})
