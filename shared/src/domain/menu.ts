import type { DayTypes } from '../time/day-type.ts'
import { dayTypeOf } from '../time/day-type.ts'
import { addDays, dayOf, localDateOf, type LocalDate } from '../time/wall.ts'
import type { Name } from './names.ts'
import type { Route } from './policy.ts'

export const SERVICE_KINDS = [
  'lecture',
  'course',
  'performance',
  'exhibition-tour',
  'art-troupe',
  'health-talk',
  'consultation',
  'other',
] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

export const GIVEN_AT = ['palace', 'outside', 'both'] as const
export type GivenAt = (typeof GIVEN_AT)[number]

export const ORDER_BY_UNITS = ['workdays', 'days'] as const
export type OrderByUnit = (typeof ORDER_BY_UNITS)[number]

/** What it takes: people by what they can do, kits by what they are for, and whether they need a vehicle to get there. */
export interface Needs {
  readonly crew: readonly { readonly skill: string; readonly count: number }[]
  readonly kits: readonly { readonly use: string; readonly count: number }[]
  readonly vehicle: boolean
}

/** One entry of the menu: what a party can order, to the palace or to its own place. It costs nothing. */
export interface Service {
  readonly id: string
  readonly code: string
  readonly name: Name
  readonly summary: Name
  readonly kind: ServiceKind
  readonly minutes: number
  readonly audienceMin: number
  readonly audienceMax: number
  readonly needs: Needs
  /** On the spot, before and after. */
  readonly setUpMinutes: number
  readonly strikeMinutes: number
  /** Ordered at least so long before the day. */
  readonly orderBy: { readonly days: number; readonly unit: OrderByUnit }
  readonly givenAt: GivenAt
  /** `direct`: a crew is promised with the order; `approval`: an officer sends one. */
  readonly route: Route
  /** The season: first and last day, null for no end. */
  readonly from: LocalDate | null
  readonly until: LocalDate | null
  readonly active: boolean
  readonly position: number
  readonly version: number
}

/** The last moment at which it can be ordered for a start: the end of the day that lies so many days or workdays before, and never after the start. */
export function orderByOf(
  { orderBy: { days, unit } }: Pick<Service, 'orderBy'>,
  start: number,
  dayTypes: DayTypes,
  zone: string,
): number {
  let date = localDateOf(start, zone)
  for (let left = days; left > 0;) {
    date = addDays(date, -1)
    const { kind } = dayTypeOf(date, dayTypes)
    if (unit === 'days' || kind === 'workday' || kind === 'make-up-workday') left -= 1
  }
  return Math.min(dayOf(date, zone).end, start)
}
