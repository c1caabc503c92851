import { widened, type Interval } from '../time/interval.ts'
import type { Name } from './names.ts'

export const SPACE_KINDS = [
  'theatre',
  'square',
  'table-hall',
  'table',
  'gym',
  'gym-place',
  'rehearsal',
  'classroom',
  'exhibition',
  'reading-room',
] as const
export type SpaceKind = (typeof SPACE_KINDS)[number]

/** What people come for. Spaces that share a use can stand in for each other; a gym place is no answer to a lost stage. */
const USES: Readonly<Record<SpaceKind, readonly string[]>> = {
  theatre: ['stage', 'gathering'],
  square: ['stage', 'gathering'],
  'table-hall': ['table-tennis'],
  table: ['table-tennis'],
  gym: ['fitness'],
  'gym-place': ['fitness'],
  rehearsal: ['stage', 'training'],
  classroom: ['training', 'gathering'],
  exhibition: ['gathering'],
  'reading-room': ['training', 'reading'],
}

/** Whether one kind of space can stand in for another. */
export function canStandIn(one: SpaceKind, other: SpaceKind): boolean {
  return USES[one].some((use) => USES[other].includes(use))
}

/**
 * What people book: a hall, half of it, one table, two rooms with the wall open. Defined by the atoms it uses, so that
 * the whole blocks its parts and the parts block the whole. Capacity in people; the rest in minutes and days.
 */
export interface Space {
  readonly id: string
  /** Stable and readable: `table-tennis-01`. */
  readonly code: string
  /** The space under which it is listed and counted (a table under its hall), or null. */
  readonly parentId: string | null
  readonly name: Name
  readonly kind: SpaceKind
  /** Sorted, so that claims are always written in one order. */
  readonly atomIds: readonly string[]
  readonly capacity: number
  readonly features: readonly string[]
  readonly setUpMinutes: number
  readonly strikeMinutes: number
  readonly gridMinutes: number
  readonly minMinutes: number
  readonly maxMinutes: number
  /** How long before the start it must be booked. */
  readonly noticeMinutes: number
  /** How many days ahead it may be booked; today is day 0. */
  readonly horizonDays: number
  /** The version of the conditions that a booker must have accepted; 0 when there are none. */
  readonly conditionsVersion: number
  /** False for a space that only groups others, or is taken out of use. */
  readonly bookable: boolean
}

/** What a booking holds: its own span, set-up before and strike after. */
export function heldBy(space: Pick<Space, 'setUpMinutes' | 'strikeMinutes'>, during: Interval): Interval {
  return widened(during, space.setUpMinutes, space.strikeMinutes)
}
