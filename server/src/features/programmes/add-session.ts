import type { FastifyInstance } from 'fastify'
import type { BodyOf } from '@gongyue/shared/api/route.ts'
import type { holdMakeUp } from '@gongyue/shared/api/programmes.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import { releaseExpiredHolds } from '@gongyue/db/queries/claims.ts'
import { lockProgramme } from '@gongyue/db/queries/enrolments.ts'
import { idempotent, type Idempotent, type KeyedRequest } from '@gongyue/db/queries/idempotency.ts'
import { insertOrder } from '@gongyue/db/queries/place-order.ts'
import { insertSessions } from '@gongyue/db/queries/programme-sessions.ts'
import { listProgrammes, listSessions } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import type { Fault } from '../../plugins/problems.ts'
import { inHouseOfNow, type Contended } from '../acts/in-house-of-now.ts'
import { LONGEST, spanFaults } from '../orders/asked.ts'
import { lockInputs } from '../orders/lock-inputs.ts'
import { newOrder, raceOf } from '../orders/place-order.ts'

/** One more session of a class, or one in place of a lost one. */
export interface AddSession {
  readonly who: Who
  readonly programmeId: string
  readonly asked: BodyOf<typeof holdMakeUp>
  readonly keyed: KeyedRequest | null
}

export type Added =
  | { readonly kind: 'added' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | {
      readonly kind: 'refused'
      readonly asked: readonly Claim[]
      readonly violations: readonly Violation[]
      readonly facts: Facts
    }

export type AddSessionResult = Added | Contended | Exclude<Idempotent<never>, { readonly kind: 'done' }>

/** Adds a session by the rules of any booking; how far ahead the public may book is not asked of the house's own classes. */
export async function addSession(app: FastifyInstance, request: AddSession): Promise<AddSessionResult> {
  return await inHouseOfNow<Added | Exclude<Idempotent<never>, { readonly kind: 'done' }>>(
    app,
    request.who.facilityId,
    async (tx, house) => {
      const done = await idempotent(
        tx,
        request.keyed,
        async () => await add(app, tx, request, house),
        () => ({ status: 201, response: null }),
      )
      if (done.kind !== 'done') return done
      return done.value.kind === 'added' ? done.value : tx.undo(done.value)
    },
  )
}

async function add(
  app: FastifyInstance,
  tx: Tx,
  { who, programmeId, asked }: AddSession,
  house: House,
): Promise<Added | { readonly kind: 'look-again' }> {
  const { client } = tx
  const { facilityId } = who
  const facts = factsAt(house, app.clock())
  if (!(await lockProgramme(client, facilityId, programmeId))) return { kind: 'not-found' }
  const filter = { programmeId, termId: null, drafts: true, userId: null }
  const [programme] = await listProgrammes(client, facilityId, filter)
  if (!programme) return { kind: 'not-found' }
  const { capacity, partyId, skills, title } = programme
  const during = { start: parseInstant(asked.start) ?? Number.NaN, end: parseInstant(asked.end) ?? Number.NaN }
  const sessions = await listSessions(client, facilityId, programmeId)
  const space = facts.spaces.get(asked.spaceId)
  const errors: readonly Fault[] = [
    ...spanFaults(during, '/end', LONGEST, facts.timeZone),
    ...(space ? [] : [missing('/spaceId')]),
    ...asked.people.flatMap((id, i) => (facts.people.has(id) ? [] : [missing(`/people/${i}`)])),
    ...(asked.makesUpFor === null || sessions.some(({ reservationId }) => reservationId === asked.makesUpFor)
      ? []
      : [missing('/makesUpFor')]),
  ]
  if (!space || errors.length > 0) return { kind: 'malformed', errors }
  const claim: Claim = {
    id: app.newId(),
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId,
    personId: '',
    headcount: capacity,
    features: [],
    conditions: { [space.id]: space.conditionsVersion },
    people: asked.people,
    skills,
    standing: 'asked',
    wish: { spaceId: space.id, start: during.start },
  }
  await lockInputs(client, [claim], facts)
  const around = await loadSurroundings(client, [claim], facts)
  if (around.factsVersion !== house.factsVersion) return { kind: 'look-again' }
  const verdict = check([claim], { facts, claims: around.claims }, programme.period ? OF_EXHIBITION : SET_ASIDE)
  if (verdict.kind === 'refused') return { kind: 'refused', asked: [claim], violations: verdict.violations, facts }
  if (around.expiredHolds.length > 0) await releaseExpiredHolds(client, facilityId, around.expiredHolds, facts.now)
  const line = { kind: 'space', spaceId: space.id, start: asked.start, end: asked.end } as const
  const draft = { title, headcount: capacity, partyId, conditions: claim.conditions, lines: [line] }
  const order = newOrder(app, { who, draft, confirmed: true }, [claim], facts)
  const outcome = await insertOrder(client, order, null).then(() => null, raceOf)
  if (outcome !== null) return { kind: 'look-again' }
  const { people, makesUpFor, note = '' } = asked
  await insertSessions(client, facilityId, {
    programmeId,
    orderId: order.orderId,
    seriesId: null,
    people,
    makesUpFor,
    note,
  })
  return { kind: 'added' }
}

const SET_ASIDE: ReadonlySet<ConstraintId> = new Set(['horizon'])
/** Its own opening and its own talks are what the hall is kept for. */
const OF_EXHIBITION: ReadonlySet<ConstraintId> = new Set(['horizon', 'exhibition-period'])

function missing(pointer: string): Fault {
  return { pointer, key: 'not-there', params: {} }
}
