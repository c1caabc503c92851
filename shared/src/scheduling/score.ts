import type { Level } from '../constraints/define.ts'

/** Never above zero; compared hard first, then medium, then soft. */
export interface Score {
  readonly hard: number
  readonly medium: number
  readonly soft: number
}

/** Nothing to complain of. */
export const ZERO: Score = { hard: 0, medium: 0, soft: 0 }

/** Two scores together. */
export function plus(a: Score, b: Score): Score {
  return { hard: a.hard + b.hard, medium: a.medium + b.medium, soft: a.soft + b.soft }
}

/** What is left when one score is taken from another. */
export function minus(a: Score, b: Score): Score {
  return { hard: a.hard - b.hard, medium: a.medium - b.medium, soft: a.soft - b.soft }
}

/** The score of one penalty at a level. */
export function penalised(level: Level, penalty: number): Score {
  return { ...ZERO, [level]: -penalty }
}

/** Negative when `a` is worse than `b`. */
export function compareScores(a: Score, b: Score): number {
  return a.hard - b.hard || a.medium - b.medium || a.soft - b.soft
}
