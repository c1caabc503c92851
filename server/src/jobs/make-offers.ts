import { listFacilityIds } from '@gongyue/db/queries/no-shows.ts'
import { makeOffers as makeOffersOf } from '../features/offers/make-offers.ts'
import type { Task } from './define.ts'

/** Each minute: kept slots that nobody took go to the next in line, and what has become free is kept for the first who lost it. */
export const makeOffers: Task = {
  name: 'make-offers',
  run: async (app) => {
    for (const facilityId of await listFacilityIds(app.pg.pool)) await makeOffersOf(app, facilityId)
  },
}
