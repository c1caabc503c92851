/**
 * The floor: the least a server can do for an order. Fastify, pg, and one claim row under the same exclusion constraint, in a table of its own that is made like `claims`; no sign-in, no rules,
 * no audit. Forked by the bench.
 */
import Fastify from 'fastify'
import { openPool } from '@gongyue/db/pool.ts'
import { readConfig } from '@gongyue/server/config.ts'

interface Ask {
  readonly claimId: string
  readonly facilityId: string
  readonly atomId: string
  readonly spaceId: string
  readonly start: string
  readonly end: string
}

const { databaseUrl, poolSize } = readConfig({ DATABASE_URL: process.env['DATABASE_URL'] })
const pool = openPool(databaseUrl, poolSize)
const app = Fastify()
app.post<{ Body: Ask }>('/claims', async (request, reply) => {
  const { facilityId, claimId, atomId, spaceId, start, end } = request.body
  const { rowCount } = await pool.query({
    name: 'floor',
    text: `insert into floor_claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
      values ($1, $2, $3, $4, $5, $6, 'tentative', 'infinity') on conflict do nothing`,
    values: [facilityId, claimId, atomId, spaceId, start, end],
  })
  reply.code(rowCount === 1 ? 201 : 409)
  return { claimId }
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.on('disconnect', () => void app.close().then(() => process.exit(0)))
process.send?.(address)
