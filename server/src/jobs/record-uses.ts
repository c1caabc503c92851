import { listFacilityIds } from '@gongyue/db/queries/no-shows.ts'
import { recordUses as recordOfFacility } from '../features/contracts/record-uses.ts'
import type { Task } from './define.ts'

/** Each quarter of an hour: what partners' bookings came to, once they have ended. */
export const recordUses: Task = {
  name: 'record-uses',
  run: async (app) => {
    for (const facilityId of await listFacilityIds(app.pg.pool)) await recordOfFacility(app, facilityId)
  },
}
