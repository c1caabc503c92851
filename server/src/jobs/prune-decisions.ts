import { pruneDecisions } from '@gongyue/db/queries/decision-records.ts'
import type { Task } from './define.ts'

/** Longer than a year: a season's decisions can be looked at in the next one. */
const KEPT_MS = 400 * 86_400_000

/** Each night: decisions that nobody can appeal against any more, and the facts that only they were made by. */
export const pruneOldDecisions: Task = {
  name: 'prune-decisions',
  run: async (app) => await pruneDecisions(app.pg.pool, app.clock() - KEPT_MS),
}
