import { signal, type ReadonlySignal } from '@preact/signals'
import type { WeeklyPlaceWire } from '@gongyue/shared/api/rounds.ts'
import type { listPlacements as placementsContract } from '@gongyue/shared/api/runs.ts'
import type { Static } from 'typebox'
import type { Weekly } from './blocks.ts'
import { dayIn, snapped, type Grid, type GridSpot } from './geometry.ts'

export type Placement = Static<(typeof placementsContract)['replies'][200]>['items'][number]

/** Where something would stand if it were let go now. */
export interface Target {
  readonly place: WeeklyPlaceWire
  /** Null while the answer is under way, and where the house gives nothing out. */
  readonly placement: Placement | null
}

/** What is carried over the grid. */
export interface Carry extends Weekly {
  readonly title: string
  readonly partyName: string
  readonly by: 'pointer' | 'keys'
  /** Where it was taken; null from the tray. */
  readonly home: WeeklyPlaceWire | null
  readonly minutes: number
  /** Minutes between its start and the hand. */
  readonly hold: number
  /** All places with what they would cost; null until they are known. */
  readonly placements: ReadonlyMap<string, Placement> | null
  readonly target: Target | null
  readonly overTray: boolean
}

export type CarryKey = 'left' | 'right' | 'up' | 'down' | 'day-before' | 'day-after' | 'next-open'

export interface Carrying {
  readonly carry: ReadonlySignal<Carry | null>
  readonly take: (what: Omit<Carry, 'placements' | 'target' | 'overTray'>) => void
  readonly moveTo: (grid: Grid, spot: GridSpot | null, overTray: boolean) => void
  readonly step: (grid: Grid, key: CarryKey) => void
  /** Ends it; gives back what was carried. */
  readonly letGo: () => Carry | null
}

/** What hangs between two places. Placements are asked for once, when it is taken. */
export function createCarrying(
  ask: (weekly: Weekly) => Promise<readonly Placement[] | null>,
  gridMinutes: () => number,
): Carrying {
  const carry = signal<Carry | null>(null)
  const set = (next: Carry): void => void (carry.value = next)
  const targetOf = ({ placements }: Carry, place: WeeklyPlaceWire): Target => {
    const placement = placements?.get(placeKey(place)) ?? null
    return { place: placement?.place ?? place, placement }
  }
  return {
    carry,
    take(what) {
      const taken: Carry = {
        ...{ ...what, placements: null, overTray: false },
        target: what.home ? { place: what.home, placement: null } : null,
      }
      set(taken)
      void ask(what).then((items) => {
        const now = carry.peek()
        if (!items || now?.sectionId !== what.sectionId || now.nth !== what.nth) return
        const known = { ...now, placements: new Map(items.map((one) => [placeKey(one.place), one] as const)) }
        set({ ...known, target: known.target && targetOf(known, known.target.place) })
      })
    },
    moveTo(grid, spot, overTray) {
      const now = carry.peek()
      if (!now) return
      if (!spot) return set({ ...now, target: null, overTray })
      const day = dayIn(grid.days, spot.weekday)
      if (!day) return
      const from = snapped(spot.minute - now.hold, now.minutes, gridMinutes(), day)
      const place = { spaceId: spot.spaceId, weekday: spot.weekday, from, until: from + now.minutes }
      const at = now.target?.place
      if (at && placeKey(at) === placeKey(place) && now.overTray === overTray) return
      set({ ...now, target: targetOf(now, place), overTray })
    },
    step(grid, key) {
      const now = carry.peek()
      if (!now) return
      const place = key === 'next-open' ? nextOpen(now) : stepped(now, grid, key, gridMinutes())
      if (place) set({ ...now, target: targetOf(now, place), overTray: false })
    },
    letGo() {
      const was = carry.peek()
      carry.value = null
      return was
    },
  }
}

export function placeKey({ spaceId, weekday, from }: Pick<WeeklyPlaceWire, 'spaceId' | 'weekday' | 'from'>): string {
  return `${spaceId} ${weekday} ${from}`
}

/** One key further; from the tray the first step is the first place of the grid. */
function stepped(
  { target, home, minutes }: Carry,
  grid: Grid,
  key: Exclude<CarryKey, 'next-open'>,
  step: number,
): WeeklyPlaceWire | null {
  const [firstRow] = grid.rows
  const [firstDay] = grid.days
  if (!firstRow || !firstDay) return null
  const at = target?.place ?? home
  const put = (part: Partial<WeeklyPlaceWire>, of: WeeklyPlaceWire): WeeklyPlaceWire => {
    const place = { ...of, ...part }
    const from = snapped(place.from, minutes, step, dayIn(grid.days, place.weekday) ?? firstDay)
    return { ...place, from, until: from + minutes }
  }
  if (!at)
    return put({}, { spaceId: firstRow.spaceId, weekday: firstDay.weekday, from: firstDay.from, until: firstDay.until })
  const day = grid.days.findIndex(({ weekday }) => weekday === at.weekday)
  const beside = (by: 1 | -1): WeeklyPlaceWire => put({ weekday: grid.days[day + by]?.weekday ?? at.weekday }, at)
  switch (key) {
    case 'left':
      return put({ from: at.from - step }, at)
    case 'right':
      return put({ from: at.from + step }, at)
    case 'day-before':
      return beside(-1)
    case 'day-after':
      return beside(1)
    case 'up':
    case 'down': {
      const by = key === 'down' ? 1 : -1
      if (grid.byDay) return beside(by)
      const row = grid.rows.findIndex(({ spaceId }) => spaceId === at.spaceId)
      return put({ spaceId: grid.rows[row + by]?.spaceId ?? at.spaceId }, at)
    }
  }
}

/** Through all that can be had, the cheapest first, and round again. */
function nextOpen({ placements, target }: Carry): WeeklyPlaceWire | null {
  const open = [...(placements?.values() ?? [])]
    .filter(({ state }) => state === 'open' || state === 'dearer')
    .toSorted((a, b) => (a.costChange ?? 0) - (b.costChange ?? 0))
  const at = open.findIndex(({ place }) => target !== null && placeKey(place) === placeKey(target.place))
  return (open[at + 1] ?? open[0])?.place ?? null
}
