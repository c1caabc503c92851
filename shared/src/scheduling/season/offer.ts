import { capacity } from '../../constraints/capacity.ts'
import type { Match, PerClaim } from '../../constraints/define.ts'
import { duration } from '../../constraints/duration.ts'
import { eligibility } from '../../constraints/eligibility.ts'
import { features } from '../../constraints/features.ts'
import { noShowPoints } from '../../constraints/no-show-points.ts'
import type { Claim } from '../../domain/claim.ts'
import type { WeeklyPlace } from '../../domain/round.ts'
import { heldBy, type Space } from '../../domain/space.ts'
import { instantAt } from '../../time/wall.ts'
import type { LostWhy, SeasonCalendar } from './calendar.ts'
import type { SeasonInputs, SeasonPin, SeasonSection } from './inputs.ts'
import { COSTS } from './costs.ts'

/** One place that a weekly time could have, and what is lost against the best one. */
export interface OfferedPlace {
  readonly place: WeeklyPlace
  readonly cost: number
  readonly dates: number
  readonly lost: number
}

/** Why places are not offered: a rule of the house, most of the dates gone, or a ban. */
export type NotOffered =
  | { readonly kind: 'rule'; readonly constraint: string; readonly params: Match['params']; readonly spaceId: string }
  | {
      readonly kind: 'dates'
      readonly place: WeeklyPlace
      readonly dates: number
      readonly lost: number
      readonly why: LostWhy
    }
  | { readonly kind: 'banned'; readonly place: WeeklyPlace }

export interface Offer {
  readonly places: readonly OfferedPlace[]
  readonly closed: readonly NotOffered[]
}

/** Rules that ask nothing of the day: what they refuse, they refuse for the whole season. */
const STANDING_RULES: readonly PerClaim[] = [capacity, features, eligibility, duration, noShowPoints]

/**
 * The places of a section for one length: its spaces at its times, on the round's grid. Where more than half of the dates are lost it is no weekly
 * time any more, and is not offered.
 */
export function offerOf(
  section: SeasonSection,
  minutes: number,
  inputs: SeasonInputs,
  calendar: SeasonCalendar,
): Offer {
  const { round } = inputs
  const places: OfferedPlace[] = []
  const closed: NotOffered[] = []
  const bans = inputs.pins.filter((pin) => pin.kind === 'ban' && pin.sectionId === section.id)
  const spaceIds = section.spaceIds.length > 0 ? section.spaceIds : round.spaceIds
  spaceIds.forEach((spaceId, rank) => {
    const space = inputs.facts.spaces.get(spaceId)
    if (!space || !round.spaceIds.includes(spaceId)) return
    const refusals = refusedBy(section, minutes, space, inputs)
    if (refusals.length > 0) return void closed.push(...refusals)
    for (const time of section.times)
      for (let from = time.from; from + minutes <= time.until; from += round.gridMinutes) {
        const place = { spaceId, weekday: time.weekday, from, until: from + minutes }
        if (from % space.gridMinutes !== 0 || place.until % space.gridMinutes !== 0) continue
        if (bans.some((ban) => isBanned(ban, place))) {
          closed.push({ kind: 'banned', place })
          continue
        }
        const { dates, lost } = calendar.datesOf(place, section)
        if (dates.length === 0 || lost.length * 2 > dates.length) {
          closed.push({ kind: 'dates', place, dates: dates.length, lost: lost.length, why: mostOf(lost) })
          continue
        }
        const cost =
          (section.spaceIds.length > 0 ? Math.min(rank, COSTS.mostRanks) * COSTS.spaceRank : 0) +
          (time.rank === 'secondary' ? COSTS.secondary : 0) +
          Math.round(((from - time.from) / 60) * COSTS.hourLater) +
          Math.round(COSTS.emptySeats * Math.max(0, 1 - section.headcount / space.capacity)) +
          Math.round((COSTS.lostDates * lost.length) / dates.length) +
          Math.round((COSTS.shorter * (section.maxMinutes - minutes)) / section.maxMinutes)
        places.push({ place, cost, dates: dates.length, lost: lost.length })
      }
  })
  return { places: cheapestOf(places), closed }
}

/** Why the house would not have this section in a space at all. */
export function refusedBy(
  section: SeasonSection,
  minutes: number,
  space: Space,
  { facts, round }: Pick<SeasonInputs, 'facts' | 'round'>,
): readonly Extract<NotOffered, { kind: 'rule' }>[] {
  const start = instantAt(round.from, 0, facts.timeZone)
  const during = { start, end: start + minutes * 60_000 }
  const claim: Claim = {
    ...{ id: section.id, spaceId: space.id, atomIds: space.atomIds, during, held: heldBy(space, during) },
    ...{ partyId: section.partyId, personId: '', headcount: section.headcount, features: section.features },
    ...{ conditions: {}, standing: 'asked', wish: { spaceId: space.id, start } },
  }
  return STANDING_RULES.flatMap((rule) => {
    const match = rule.match(claim, facts)
    return match ? [{ kind: 'rule', constraint: rule.id, params: match.params, spaceId: space.id } as const] : []
  })
}

/** Whether a ban closes a place: all that it names must hold. */
export function isBanned({ spaceId, weekday, from, until }: SeasonPin, place: WeeklyPlace): boolean {
  return (
    (spaceId === null || spaceId === place.spaceId) &&
    (weekday === null || weekday === place.weekday) &&
    (from === null || until === null || (from < place.until && place.from < until))
  )
}

/** A place that two wished times name is offered once, at the better one's price. */
function cheapestOf(places: readonly OfferedPlace[]): readonly OfferedPlace[] {
  const best = new Map<string, OfferedPlace>()
  for (const one of places) {
    const { spaceId, weekday, from } = one.place
    const key = `${spaceId} ${weekday} ${from}`
    const known = best.get(key)
    if (!known || one.cost < known.cost) best.set(key, one)
  }
  return [...best.values()]
}

function mostOf(lost: readonly { readonly why: LostWhy }[]): LostWhy {
  const counts = Map.groupBy(lost, ({ why }) => why)
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? 'hours'
}
