import type { ConstraintId } from '../constraints/index.ts'
import type { Claim } from '../domain/claim.ts'
import type { Snapshot } from '../domain/facts.ts'
import { heldBy } from '../domain/space.ts'
import { gridLineFrom } from '../time/grid.ts'
import { MINUTE, minutesOf, overlaps, type Interval } from '../time/interval.ts'
import { addDays, daysBetween, localDateOf, minuteOfDayAt, weekdayOf, type LocalDate } from '../time/wall.ts'
import { BOOKING_RULES } from './check.ts'
import { createOccupancy, possibleStarts } from './occupancy.ts'
import { createScoreIndex } from './score-index.ts'

/** Where a lost session could be held instead. */
export interface MakeUp {
  readonly claim: Claim
  /** How many of those enrolled have nothing else then. */
  readonly canCome: number
  readonly cost: number
}

/** A session that was lost, and what has to be looked at to find it another place. */
export interface LostSession {
  /** As it stood, with its people. */
  readonly claim: Claim
  readonly spaceIds: readonly string[]
  readonly from: LocalDate
  readonly until: LocalDate
  /** When each of those enrolled is in another class. */
  readonly busy: readonly (readonly Interval[])[]
}

/** What planning a class is not held to: how far ahead a room's calendar is open to the public. */
const SET_ASIDE: readonly ConstraintId[] = ['horizon']

/**
 * Free times for a lost session, best first: those at which most of those enrolled can come, then the nearest in day, hour and room. The room
 * is free, its instructor is there, and every other rule holds. One answer for each day and room, so that the list is a choice.
 *
 * Cost: 100 for each who is in another class, 20 for another room, 10 for another kind of day (working or not), 2 a day, 1 for each 15 minutes
 * off the usual hour.
 */
export function findMakeUps(lost: LostSession, { facts, claims }: Snapshot, limit: number): readonly MakeUp[] {
  const { claim, spaceIds, from, until, busy } = lost
  const others = claims.filter(({ id }) => id !== claim.id)
  const occupancy = createOccupancy(others)
  const rules = BOOKING_RULES.filter(({ id }) => !SET_ASIDE.includes(id as ConstraintId))
  const index = createScoreIndex(facts, rules, others)
  const usualDay = localDateOf(claim.during.start, facts.timeZone)
  const usualHour = minuteOfDayAt(claim.during.start, facts.timeZone)
  const minutes = minutesOf(claim.during)
  const best = new Map<string, MakeUp>()
  for (const spaceId of spaceIds) {
    const space = facts.spaces.get(spaceId)
    if (!space?.bookable || space.capacity < claim.headcount) continue
    for (let date = from; date <= until; date = addDays(date, 1)) {
      const dayCost =
        2 * Math.abs(daysBetween(usualDay, date)) +
        (isWeekend(date) === isWeekend(usualDay) ? 0 : 10) +
        (spaceId === claim.spaceId ? 0 : 20)
      for (const gap of possibleStarts(space, date, minutes, occupancy, facts)) {
        const first = gridLineFrom(gap.start, space.gridMinutes, facts.timeZone)
        for (const start of startsIn({ start: first, end: gap.end }, space.gridMinutes)) {
          const during = { start, end: start + minutes * MINUTE }
          const missing = busy.filter((spans) => spans.some((span) => overlaps(span, during))).length
          const off = Math.abs(minuteOfDayAt(start, facts.timeZone) - usualHour)
          const cost = dayCost + 100 * missing + Math.round(off / 15)
          const known = best.get(`${spaceId} ${date}`)
          if (known && known.cost <= cost) continue
          const moved: Claim = {
            ...claim,
            spaceId,
            atomIds: space.atomIds,
            during,
            held: heldBy(space, during),
            conditions: { [spaceId]: space.conditionsVersion },
            standing: 'asked',
          }
          if (index.admits(moved))
            best.set(`${spaceId} ${date}`, { claim: moved, canCome: busy.length - missing, cost })
        }
      }
    }
  }
  return [...best.values()]
    .toSorted((a, b) => a.cost - b.cost || a.claim.during.start - b.claim.during.start)
    .slice(0, limit)
}

/** Every grid line from the first to the end of a gap, the end too. */
function startsIn({ start, end }: Interval, gridMinutes: number): readonly number[] {
  if (start > end) return []
  const step = gridMinutes * MINUTE
  return Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step)
}

function isWeekend(date: LocalDate): boolean {
  return weekdayOf(date) >= 6
}
