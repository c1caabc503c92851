import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { DeclineReason } from '@gongyue/shared/domain/order.ts'
import { routeOf, type Route } from '@gongyue/shared/domain/policy.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { BOOKING_RULES } from '@gongyue/shared/scheduling/check.ts'
import { createScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import { MINUTE, overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { SampleFacts } from './facts.ts'
import type { SampleSpace } from './house.ts'
import { officerOf, type SampleUser } from './people.ts'
import type { SampleParty } from './parties.ts'

/** What became of a line, and when. */
export type Fate =
  | { readonly kind: 'pending' }
  | { readonly kind: 'kept'; readonly decision: Decision }
  | { readonly kind: 'cancelled'; readonly decision: Decision; readonly at: number }
  | { readonly kind: 'no-show'; readonly decision: Decision }
  | { readonly kind: 'withdrawn'; readonly at: number }
  | { readonly kind: 'declined'; readonly decision: Decision; readonly code: DeclineReason; readonly reason: string }

/** `by` is null where the policy confirms at once. */
export interface Decision {
  readonly at: number
  readonly by: SampleUser | null
}

export interface SampleLine {
  readonly space: SampleSpace
  readonly during: Interval
  readonly fate: Fate
}

export interface SampleOrder {
  readonly party: SampleParty
  readonly placedBy: SampleUser
  readonly title: string
  readonly purpose: string
  readonly headcount: number
  readonly features: readonly string[]
  readonly placedAt: number
  readonly lines: readonly SampleLine[]
  /** Where the lines come from, when they are dates of a series. */
  readonly rule: Rule | null
}

/** A wish, before the rules were asked. */
export interface Wish {
  readonly party: SampleParty
  readonly title: string
  readonly purpose?: string
  readonly headcount: number
  readonly features?: readonly string[]
  readonly placedAt: number
  readonly lines: readonly { readonly space: SampleSpace; readonly during: Interval }[]
  readonly rule?: Rule
}

/**
 * All orders of the sample so far. Every line is asked of the same rules that the house asks, under the clock of the moment at
 * which it was placed, so the sample can not break one.
 */
export interface Agenda {
  /** Notes what comes of a wish, dropping the lines the rules refuse. @returns null when nothing is left */
  readonly add: (wish: Wish, fateOf: (line: Wish['lines'][number], route: Route) => Fate) => SampleOrder | null
  readonly orders: () => readonly SampleOrder[]
}

export function createAgenda(facts: SampleFacts): Agenda {
  const orders: SampleOrder[] = []
  const promises = createScoreIndex(facts, standingRules)
  const requested: Claim[] = []

  /** A request waits for its answer, so nothing that was accepted since may stand in its way. */
  const wanted = (claim: Claim): boolean =>
    requested.some(
      (other) => overlaps(other.held, claim.held) && other.atomIds.some((atom) => claim.atomIds.includes(atom)),
    )

  const admit = (claim: Claim, fate: Fate, placedAt: number): boolean => {
    // Only a request may lie in a closure, one that was declared later.
    const closures =
      fate.kind === 'pending' ? facts.closures.filter((one) => one.declaredAt <= placedAt) : facts.closures
    const own = createScoreIndex({ ...facts, closures, now: placedAt }, perClaimRules)
    if (own.peek(claim).hard < 0) return false
    // Who lost to another asked before the other was accepted.
    if (fate.kind === 'declined' && fate.code === 'taken-by-other') return true
    if (promises.peek(claim).hard < 0) return false
    if (fate.kind === 'declined' || fate.kind === 'withdrawn') return true
    if (fate.kind !== 'pending' && wanted(claim)) return false
    promises.insert(fate.kind === 'pending' ? { ...claim, standing: 'pending' } : claim)
    if (fate.kind === 'pending') requested.push(claim)
    return true
  }

  return {
    add: (wish, fateOf) => {
      const { party, placedAt } = wish
      const placedBy = officerOf(party)
      const lines = wish.lines.flatMap((line, index) => {
        const asked = { space: line.space.kind, party: party.kind, during: line.during }
        const fate = fateOf(line, routeOf(asked, facts.policy, facts.dayTypes, facts.timeZone))
        const claim = claimOf(`${orders.length}/${index}`, wish, line, placedBy)
        return admit(claim, fate, placedAt) ? [{ ...line, fate }] : []
      })
      if (lines.length === 0) return null
      const { title, purpose = '', headcount, features = [], rule = null } = wish
      const order: SampleOrder = { party, placedBy, title, purpose, headcount, features, placedAt, lines, rule }
      orders.push(order)
      return order
    },
    orders: () => orders,
  }
}

/** The versions of the conditions that a booker of these spaces accepted. */
export function conditionsOf(spaces: readonly SampleSpace[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    spaces.filter((space) => space.conditionsVersion > 0).map((space) => [space.id, space.conditionsVersion]),
  )
}

/** The last moment at which a line may still be decided without breaking its own notice. */
export function decideBy({ space, during }: Wish['lines'][number]): number {
  return during.start - space.noticeMinutes * MINUTE
}

/** The rules that look at one claim; some of them read the clock. */
const perClaimRules = BOOKING_RULES.filter(({ shape }) => shape === 'per-claim')

/** The rules that look at several claims; none of them reads the clock, so one index serves all moments. */
const standingRules = BOOKING_RULES.filter(({ shape }) => shape !== 'per-claim')

function claimOf(id: string, wish: Wish, { space, during }: Wish['lines'][number], placedBy: SampleUser): Claim {
  return {
    id,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: wish.party.id,
    personId: placedBy.id,
    headcount: wish.headcount,
    features: wish.features ?? [],
    conditions: conditionsOf([space]),
    standing: 'held',
    wish: { spaceId: space.id, start: during.start },
  }
}
