import { timeKey, type Allocated, type SeasonInputs } from './inputs.ts'
import { fullLengths, type Lengths } from './spec.ts'

/**
 * The lengths of a first search: each weekly time at its full length. Where a party may not have so much, its sections count in the order of its
 * application: what goes beyond is tried at its shortest, and else not at all.
 */
export function lengthsAtFirst(inputs: SeasonInputs): Lengths {
  const full = fullLengths(inputs)
  const { partyMinutes } = inputs.round
  if (partyMinutes === null) return full
  const used = new Map<string, number>()
  const known = new Map<string, number | null>()
  for (const section of inputs.sections)
    for (let nth = 0; nth < section.timesAWeek; nth++) {
      const before = used.get(section.partyId) ?? 0
      const length = [full(section, nth) ?? section.maxMinutes, section.minMinutes].find(
        (minutes) => before + minutes <= partyMinutes,
      )
      known.set(timeKey({ sectionId: section.id, nth }), length ?? null)
      used.set(section.partyId, before + (length ?? 0))
    }
  return (section, nth) => known.get(timeKey({ sectionId: section.id, nth })) ?? null
}

/**
 * The lengths once there is a plan: what has a place keeps its length, what has none is asked for at its shortest, as far as its party may have so
 * much beside what it was given.
 */
export function lengthsAfter(inputs: SeasonInputs, allocations: readonly Allocated[]): Lengths {
  const { partyMinutes } = inputs.round
  const placed = new Map(allocations.map((one) => [timeKey(one), one.place.until - one.place.from]))
  const used = new Map<string, number>()
  const partyOf = new Map(inputs.sections.map(({ id, partyId }) => [id, partyId]))
  for (const { sectionId, place } of allocations) {
    const party = partyOf.get(sectionId)
    if (party !== undefined) used.set(party, (used.get(party) ?? 0) + place.until - place.from)
  }
  const known = new Map<string, number | null>()
  const full = fullLengths(inputs)
  for (const section of inputs.sections)
    for (let nth = 0; nth < section.timesAWeek; nth++) {
      const key = timeKey({ sectionId: section.id, nth })
      const own = placed.get(key)
      if (own !== undefined) {
        known.set(key, own)
        continue
      }
      const pinned = full(section, nth)
      const least = pinned !== null && pinned !== section.maxMinutes ? pinned : section.minMinutes
      const before = used.get(section.partyId) ?? 0
      const fits = partyMinutes === null || before + least <= partyMinutes
      known.set(key, fits ? least : null)
      if (fits) used.set(section.partyId, before + least)
    }
  return (section, nth) => known.get(timeKey({ sectionId: section.id, nth })) ?? null
}
