import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import { MINUTE, overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { gridLineFrom, gridLineUntil } from '@gongyue/shared/time/grid.ts'
import { keepsOut, type BoardDay, type BoardSpace } from '../../../board/day.ts'
import { t } from '../../../text/desk-booking.ts'

/** What people usually do there, for how long, and how many they are: what stands in the form before anybody types. */
const USUAL = {
  theatre: 180,
  square: 180,
  'table-hall': 120,
  table: 60,
  gym: 120,
  'gym-place': 60,
  rehearsal: 120,
  classroom: 120,
  exhibition: 240,
  'reading-room': 60,
} as const satisfies Record<SpaceKind, number>

const USUAL_PEOPLE = 2

/** Common lengths, in minutes. */
const LENGTHS = [30, 60, 90, 120, 180, 240, 480]
const MOST_LENGTHS = 6

/** A title nobody has to think of. */
export function usualTitle(kind: SpaceKind): string {
  return t(`usual-${kind}`)
}

/** Two come, or as many as there is room for. */
export function usualPeople({ capacity }: BoardSpace): number {
  return Math.min(USUAL_PEOPLE, capacity)
}

/** What a place is asked about: the day on the screen with all its spaces. */
export interface Around {
  readonly day: BoardDay
  readonly spaces: readonly BoardSpace[]
  readonly zone: string
}

/** The booking that Enter on a cell means: from the space's grid line, for its usual length or until something stands in the way. */
export function usualSpan(space: BoardSpace, instant: number, around: Around): Interval {
  const start = startAt(space, instant, around)
  return { start, end: start + usualMinutes(space, freeMinutes(space, start, around)) * MINUTE }
}

/** The lengths worth offering: common ones that fit, and all there is until the next obstacle. Never none. */
export function lengthsFor(space: BoardSpace, free: number, chosen: number): readonly number[] {
  const { minMinutes, maxMinutes, gridMinutes } = space
  // Where it is not free the clerk may still look for a length that a reason allows.
  const most = free < minMinutes ? maxMinutes : Math.min(maxMinutes, free)
  const fitting = [minMinutes, ...LENGTHS].filter((length) => length >= minMinutes && length <= most)
  const all = free >= minMinutes && free < maxMinutes && most % gridMinutes === 0 ? [most] : []
  const offered = [...new Set([...fitting, ...all])].toSorted((a, b) => a - b)
  const kept = offered.length > MOST_LENGTHS ? [...offered.slice(0, MOST_LENGTHS - 1), ...offered.slice(-1)] : offered
  return [...new Set([...kept, chosen])].toSorted((a, b) => a - b)
}

/** How long the space is free from a start on, in minutes; nothing where it is not. */
export function freeMinutes(space: BoardSpace, start: number, { day, spaces }: Around): number {
  const open = (day.open.get(space.id) ?? []).find((span) => span.start <= start && start < span.end)
  if (!open) return 0
  const limits = obstaclesFor(space, { day, spaces })
    .filter(({ end }) => end > start - space.setUpMinutes * MINUTE)
    .map((held) => held.start - space.strikeMinutes * MINUTE)
  return Math.max(0, Math.floor((Math.min(open.end, ...limits) - start) / MINUTE))
}

/** What keeps others out of the space: bookings of whatever shares its floor, with their set-up and strike, and shuttings. */
function obstaclesFor(space: BoardSpace, { day, spaces }: Omit<Around, 'zone'>): readonly Interval[] {
  const atoms = new Set(space.atomIds)
  const sharing = new Set(spaces.filter(({ atomIds }) => atomIds.some((atom) => atoms.has(atom))).map(({ id }) => id))
  return [
    ...day.blocks.filter((block) => keepsOut(block) && sharing.has(block.spaceId)).map(({ held }) => held),
    ...day.shuttings.filter(({ spaceIds }) => spaceIds.includes(space.id)).map(({ during }) => during),
  ]
}

/** Who stands in a span of the space: their blocks on the board. */
export function blocksIn(space: BoardSpace, span: Interval, { day, spaces }: Omit<Around, 'zone'>) {
  const atoms = new Set(space.atomIds)
  const sharing = new Set(spaces.filter(({ atomIds }) => atomIds.some((atom) => atoms.has(atom))).map(({ id }) => id))
  return day.blocks.filter((block) => keepsOut(block) && sharing.has(block.spaceId) && overlaps(block.held, span))
}

/** The grid line before the cell; the one after it where the first is taken: a quarter past, in a room of half hours that is free from ten past. */
function startAt(space: BoardSpace, instant: number, around: Around): number {
  const before = gridLineUntil(instant, space.gridMinutes, around.zone)
  const after = gridLineFrom(instant, space.gridMinutes, around.zone)
  const blocked = freeMinutes(space, before, around) === 0
  return blocked && freeMinutes(space, after, around) > 0 ? after : before
}

function usualMinutes({ kind, minMinutes, maxMinutes, gridMinutes }: BoardSpace, free: number): number {
  const usual = Math.min(USUAL[kind], maxMinutes)
  const fitting = free >= minMinutes ? Math.min(usual, free - (free % gridMinutes)) : usual
  return Math.max(minMinutes, fitting)
}
