import type { WeeklyPlace } from '../../domain/round.ts'
import type { SeasonCalendar } from './calendar.ts'
import type { Allocated, SeasonInputs, SeasonSection } from './inputs.ts'
import { isBanned, refusedBy } from './offer.ts'

/** A place that was free in the plan though the wish did not name it, and what of the wish would have had to give. */
export interface WayOut {
  readonly place: WeeklyPlace
  readonly changes: readonly ('space' | 'day' | 'time' | 'length')[]
}

const MOST = 3

/** What would have worked: free places of the round that suit the section, those nearest to its wish first, each in another way. */
export function waysOut(
  section: SeasonSection,
  inputs: SeasonInputs,
  allocations: readonly Allocated[],
  calendar: SeasonCalendar,
): readonly WayOut[] {
  const { round, facts } = inputs
  const stands = standingOf(inputs, allocations)
  const own = new Set(allocations.filter(({ sectionId }) => sectionId === section.id).map(({ place }) => place.weekday))
  const bans = inputs.pins.filter((pin) => pin.kind === 'ban' && pin.sectionId === section.id)
  const found: (WayOut & { readonly far: number })[] = []
  for (const minutes of new Set([section.maxMinutes, section.minMinutes]))
    for (const spaceId of round.spaceIds) {
      const space = facts.spaces.get(spaceId)
      if (!space || refusedBy(section, minutes, space, inputs).length > 0) continue
      for (const window of round.windows)
        for (let from = window.from; from + minutes <= window.until; from += round.gridMinutes) {
          const place = { spaceId, weekday: window.weekday, from, until: from + minutes }
          if (own.has(place.weekday) || from % space.gridMinutes !== 0 || bans.some((ban) => isBanned(ban, place)))
            continue
          if (!isFree(place, section, stands, inputs)) continue
          const { dates, lost } = calendar.datesOf(place, section)
          if (dates.length === 0 || lost.length * 2 > dates.length) continue
          const { changes, far } = changesOf(place, section)
          // a wish that asks for exactly this was not stopped by it
          if (changes.length > 0) found.push({ place, changes, far: far + (60 * lost.length) / dates.length })
        }
    }
  const seen = new Set<string>()
  return found
    .toSorted((a, b) => a.changes.length - b.changes.length || a.far - b.far)
    .filter(({ changes, place }) => {
      const kind = changes.join() + place.spaceId
      return seen.has(kind) ? false : (seen.add(kind), true)
    })
    .slice(0, MOST)
    .map(({ place, changes }) => ({ place, changes }))
}

function changesOf(place: WeeklyPlace, section: SeasonSection): Pick<WayOut, 'changes'> & { readonly far: number } {
  const ofDay = section.times.filter(({ weekday }) => weekday === place.weekday)
  const near = ofDay.length > 0 ? ofDay : section.times
  const far = Math.min(...near.map(({ from, until }) => Math.max(0, from - place.from, place.until - until)))
  const changes: WayOut['changes'][number][] = []
  if (section.spaceIds.length > 0 && !section.spaceIds.includes(place.spaceId)) changes.push('space')
  if (ofDay.length === 0) changes.push('day')
  if (far > 0) changes.push('time')
  if (place.until - place.from < section.maxMinutes) changes.push('length')
  return { changes, far }
}

interface Standing {
  readonly section: SeasonSection
  readonly place: WeeklyPlace
}

function standingOf(
  { sections }: SeasonInputs,
  allocations: readonly Allocated[],
): ReadonlyMap<number, readonly Standing[]> {
  const byId = new Map(sections.map((section) => [section.id, section]))
  const stands = allocations.flatMap(({ sectionId, place }) => {
    const section = byId.get(sectionId)
    return section ? [{ section, place }] : []
  })
  return Map.groupBy(stands, ({ place }) => place.weekday)
}

/** Whether nobody of the plan holds the space, or a person of the section, then; set-up and strike counted in. */
function isFree(
  place: WeeklyPlace,
  section: SeasonSection,
  stands: ReadonlyMap<number, readonly Standing[]>,
  { facts }: SeasonInputs,
): boolean {
  const space = facts.spaces.get(place.spaceId)
  const before = space?.setUpMinutes ?? 0
  const after = space?.strikeMinutes ?? 0
  return !(stands.get(place.weekday) ?? []).some((other) => {
    if (other.section.from > section.until || section.from > other.section.until) return false
    const inSpace =
      other.place.spaceId === place.spaceId &&
      other.place.from - before < place.until + after &&
      place.from - before < other.place.until + after
    const withPerson =
      other.place.from < place.until &&
      place.from < other.place.until &&
      other.section.personIds.some((id) => section.personIds.includes(id))
    return inSpace || withPerson
  })
}
