import { capacity } from '@gongyue/shared/constraints/capacity.ts'
import { closure } from '@gongyue/shared/constraints/closure.ts'
import type { Constraint } from '@gongyue/shared/constraints/define.ts'
import { duration } from '@gongyue/shared/constraints/duration.ts'
import { openingHours } from '@gongyue/shared/constraints/opening-hours.ts'
import { spaceOverlap } from '@gongyue/shared/constraints/space-overlap.ts'
import { startGrid } from '@gongyue/shared/constraints/start-grid.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Closure, Facts, OpeningHours } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { createScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { localDateOf, minuteOfDayAt } from '@gongyue/shared/time/wall.ts'
import { keepsOut, type Block, type BoardDay, type BoardSpace } from './day.ts'

/** The rules whose every input lies on the board. The others need the party and its quotas: the server adds them. */
export const KNOWN_RULES: readonly Constraint[] = [spaceOverlap, openingHours, closure, capacity, duration, startGrid]

/** Where something would stand. `blockId` is the block that would leave its place for it, or null for something new. */
export interface Wish {
  readonly blockId: string | null
  readonly spaceId: string
  readonly during: Interval
  readonly headcount: number
}

/** Asks the rules that the board can ask by itself. `gone` are blocks that make room. */
export type LocalCheck = (wishes: readonly Wish[], gone?: ReadonlySet<string>) => readonly Violation[]

/** The same rules and the same checker as the server's, on what the board shows: an advice at once, while the server is asked. */
export function createLocalCheck(day: BoardDay, spaces: readonly BoardSpace[], zone: string): LocalCheck {
  const facts = factsOf(day, spaces, zone)
  const known = new Map(spaces.map((space) => [space.id, space]))
  const held = day.blocks.flatMap((block) => {
    const space = known.get(block.spaceId)
    return space && keepsOut(block) ? [claimOf(block.id, space, block.during, block.held, block.headcount, 'held')] : []
  })
  return (wishes, gone = NOBODY) => {
    const leaving = new Set(wishes.map(({ blockId }) => blockId))
    const asked = wishes.flatMap(({ spaceId, during, headcount }, index) => {
      const space = known.get(spaceId)
      return space ? [claimOf(`wish-${index}`, space, during, heldBy(space, during), headcount, 'asked')] : []
    })
    const near = held.filter(
      (claim) => !leaving.has(claim.id) && !gone.has(claim.id) && asked.some((wish) => overlaps(wish.held, claim.held)),
    )
    const index = createScoreIndex(facts, KNOWN_RULES, near)
    for (const claim of asked) index.insert(claim)
    return index.explain()
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function claimOf(
  id: string,
  space: BoardSpace,
  during: Interval,
  held: Interval,
  headcount: number,
  standing: Claim['standing'],
): Claim {
  return {
    id,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held,
    partyId: '',
    personId: '',
    headcount,
    features: [],
    conditions: {},
    standing,
    wish: { spaceId: space.id, start: during.start },
  }
}

function factsOf(day: BoardDay, spaces: readonly BoardSpace[], zone: string): Facts {
  return {
    facilityId: '',
    timeZone: zone,
    now: day.at,
    spaces: new Map(
      spaces.map(({ conditions, ...space }) => [
        space.id,
        { ...space, features: [], noticeMinutes: 0, horizonDays: 0, conditionsVersion: conditions?.version ?? 0 },
      ]),
    ),
    parties: new Map(),
    people: new Map(),
    hours: hoursOf(day, zone),
    closures: closuresOf(day, spaces),
    dayTypes: { years: new Set(), special: new Map() },
    policy: { version: 0, approvals: [], eligibility: [], quotas: [], weights: {}, cancelMinutes: 0, holdMinutes: 0 },
  }
}

/** The open spans of each day as dated hours, for whichever kind the rules take the day for. */
function hoursOf({ open }: BoardDay, zone: string): readonly OpeningHours[] {
  const kinds = ['workday', 'weekend'] as const
  return [...open].flatMap(([spaceId, spans]) =>
    spans.flatMap((span) => {
      const date = localDateOf(span.start, zone)
      const opens = minuteOfDayAt(span.start, zone)
      const closes = minuteOfDayAt(span.end, zone) || 1440
      return kinds.map((dayKind) => ({ spaceId, dayKind, weekdays: null, opens, closes, from: date, until: date }))
    }),
  )
}

/**
 * The board names every space that a shutting shuts; the rules spread one over all that share an atom. So it is told for those from which
 * it spreads no further than the list.
 */
function closuresOf({ shuttings }: BoardDay, spaces: readonly BoardSpace[]): readonly Closure[] {
  return shuttings.flatMap(({ id, spaceIds, during, reason }) => {
    const shut = new Set(spaceIds)
    return spaces
      .filter(
        (space) =>
          shut.has(space.id) &&
          spaces.every((other) => shut.has(other.id) || !other.atomIds.some((atom) => space.atomIds.includes(atom))),
      )
      .map((space) => ({ id: `${id} ${space.id}`, spaceId: space.id, during, reason }))
  })
}

/** The block as it would stand elsewhere. */
export function placedAt(block: Block, space: BoardSpace, during: Interval): Block {
  return { ...block, spaceId: space.id, during, held: heldBy(space, during) }
}
