import type { CellWire } from '@gongyue/shared/api/availability.ts'
import type { ConstraintId } from '@gongyue/shared/constraints/index.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts, Snapshot } from '@gongyue/shared/domain/facts.ts'
import { openSpans } from '@gongyue/shared/domain/opening.ts'
import { heldBy, type Space } from '@gongyue/shared/domain/space.ts'
import { BOOKING_RULES } from '@gongyue/shared/scheduling/check.ts'
import { createScoreIndex, type ScoreIndex } from '@gongyue/shared/scheduling/score-index.ts'
import { MINUTE, overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { dayOf, formatInstant, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { routeOfClaim } from '../orders/wire.ts'

/** One day of one space, or of the parts it is made of, as the reader's party would find it. */
export interface CellQuestion {
  readonly space: Space
  readonly date: LocalDate
  readonly minutes: number
  readonly parts: boolean
  readonly partyId: string
  readonly personId: string
  /** The reader's parties: what they hold is shown as theirs. */
  readonly own: readonly string[]
}

/** Where claims may lie that bear on the cells: the day, and what set-up and strike reach into. */
export function windowOf({ space, date, parts }: CellQuestion, facts: Facts): Interval {
  const day = dayOf(date, facts.timeZone)
  const held = (parts ? partsOf(space, facts) : [space]).map((one) => heldBy(one, day))
  return { start: Math.min(...held.map(({ start }) => start)), end: Math.max(...held.map(({ end }) => end)) }
}

/** Cells from the first opening to the last closing of the day; none on a day without hours. */
export function cellsOf(question: CellQuestion, { facts, claims }: Snapshot): readonly CellWire[] {
  const spaces = question.parts ? partsOf(question.space, facts) : [question.space]
  const open = openSpans(question.space.id, question.date, facts)
  const [first] = open
  const last = open.at(-1)
  if (!first || !last) return []
  const index = createScoreIndex(facts, BOOKING_RULES, claims)
  const length = question.minutes * MINUTE
  const cells: CellWire[] = []
  for (let start = first.start; start + length <= last.end; start += length) {
    const states = spaces.map((space) => ({
      space,
      ...stateOf(claimFor(question, space, start, length), index, claims, question.own, facts),
    }))
    const free = states.filter(({ state }) => state === 'free')
    const best = free[0] ?? states.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0]
    if (!best) continue
    cells.push({
      start: formatInstant(start, facts.timeZone),
      end: formatInstant(start + length, facts.timeZone),
      state: best.state,
      free: free.length,
      of: states.length,
      spaceId: free[0]?.space.id ?? null,
      route: free[0] ? routeOfClaim(claimFor(question, free[0].space, start, length), facts) : null,
    })
  }
  return cells
}

type CellState = CellWire['state']

/** The word for a cell: the reason that helps the reader most, from "too late anyway" to "somebody was quicker". */
const STATE_OF: Readonly<Partial<Record<ConstraintId, CellState>>> = {
  'opening-hours': 'closed',
  closure: 'closure',
  'exhibition-period': 'closure',
  eligibility: 'no-right',
  notice: 'notice',
  horizon: 'horizon',
  'space-overlap': 'taken',
  'member-daily': 'quota',
  'branch-daily': 'quota',
  concurrent: 'quota',
}

/** When no part is free, the state of the part that is nearest to being so speaks for all. */
const ORDER: readonly CellState[] = [
  'mine',
  'taken',
  'quota',
  'notice',
  'horizon',
  'closure',
  'closed',
  'no-right',
  'past',
]

/** The smallest spaces that share an atom with one: the tables of a hall, not its halves. A space that has no parts is its own. */
function partsOf(space: Space, { spaces }: Facts): readonly Space[] {
  const atoms = new Set(space.atomIds)
  const parts = [...spaces.values()].filter(
    ({ bookable, atomIds: [atom = '', ...others] }) => bookable && others.length === 0 && atoms.has(atom),
  )
  return atoms.size > 1 && parts.length > 0 ? parts : [space]
}

function stateOf(
  claim: Claim,
  index: ScoreIndex,
  claims: readonly Claim[],
  own: readonly string[],
  facts: Facts,
): { readonly state: CellState } {
  if (claim.during.start < facts.now) return { state: 'past' }
  const found = new Set(index.peekExplain(claim).flatMap(({ constraint }) => STATE_OF[constraint] ?? []))
  const state = WORST.find((one) => found.has(one)) ?? 'free'
  return { state: state === 'taken' && takenBy(own, claim, claims) ? 'mine' : state }
}

/** Of several reasons the one that would stay when the others are gone. */
const WORST: readonly CellState[] = ['closed', 'closure', 'no-right', 'taken', 'notice', 'horizon', 'quota']

/** Whether all that stands in the way is the reader's own. */
function takenBy(own: readonly string[], claim: Claim, claims: readonly Claim[]): boolean {
  return claims
    .filter(({ standing, held }) => standing === 'held' && overlaps(held, claim.held))
    .filter(({ atomIds }) => atomIds.some((atomId) => claim.atomIds.includes(atomId)))
    .every(({ partyId }) => own.includes(partyId))
}

function claimFor({ partyId, personId }: CellQuestion, space: Space, start: number, length: number): Claim {
  const during = { start, end: start + length }
  return {
    id: 'cell',
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId,
    personId,
    headcount: 1,
    features: [],
    conditions: { [space.id]: space.conditionsVersion },
    standing: 'asked',
    wish: { spaceId: space.id, start },
  }
}
