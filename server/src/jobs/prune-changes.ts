import { pruneChanges } from '@gongyue/db/queries/changes.ts'
import type { Task } from './define.ts'

/** Each hour: changes that no open page can ask for any more are thrown away. */
export const pruneOldChanges: Task = {
  name: 'prune-changes',
  run: async (app) => await pruneChanges(app.pg.pool),
}
