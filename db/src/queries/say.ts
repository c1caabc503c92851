import type { Queryable } from '../pool.ts'

/** Says something to all processes that listen, see listen.ts. */
export async function say(db: Queryable, channel: string, payload: string): Promise<void> {
  await db.query({ name: 'say', text: 'select pg_notify($1, $2)', values: [channel, payload] })
}
