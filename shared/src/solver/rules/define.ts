import type { Level } from '../../constraints/define.ts'
import type { Params } from '../../domain/message.ts'
import type { Problem } from '../problem.ts'
import type { Layout } from '../rows.ts'

/**
 * How one rule follows a plan while it changes: what a step would change in its cost, and its own books. Places are numbers
 * of the problem, UNPLACED among them. Only for the inner loop; `explain` is the same rule for people.
 */
export interface Kernel {
  /** What the rule costs where nothing has a place. */
  readonly atRest: number
  /** The change of cost if `activity` went from `from`, where it is, to `to`. Writes nothing. */
  move(activity: number, from: number, to: number): number
  /** Takes it away from `from`; the change of cost. */
  take(activity: number, from: number): number
  /** Puts it to `to`; the change of cost. */
  put(activity: number, to: number): number
  /** The most that moving one placed activity of a wish elsewhere could take off the cost: what lets hopeless steps be dropped unseen. */
  mostGain(wish: number): number
}

/** One breach in a whole plan. `cost` = units × weight. */
export interface Finding {
  readonly cost: number
  readonly activities: readonly number[]
  readonly params: Params
  /** Where it is not the rule's own: a condition may be asked for as hard or as soft. */
  readonly level?: Level
}

/** A rule of the season, three times: for people, for the inner loop, and for an exact solver. Its words: `i18n/season.ts`. */
export interface SolverRule {
  readonly id: string
  readonly level: Level
  /** For the reader: what it asks, in one sentence. */
  readonly summary: string
  /** Every breach in a plan, found from nothing but the plan: slow, plain, and the referee of `kernel`. */
  explain(problem: Problem, place: Int32Array): readonly Finding[]
  /** The quick form; null where the problem does not ask for the rule. Starts from the empty plan. */
  kernel(problem: Problem): Kernel | null
  /**
   * The linear form: adds its columns and rows and returns what its cost is beyond them. Absent for what the columns of
   * places carry themselves.
   */
  rows?(layout: Layout): number
}
