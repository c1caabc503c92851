import { annealSpans } from './anneal-spans.ts'
import { annealUnits } from './anneal-units.ts'
import type { Descent } from './descent.ts'
import type { Plan } from './plan.ts'

/**
 * Simulated annealing on a whole plan. The threshold of Metropolis is drawn before a step is weighed, so that hopeless ones are
 * dropped early. Ends with the best plan in `plan`. Where everything takes one slot and nobody shares a space, as in timetables,
 * steps are simpler and Kempe chains are to be had.
 */
export function anneal(plan: Plan, descent: Descent): { tries: number; best: number } {
  const { duration, lanes } = plan.problem
  return lanes === 1 && duration.every((length) => length === 1)
    ? annealUnits(plan, descent)
    : annealSpans(plan, descent)
}
