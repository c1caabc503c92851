import type { OrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { formatInstant, parseInstant } from '@gongyue/shared/time/wall.ts'
import type { LineRecord, OrderRecord } from '@gongyue/db/queries/orders.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Fault } from '../../plugins/problems.ts'

/** What a draft asks for, or the fields in which it names what is not there. */
export type Asked =
  | { readonly kind: 'asked'; readonly claims: readonly Claim[] }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/**
 * Makes claims of a draft's lines. A party that the reader may not act for is answered like one that does not exist: nobody learns of others by
 * asking.
 *
 * @param newId - gives each claim its id, which becomes the id of the order's line
 */
export function askedBy(draft: OrderDraftWire, who: Who, facts: Facts, newId: () => string): Asked {
  const errors: Fault[] = []
  if (!mayActFor(who, draft.partyId, facts)) errors.push(fault('/partyId', 'not-there'))
  const claims = draft.lines.flatMap((line, index) => {
    const space = facts.spaces.get(line.spaceId)
    const start = parseInstant(line.start) ?? Number.NaN
    const end = parseInstant(line.end) ?? Number.NaN
    const during = { start, end }
    const wrong = spanFaults(during, `/lines/${index}/end`, LONGEST, facts.timeZone)
    if (!space) errors.push(fault(`/lines/${index}/spaceId`, 'not-there'))
    errors.push(...wrong)
    if (!space || wrong.length > 0) return []
    const claim: Claim = {
      id: newId(),
      spaceId: space.id,
      atomIds: space.atomIds,
      during,
      held: heldBy(space, during),
      partyId: draft.partyId,
      personId: personOf(who, draft.partyId),
      headcount: draft.headcount,
      features: draft.features ?? [],
      conditions: draft.conditions ?? {},
      standing: 'asked',
      wish: { spaceId: space.id, start },
    }
    return [claim]
  })
  return errors.length > 0 ? { kind: 'malformed', errors } : { kind: 'asked', claims }
}

/** One line is a day at most, which the floor guards too; longer is a series, or a closure for an exhibition. In milliseconds. */
export const LONGEST = 86_400_000

/** What is wrong with a span, told of the field that holds its end. */
export function spanFaults(
  { start, end }: Interval,
  pointer: string,
  longest: number,
  timeZone: string,
): readonly Fault[] {
  if (!(start < end)) return [fault(pointer, 'end-before-start')]
  if (end - start <= longest) return []
  return [fault(pointer, 'maximum', { limit: formatInstant(start + longest, timeZone) })]
}

/** Officers act for their own parties; the desk for any party of its facility. */
export function mayActFor(who: Who, partyId: string, facts: Facts): boolean {
  return who.partyIds.includes(partyId) || (mayEnter(who.roles, 'desk') && facts.parties.has(partyId))
}

/** The member whom quotas count: nobody when staff book on another's behalf. */
export function personOf(who: Who, partyId: string): string {
  return who.partyIds.includes(partyId) ? who.userId : ''
}

/** An open request put to the checker again: at its decision, and in the queue. */
export function claimOfLine(line: LineRecord, order: OrderRecord, facts: Facts): Claim {
  return {
    id: line.id,
    spaceId: line.spaceId,
    atomIds: facts.spaces.get(line.spaceId)?.atomIds ?? [],
    during: { start: line.start, end: line.end },
    held: { start: line.heldFrom, end: line.heldUntil },
    partyId: order.partyId,
    personId: line.personId ?? '',
    headcount: order.headcount,
    features: order.features,
    conditions: order.conditions,
    standing: 'asked',
    wish: { spaceId: line.spaceId, start: line.start },
  }
}

function fault(pointer: string, key: Fault['key'], params: Fault['params'] = {}): Fault {
  return { pointer, key, params }
}
