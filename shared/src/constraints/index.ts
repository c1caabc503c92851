import type { Constraint } from './define.ts'

/** Every rule of the house, hard first. One line each. */
export const constraints = [] as const satisfies readonly Constraint[]
