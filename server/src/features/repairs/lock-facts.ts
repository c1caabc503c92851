import type { Queryable } from '@gongyue/db/pool.ts'

/**
 * Holds the facts of a facility alone until the end of the transaction: whoever is placing an order has finished, and whoever comes later sees what
 * is changed here. The trigger of the facts' tables takes the same lock, only later.
 */
export async function lockFacts(client: Queryable, facilityId: string): Promise<void> {
  await client.query({
    name: 'lock-facts',
    text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
    values: [`${facilityId} facts`],
  })
}
