import type { PinWire, SectionWire, WeeklyPlaceWire } from '@gongyue/shared/api/rounds.ts'
import type { AllocationWire, SeasonPlanWire, UnmetWire } from '@gongyue/shared/api/runs.ts'
import type { OwnedSection } from '../model.ts'

/** One weekly time of a section, by which everything on the grid is found. */
export interface Weekly {
  readonly sectionId: string
  readonly nth: number
}

/** How well a place meets what was wished: `other` was not wished at all. */
export type Met = 'primary' | 'secondary' | 'other'

/** A weekly time that has its place. */
export interface Block extends Weekly {
  readonly key: string
  readonly place: WeeklyPlaceWire
  readonly title: string
  readonly partyId: string
  readonly partyName: string
  readonly pinned: boolean
  readonly must: boolean
  readonly met: Met
  readonly lost: number
}

/** A weekly time that has none. */
export interface Waiting extends Weekly {
  readonly key: string
  readonly title: string
  readonly partyName: string
  readonly must: boolean
  readonly weight: number
  readonly unmet: UnmetWire | null
}

export function weeklyKey({ sectionId, nth }: Weekly): string {
  return `${sectionId} ${nth}`
}

/** What stands on the grid. An allocation of a section that is withdrawn is no block. */
export function blocksOf(
  { allocations }: Pick<SeasonPlanWire, 'allocations'>,
  sections: ReadonlyMap<string, OwnedSection>,
  pins: readonly PinWire[],
): readonly Block[] {
  const pinned = new Set(
    pins.filter(({ kind }) => kind === 'pin').map(({ sectionId, nth }) => weeklyKey({ sectionId, nth: nth ?? 0 })),
  )
  return allocations.flatMap((allocation) => {
    const owned = sections.get(allocation.sectionId)
    if (!owned) return []
    const { section, application } = owned
    const key = weeklyKey(allocation)
    return {
      ...{ key, sectionId: section.id, nth: allocation.nth, place: allocation.place, title: section.title },
      ...{ partyId: application.partyId, partyName: application.partyName, lost: allocation.lost },
      ...{ pinned: pinned.has(key), must: section.must === true, met: metBy(section, allocation) },
    }
  })
}

/** What waits beside the grid: must-haves first, then by weight, then by name. */
export function waitingOf(
  { allocations, unmet }: Pick<SeasonPlanWire, 'allocations' | 'unmet'>,
  sections: ReadonlyMap<string, OwnedSection>,
): readonly Waiting[] {
  const placed = new Set(allocations.map(weeklyKey))
  const why = new Map(unmet.map((one) => [weeklyKey(one), one]))
  const waiting: Waiting[] = []
  for (const { section, application } of sections.values())
    for (let nth = 0; nth < section.timesAWeek; nth += 1) {
      const key = weeklyKey({ sectionId: section.id, nth })
      if (placed.has(key)) continue
      waiting.push({
        ...{ key, sectionId: section.id, nth, title: section.title, partyName: application.partyName },
        ...{ must: section.must === true, weight: section.weight ?? 5, unmet: why.get(key) ?? null },
      })
    }
  return waiting.toSorted(
    (a, b) => Number(b.must) - Number(a.must) || b.weight - a.weight || a.partyName.localeCompare(b.partyName, 'zh'),
  )
}

/** The best rank of wish that covers a place as a whole. */
export function metBy({ times }: Pick<SectionWire, 'times'>, { place }: Pick<AllocationWire, 'place'>): Met {
  const covering = times.filter(
    ({ weekday, from, until }) => weekday === place.weekday && from <= place.from && place.until <= until,
  )
  if (covering.some(({ rank }) => rank === 'primary')) return 'primary'
  return covering.length > 0 ? 'secondary' : 'other'
}

/** How a block differs from the plan it is compared with. */
export type Difference = 'new' | 'moved'

/** Blocks that the other plan has not, or elsewhere. */
export function differencesOf(
  blocks: readonly Block[],
  other: readonly AllocationWire[],
): ReadonlyMap<string, Difference> {
  const there = new Map(other.map((one) => [weeklyKey(one), one.place]))
  const found = new Map<string, Difference>()
  for (const { key, place } of blocks) {
    const before = there.get(key)
    if (!before) found.set(key, 'new')
    else if (before.spaceId !== place.spaceId || before.weekday !== place.weekday || before.from !== place.from)
      found.set(key, 'moved')
  }
  return found
}
