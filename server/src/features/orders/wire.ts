import type { AlternativeWire, ViolationWire } from '@gongyue/shared/api/problem.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Messages, Param, Params } from '@gongyue/shared/domain/message.ts'
import { routeOf, type Route } from '@gongyue/shared/domain/policy.ts'
import { ALTERNATIVE_MESSAGES, CLEARS_AT, VIOLATION_MESSAGES } from '@gongyue/shared/i18n/messages.ts'
import { instantKeys } from '@gongyue/shared/i18n/say.ts'
import type { Alternative } from '@gongyue/shared/scheduling/alternatives.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { OrderRecord } from '@gongyue/db/queries/orders.ts'
import { serviceLineWire } from '../services/wire.ts'

/** A violation on the wire: which line, where and when, and parameters whose instants carry the facility's offset. */
export function violationWire(violation: Violation, asked: readonly Claim[], timeZone: string): ViolationWire {
  const { constraint, level, penalty, waivableBy, claimIds, params } = violation
  const line = asked.findIndex(({ id }) => claimIds.includes(id))
  const claim = asked[line]
  return {
    constraint,
    level,
    penalty,
    waivableBy,
    params: wireParams(params, VIOLATION_MESSAGES[constraint], timeZone, CLEARS_AT[constraint]),
    ...(claim && {
      line,
      ...(claim.spaceId !== '' && { spaceId: claim.spaceId }),
      start: formatInstant((claim.outing?.at ?? claim.during).start, timeZone),
      end: formatInstant((claim.outing?.at ?? claim.during).end, timeZone),
    }),
  }
}

export function alternativeWire(
  { claims, cost, reasons }: Alternative,
  asked: readonly Claim[],
  facts: Facts,
): AlternativeWire {
  const { timeZone } = facts
  const people = Math.max(...asked.map(({ headcount }) => headcount))
  const fewer = reasons.find(({ key }) => key === 'fewer-people')?.params['headcount']
  return {
    lines: claims.map(({ spaceId, during }) => ({
      kind: 'space',
      spaceId,
      start: formatInstant(during.start, timeZone),
      end: formatInstant(during.end, timeZone),
    })),
    ...(typeof fewer === 'number' && fewer < people && { headcount: fewer }),
    cost,
    route: claims.every((claim) => routeOfClaim(claim, facts) === 'direct') ? 'direct' : 'approval',
    reasons: reasons.map(({ key, params }) => ({
      key,
      params: wireParams(params, ALTERNATIVE_MESSAGES[key], timeZone),
    })),
  }
}

/** Confirmed at once, or a request: by space, time and kind of party. */
export function routeOfClaim({ spaceId, partyId, during }: Claim, facts: Facts): Route {
  const space = facts.spaces.get(spaceId)?.kind
  const party = facts.parties.get(partyId)?.kind
  if (!space || !party) return 'approval'
  return routeOf({ space, party, during }, facts.policy, facts.dayTypes, facts.timeZone)
}

/** @param seesPeople - whether the reader may know who placed it */
export function orderWire(order: OrderRecord, timeZone: string, seesPeople: boolean): OrderWire {
  const { features: _, conditions: __, placedByName, placedAt, lines, services, seriesId, ...rest } = order
  return {
    ...rest,
    ...(seriesId !== null && { seriesId }),
    placedBy: seesPeople ? placedByName : null,
    placedAt: formatInstant(placedAt, timeZone),
    lines: lines.map(({ id, spaceId, start, end, state, reasonCode, reason, decidedAt, waivers, reservation }) => ({
      id,
      kind: 'space',
      spaceId,
      start: formatInstant(start, timeZone),
      end: formatInstant(end, timeZone),
      state,
      reasonCode,
      reason,
      decidedAt: decidedAt === null ? null : formatInstant(decidedAt, timeZone),
      waivers: [...waivers],
      reservation: reservation && { id: reservation.id, state: reservation.state, code: reservation.code },
    })),
    ...(services.length > 0 && { services: services.map((line) => serviceLineWire(line, timeZone)) }),
  }
}

const instantsOf = new Map<Messages, ReadonlySet<string>>()

function wireParams(
  params: Params,
  messages: Messages | undefined,
  timeZone: string,
  alsoInstant?: string,
): Record<string, Param> {
  if (!messages) return { ...params }
  const instants = instantsOf.get(messages) ?? instantKeys(messages)
  instantsOf.set(messages, instants)
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) =>
      typeof value === 'number' && (instants.has(key) || key === alsoInstant)
        ? [key, formatInstant(value, timeZone)]
        : [key, value],
    ),
  )
}
