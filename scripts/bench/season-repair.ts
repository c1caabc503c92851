import { diceOf } from '@gongyue/shared/solver/dice.ts'
import type { SolveMip } from '@gongyue/shared/solver/mip.ts'
import { damageOf, repairAtOnce, repairExactly, repairInTime } from '@gongyue/shared/solver/repair.ts'
import { countedBudget, solve } from '@gongyue/shared/solver/solve.ts'
import { cpuSeconds } from './cpu.ts'
import type { Week } from './season-solve.ts'

/** Places that the instant answer may look at. */
const LOOKS = 300_000
/** CPU seconds for the answer that is waited for. */
const FINAL = 1.6
/** CPU seconds for the proof over the whole week, which nobody waits for. */
const PROOF = 60

/**
 * Random closures of one space for one day, on a plan of counted tries: who is left out by the instant answer, by the exact one
 * in two seconds, and by the whole week proven. Every line can be had again from the seed.
 */
export function closures(
  { problem }: Week,
  exact: SolveMip,
  count: number,
  seed: number,
  say: (line: string) => void,
): void {
  const published = solve(problem, { seed, budget: countedBudget(3_000_000, 0), stop: () => false }).places
  const dice = diceOf(77)
  const rows: {
    lost: readonly number[]
    moved: readonly number[]
    cpu: readonly number[]
    displaced: number
    proven: boolean
  }[] = []
  say(`plan of 3 M tries, seed ${seed}; closures by seed 77; CPU seconds`)
  say(
    '| space, day | displaced | lost at once / final / proven | moved at once / final / proven | s at once / final / proven |',
  )
  say('|---|---|---|---|---|')
  while (rows.length < count) {
    const space = dice.below(problem.spaces)
    const day = dice.below(problem.days)
    const from = problem.dayFirst[day] ?? 0
    const damage = damageOf(problem, published, [{ space, from, until: problem.dayFirst[day + 1] ?? problem.slots }])
    if (damage.displaced.length === 0) continue
    const marks = [cpuSeconds()]
    const atOnce = repairAtOnce(damage, LOOKS)
    marks.push(cpuSeconds())
    const near = repairInTime(damage, atOnce, exact, {
      left: () => FINAL - (cpuSeconds() - (marks[1] ?? 0)),
      stop: () => false,
    })
    marks.push(cpuSeconds())
    const whole = repairExactly(damage, near, exact, { hops: problem.activities, seconds: PROOF, stop: () => false })
    marks.push(cpuSeconds())
    const answers = [atOnce, near, whole]
    const cpu = marks.slice(1).map((mark, k) => mark - (marks[k] ?? 0))
    const lost = answers.map((answer) => answer.lost)
    const moved = answers.map((answer) => answer.moved)
    rows.push({ lost, moved, cpu, displaced: damage.displaced.length, proven: whole.proven })
    say(
      `| ${space}, ${day + 1} | ${damage.displaced.length} | ${lost.join(' / ')}${whole.proven ? '' : ' (not proven)'} | ` +
        `${moved.join(' / ')} | ${cpu.map((s) => s.toFixed(2)).join(' / ')} |`,
    )
  }
  for (const [k, name] of ['at once', 'final', 'proven'].entries()) {
    const equal = rows.filter(({ lost }) => lost[k] === lost[2]).length
    const lost = rows.reduce((sum, row) => sum + (row.lost[k] ?? 0), 0)
    const moved = rows.reduce((sum, row) => sum + (row.moved[k] ?? 0), 0)
    const cpu = rows.map((row) => row.cpu[k] ?? 0)
    const mean = cpu.reduce((a, b) => a + b, 0) / Math.max(1, cpu.length)
    say(
      `${name}: ${lost} lost, ${moved} moved, equal to the minimum in ${equal} of ${rows.length}, ` +
        `${mean.toFixed(3)} s on average, ${Math.max(...cpu).toFixed(2)} at most`,
    )
  }
  const displaced = rows.reduce((sum, row) => sum + row.displaced, 0)
  say(
    `${displaced} displaced in all; minimum proven in ${rows.filter(({ proven }) => proven).length} of ${rows.length}`,
  )
}
