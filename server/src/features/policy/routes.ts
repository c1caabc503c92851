import type { FastifyInstance } from 'fastify'
import * as api from '@gongyue/shared/api/policy.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listCountedLines, listPolicies } from '@gongyue/db/queries/policies.ts'
import { keyedRequest } from '../../plugins/idempotency.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { versionAsked } from '../../plugins/versions.ts'
import { violationWire } from '../orders/wire.ts'
import { changePolicy, withNumbers } from './change-policy.ts'
import { policyWire, versionsWire } from './wire.ts'
import { wouldRefuse } from './would-refuse.ts'

const DAYS = 30
const DAY = 86_400_000
/** So many bookings are asked again at most. */
const MOST = 500
const VERSIONS = 100

/** The numbers of the house: read, tried on last month's bookings, changed. */
export async function policy(app: FastifyInstance): Promise<void> {
  const { pool } = app.pg

  app.handle(api.readPolicy, async ({ who }) => {
    const [newest] = await listPolicies(pool, who.facilityId, 1)
    if (!newest) throw new HttpProblem('not-found')
    return { status: 200, body: policyWire(newest), headers: tagOf(newest) }
  })

  app.handle(api.listPolicyVersions, async ({ who }) => {
    const policies = await listPolicies(pool, who.facilityId, VERSIONS + 1)
    return { status: 200, body: { items: versionsWire(policies, who.timeZone) } }
  })

  app.handle(api.changePolicy, async (request) => {
    const { who, body } = request
    const version = versionAsked(request)
    const result = await changePolicy(app, who, body, { version, keyed: keyedRequest(request, who) })
    switch (result.kind) {
      case 'changed':
        return { status: 201, body: result.policy, headers: tagOf(result.policy) }
      case 'again':
        // kept by this very route
        return { status: 201, body: result.response as api.PolicyWire }
      case 'stale':
        return { problem: 'stale', current: result.policy }
      case 'reused':
        return { problem: 'key-reused' }
    }
  })

  app.handle(api.previewPolicy, async ({ who, body }) => {
    const house = await app.houses.current(who.facilityId)
    const facts = factsAt(house, app.clock())
    const found = await listCountedLines(pool, who.facilityId, facts.now - DAYS * DAY, MOST + 1)
    const asked = [...new Set(found.filter((line) => line.asked).map(({ orderId }) => orderId))]
    // one more than is told says that there are more: the oldest of them
    const bounded = asked.length > MOST
    const lines = bounded ? found.map((line) => (line.orderId === asked[0] ? { ...line, asked: false } : line)) : found
    const other = { ...withNumbers(facts.policy, body), version: facts.policy.version + 1 }
    const refused = wouldRefuse(lines, facts, other).map(
      ({ order, asked: claims, violations }): api.WouldRefuseWire => ({
        ...{ orderId: order.orderId, reference: order.reference, title: order.title, partyName: order.partyName },
        placedAt: formatInstant(order.placedAt, who.timeZone),
        violations: violations.map((one) => violationWire(one, claims, who.timeZone)),
      }),
    )
    return { status: 200, body: { judged: Math.min(asked.length, MOST), bounded, refused: refused.toReversed() } }
  })
}

function tagOf({ version }: { readonly version: number }) {
  return { etag: `"${version}"` }
}
