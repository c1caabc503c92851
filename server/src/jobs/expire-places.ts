import { expireOffers, listOverdueOffers, lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { inTransaction } from '@gongyue/db/transaction.ts'
import { offerPlaces } from '../features/programmes/offer-places.ts'
import type { Task } from './define.ts'

/** Each minute: a place that was offered and not taken goes to the next in line. */
export const expirePlaces: Task = {
  name: 'expire-places',
  run: async (app) => {
    for (const { facilityId, programmeId } of await listOverdueOffers(app.pg.pool, app.clock()))
      await inTransaction(
        app.pg.pool,
        async (tx) => {
          await lockProgramme(tx.client, facilityId, programmeId)
          await expireOffers(tx.client, facilityId, programmeId, app.clock())
          await offerPlaces(app, tx, facilityId, programmeId)
        },
        app,
      )
  },
}
