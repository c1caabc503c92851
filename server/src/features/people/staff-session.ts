import type { FastifyInstance } from 'fastify'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { createScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import { verdictOf } from '@gongyue/shared/scheduling/check.ts'
import { PEOPLE_RULES } from '@gongyue/shared/scheduling/substitutes.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { insertClaims } from '@gongyue/db/queries/claims.ts'
import { listFamilies, releasePeopleOf, setPeopleOf } from '@gongyue/db/queries/people.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { lockActs, lockReservations, readStanding, type StandingRecord } from '@gongyue/db/queries/standing.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { claimOf } from '../acts/plan-changes.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { waiverFaults } from '../orders/waivers.ts'

/** Who shall be on a session. */
export interface StaffSession {
  readonly who: Who
  readonly reservationId: string
  readonly version: number
  readonly people: readonly string[]
  /** What they must be able to do; what the programme asks for when null. */
  readonly skills: readonly string[] | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
}

export type Staffed = { readonly kind: 'staffed'; readonly version: number } | StaffNo | Contended

type StaffNo =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'stale'; readonly current: StandingRecord }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }

/** Sets who is on a session, by the rules about people; room and hour stay as they are. */
export async function staffSession(app: FastifyInstance, request: StaffSession): Promise<Staffed> {
  const wrong = waiverFaults(request)
  if (wrong.length > 0) return { kind: 'malformed', errors: wrong }
  return await inHouseOfNow<{ readonly kind: 'staffed'; readonly version: number } | StaffNo>(
    app,
    request.who.facilityId,
    async (tx, house) => {
      const outcome = await staff(app, tx, request, house)
      return outcome.kind === 'staffed' ? outcome : tx.undo(outcome)
    },
  )
}

async function staff(app: FastifyInstance, tx: Tx, request: StaffSession, house: House) {
  const { client } = tx
  const { who, reservationId, people, waivers } = request
  const { facilityId, userId } = who
  const facts = factsAt(house, app.clock())
  const unknown = people.flatMap((id, i): readonly Fault[] =>
    facts.people.has(id) ? [] : [{ pointer: `/people/${i}`, key: 'not-there', params: {} }],
  )
  if (unknown.length > 0) return { kind: 'malformed', errors: unknown } as const
  await lockActs(client, facilityId)
  await lockInputs(client, [], facts)
  await lockReservations(client, facilityId, [reservationId])
  const [standing] = await readStanding(client, facilityId, [reservationId])
  if (!standing || (standing.state !== 'confirmed' && standing.state !== 'in-use'))
    return { kind: 'not-found' } as const
  if (standing.version !== request.version) return { kind: 'stale', current: standing } as const
  const families = await listFamilies(client, facilityId, [reservationId])
  const skills = request.skills ?? families.get(reservationId)?.skills ?? []
  const claim: Claim = { ...claimOf(standing, standing, facts), people, skills }
  const around = await loadSurroundings(client, [claim], facts)
  if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' } as const
  const index = createScoreIndex(
    facts,
    PEOPLE_RULES,
    around.claims.filter(({ id }) => id !== claim.id),
  )
  index.insert(claim)
  const verdict = verdictOf(index.explain(), new Set(waivers.map(({ constraint }) => constraint as ConstraintId)))
  if (verdict.kind === 'refused')
    return { kind: 'refused', asked: [claim], violations: verdict.violations, facts } as const
  await releasePeopleOf(client, facilityId, reservationId)
  await setPeopleOf(client, facilityId, reservationId, people)
  const held = people.map((atomId) => ({
    claimId: app.newId(),
    atomId,
    spaceId: standing.spaceId,
    reservationId,
    held: { start: Math.max(claim.during.start, claim.held.start), end: claim.during.end },
  }))
  if (!(await insertClaims(client, facilityId, held))) return { kind: 'look-again' } as const
  await auditRow(client, {
    facilityId,
    auditId: app.newId(),
    at: facts.now,
    userId,
    action: 'staff-session',
    noun: 'reservation',
    nounId: reservationId,
    data: { before: standing.people, people, waivers },
  })
  return { kind: 'staffed', version: standing.version + 1 } as const
}
