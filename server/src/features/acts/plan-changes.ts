import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { holdsClaims } from '@gongyue/shared/domain/reservation.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { Place } from '@gongyue/db/queries/acts.ts'
import type { StandingRecord } from '@gongyue/db/queries/standing.ts'
import type { Fault } from '../../plugins/problems.ts'
import { LONGEST, spanFaults } from '../orders/asked.ts'
import type { Change, Planned, RearrangeNo } from './change.ts'

/** What is wrong with changes by themselves: named twice, a space that is not there, an end before its start. */
export function changeFaults(changes: readonly Change[], facts: Facts): readonly Fault[] {
  const seen = new Set<string>()
  return changes.flatMap((change, i) => {
    const errors: Fault[] = []
    if (seen.has(change.reservationId)) errors.push(fault(i, '/reservationId', 'unique'))
    seen.add(change.reservationId)
    if (change.kind !== 'move') return errors
    if (!facts.spaces.has(change.spaceId)) errors.push(fault(i, '/spaceId', 'not-there'))
    return [...errors, ...spanFaults(change, `/changes/${i}/end`, LONGEST, facts.timeZone)]
  })
}

/**
 * Works out where each reservation shall stand, or tells of all that can not be: unknown ones first, then those that others have changed, then
 * those that are history. Pure; ask it again after locking.
 */
export function planChanges(
  changes: readonly Change[],
  records: readonly StandingRecord[],
  facts: Facts,
): { readonly kind: 'planned'; readonly planned: readonly Planned[] } | Exclude<RearrangeNo, { kind: 'refused' }> {
  const byId = new Map(records.map((record) => [record.id, record]))
  const unknown = changes.flatMap(({ reservationId }, i) =>
    byId.has(reservationId) ? [] : [fault(i, '/reservationId', 'not-there')],
  )
  if (unknown.length > 0) return { kind: 'malformed', errors: unknown }
  const pairs = changes.flatMap((change) => {
    const before = byId.get(change.reservationId)
    return before ? [{ change, before }] : []
  })
  const current = pairs.map(({ before }) => before)
  const stale = pairs.filter(({ change, before }) => change.version !== null && change.version !== before.version)
  if (stale.length > 0) return { kind: 'stale', current: stale.map(({ before }) => before) }
  const errors = pairs.flatMap(({ change, before }, i) => historyFaults(change, before, i, facts.now))
  if (errors.length > 0) return { kind: 'not-changeable', errors, current }
  return {
    kind: 'planned',
    planned: pairs.map(({ change, before }) => {
      const after = afterOf(change, before)
      return { change, before, after, claim: holdsClaims(after.state) ? claimOf(before, after, facts) : null }
    }),
  }
}

/** What has begun keeps its start, what is over is history, and only what was given back is taken up again. */
function historyFaults(change: Change, before: StandingRecord, i: number, now: number): readonly Fault[] {
  switch (change.kind) {
    case 'move':
      if (before.state !== 'confirmed' && before.state !== 'in-use') return [fault(i, '', 'not-standing')]
      if (before.end <= now) return [fault(i, '', 'over')]
      if (change.end <= now) return [fault(i, '/end', 'over')]
      return before.state === 'in-use' && change.start !== before.start ? [fault(i, '/start', 'start-kept')] : []
    case 'cancel':
      if (before.state === 'in-use') return [fault(i, '', 'in-use')]
      if (before.state !== 'confirmed') return [fault(i, '', 'not-standing')]
      return before.end <= now ? [fault(i, '', 'over')] : []
    case 'restore':
      if (before.state === 'confirmed' || before.state === 'in-use') return [fault(i, '', 'stands')]
      return (before.bookedUntil ?? before.end) <= now ? [fault(i, '', 'over')] : []
    case 'back':
      return Math.max(before.end, change.to.end) <= now || (holdsClaims(change.to.state) && change.to.end <= now)
        ? [fault(i, '', 'over')]
        : []
  }
}

function afterOf(change: Change, before: StandingRecord): Omit<Place, 'version'> {
  const { spaceId, start, end, headcount, state } = before
  switch (change.kind) {
    case 'move':
      return {
        spaceId: change.spaceId,
        start: change.start,
        end: change.end,
        headcount: change.headcount ?? headcount,
        state,
      }
    case 'cancel':
      return { spaceId, start, end, headcount, state: 'cancelled' }
    case 'restore':
      // what was ended before its time is in use again, until when it was booked
      return state === 'ended'
        ? { spaceId, start, end: before.bookedUntil ?? end, headcount, state: 'in-use' }
        : { spaceId, start, end, headcount, state: 'confirmed' }
    case 'back': {
      const { version: _, ...place } = change.to
      return place
    }
  }
}

/** What a reservation asks for at a place. One that is in use holds from now on: its past was used, wherever it was. */
export function claimOf(before: StandingRecord, place: Omit<Place, 'version'>, facts: Facts): Claim {
  const space = facts.spaces.get(place.spaceId)
  const during = { start: place.start, end: place.end }
  const held = space ? heldBy(space, during) : during
  return {
    id: before.id,
    spaceId: place.spaceId,
    atomIds: space?.atomIds ?? [],
    during,
    held: place.state === 'confirmed' ? held : { start: Math.max(held.start, facts.now), end: held.end },
    partyId: before.partyId,
    personId: before.personId ?? '',
    headcount: place.headcount,
    features: before.features,
    conditions: before.conditions,
    ...(before.people.length > 0 && { people: before.people }),
    standing: 'asked',
    wish: { spaceId: before.spaceId, start: before.start },
  }
}

function fault(index: number, field: string, key: Fault['key']): Fault {
  return { pointer: `/changes/${index}${field}`, key, params: {} }
}
