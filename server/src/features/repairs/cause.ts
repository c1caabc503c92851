import type { CauseWire } from '@gongyue/shared/api/repairs.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import type { Cause } from '@gongyue/shared/scheduling/repair/problem.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { spanOfReservations } from '@gongyue/db/queries/repairable.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Fault } from '../../plugins/problems.ts'
import { askedBy } from '../orders/asked.ts'

/** A cause as the engine takes it, and the span in which it hits. */
export type Understood =
  | { readonly kind: 'cause'; readonly cause: Cause; readonly within: Interval }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }
  | { readonly kind: 'not-allowed' }

/** How long a room is taken to be broken when nobody knows: four weeks, in milliseconds. */
export const ASSUMED = 28 * 86_400_000

/** Ids of what a planned closure or a new date will be: the same in every working-out of one repair. */
const PLANNED = '00000000-0000-7000-8000-000000000000'

/** Shutting, and putting an event before others, is the management's. */
export async function causeOf(db: Queryable, who: Who, wire: CauseWire, facts: Facts): Promise<Understood> {
  if (NEEDS_MANAGEMENT.has(wire.kind) && !mayEnter(who.roles, 'management')) return { kind: 'not-allowed' }
  switch (wire.kind) {
    case 'closure': {
      const closure = facts.closures.find(({ id }) => id === wire.closureId)
      if (!closure) return malformed('/cause/closureId', 'not-there')
      return { kind: 'cause', cause: { kind: 'closure', closure }, within: closure.during }
    }
    case 'planned-closure':
    case 'broken-room': {
      const start = instantOf(wire.start)
      const end = wire.kind === 'broken-room' ? start + ASSUMED : instantOf(wire.end)
      if (wire.spaceId !== null && !facts.spaces.has(wire.spaceId)) return malformed('/cause/spaceId', 'not-there')
      if (!(start < end)) return malformed('/cause/end', 'end-before-start')
      if (end - start > LONGEST) return malformed('/cause/end', 'maximum')
      const during = { start, end }
      const closure = { id: PLANNED, spaceId: wire.spaceId, during, reason: wire.reason }
      return { kind: 'cause', cause: { kind: 'closure', closure }, within: during }
    }
    case 'absence':
    case 'conflict': {
      const ids = wire.reservationIds
      const within = await spanOfReservations(db, facts.facilityId, ids)
      if (!within) return malformed('/cause/reservationIds', 'not-there')
      if (within.end - within.start > LONGEST) return malformed('/cause/reservationIds', 'maximum')
      if (wire.kind === 'conflict') return { kind: 'cause', cause: { kind: 'conflict', ids }, within }
      const away = wire.away.map(({ start, end }) => ({ start: instantOf(start), end: instantOf(end) }))
      if (away.some(({ start, end }) => !(start < end))) return malformed('/cause/away', 'end-before-start')
      return { kind: 'cause', cause: { kind: 'absence', ids, away }, within }
    }
    case 'refused-series':
    case 'priority': {
      let next = 0
      const asked = askedBy(wire.order, who, facts, () => `${PLANNED.slice(0, -4)}${String(next++).padStart(4, '0')}`)
      if (asked.kind === 'malformed')
        return {
          kind: 'malformed',
          errors: asked.errors.map((one) => ({ ...one, pointer: `/cause/order${one.pointer}` })),
        }
      const { claims } = asked
      const within = spanOf(claims)
      if (within.end - within.start > LONGEST) return malformed('/cause/order/lines', 'maximum')
      if (wire.kind === 'priority')
        return { kind: 'cause', cause: { kind: 'priority', claims: claims.map(readAll(facts)) }, within }
      const people = wire.order.headcount
      return { kind: 'cause', cause: { kind: 'refused-series', claims: claims.map(readAll(facts)), people }, within }
    }
  }
}

const NEEDS_MANAGEMENT: ReadonlySet<CauseWire['kind']> = new Set(['planned-closure', 'broken-room', 'priority'])
/** A repair looks at a year and a bit, in milliseconds. */
const LONGEST = 400 * 86_400_000

/** The desk has the conditions before it: they count as read. */
function readAll({ spaces }: Facts): (claim: Claim) => Claim {
  return (claim) => ({
    ...claim,
    conditions: { ...claim.conditions, [claim.spaceId]: spaces.get(claim.spaceId)?.conditionsVersion ?? 0 },
  })
}

function spanOf(claims: readonly Claim[]): Interval {
  return {
    start: Math.min(...claims.map(({ held }) => held.start)),
    end: Math.max(...claims.map(({ held }) => held.end)),
  }
}

/** The schema has read it before. */
function instantOf(text: string): number {
  return parseInstant(text) ?? Number.NaN
}

function malformed(pointer: string, key: Fault['key']): Understood {
  const params = key === 'maximum' ? { limit: '400 days' } : {}
  return { kind: 'malformed', errors: [{ pointer, key, params }] }
}
