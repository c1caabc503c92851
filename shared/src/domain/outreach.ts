import { MINUTE, type Interval } from '../time/interval.ts'
import type { Needs, Service } from './menu.ts'
import type { Name } from './names.ts'

/** Where the palace goes; one of them is where it stands. */
export interface District {
  readonly id: string
  readonly name: string
  readonly home: boolean
}

export const EQUIPMENT_KINDS = ['vehicle', 'kit'] as const
export type EquipmentKind = (typeof EQUIPMENT_KINDS)[number]

/** A vehicle or a kit with a number of its own: an atom, promised to one at a time. */
export interface Equipment {
  readonly id: string
  readonly code: string
  readonly name: Name
  readonly kind: EquipmentKind
  /** What a kit is for; empty for a vehicle. */
  readonly use: string
  /** Of a vehicle. */
  readonly seats: number | null
  readonly active: boolean
}

/** What the rules read about services and the way to them. */
export interface Outreach {
  readonly services: ReadonlyMap<string, Service>
  readonly equipment: ReadonlyMap<string, Equipment>
  readonly districts: ReadonlyMap<string, District>
  /** Minutes by `<from> <to>`; see {@link wayMinutes}. */
  readonly ways: ReadonlyMap<string, number>
}

/** What a claim is when the house goes out, or somebody of it gives a service: the claim's `during` is the whole time they are bound. */
export interface Outing {
  /** Null for somebody or a kit that was asked for by itself. */
  readonly serviceId: string | null
  readonly title: string
  readonly needs: Needs
  readonly place: 'palace' | 'outside'
  /** Null at the palace. */
  readonly districtId: string | null
  /** The service itself. */
  readonly at: Interval
  /** With set-up and strike: from arriving to leaving. */
  readonly onSite: Interval
  /** Vehicles and kits that go along. */
  readonly equipment: readonly string[]
  /** The claim of the visit from which they come straight here. */
  readonly after?: string
}

/** An hour or so, and a break: what a crew is given between two visits when the policy does not say. */
export const CREW_REST_MINUTES = 30

/** Kept for a way whose length nobody has entered, once an officer has set that aside. */
export const UNKNOWN_WAY_MINUTES = 120

/** The district where the palace stands. */
export function homeOf({ districts }: Pick<Outreach, 'districts'>): District | undefined {
  return [...districts.values()].find(({ home }) => home)
}

/** How long the way is. Entered one way, it holds for the way back; null when nobody has entered it. Null as a district is the palace. */
export function wayMinutes(from: string | null, to: string | null, outreach: Outreach): number | null {
  if (from === null && to === null) return 0
  const home = homeOf(outreach)?.id ?? ''
  const a = from ?? home
  const b = to ?? home
  return outreach.ways.get(`${a} ${b}`) ?? outreach.ways.get(`${b} ${a}`) ?? null
}

/** When a crew leaves, arrives, leaves again and is back. Epoch milliseconds. */
export interface Legs {
  readonly departs: number
  readonly arrives: number
  readonly leaves: number
  readonly returns: number
}

/** What a visit's times follow from. */
export interface Stay {
  readonly at: Interval
  readonly setUpMinutes: number
  readonly strikeMinutes: number
  readonly districtId: string | null
}

/**
 * The times of a visit, from the palace and back to it.
 *
 * @param straight - `from`: when they left the visit before, from which they come straight here; `onward`: true when they go straight on afterwards
 */
export function legsOf(
  { at, setUpMinutes, strikeMinutes, districtId }: Stay,
  outreach: Outreach,
  straight: { readonly from?: number; readonly onward?: boolean } = {},
): Legs {
  const arrives = at.start - setUpMinutes * MINUTE
  const leaves = at.end + strikeMinutes * MINUTE
  const out = (wayMinutes(null, districtId, outreach) ?? UNKNOWN_WAY_MINUTES) * MINUTE
  const back = (wayMinutes(districtId, null, outreach) ?? UNKNOWN_WAY_MINUTES) * MINUTE
  return {
    departs: straight.from ?? arrives - out,
    arrives,
    leaves,
    returns: straight.onward ? leaves : leaves + back,
  }
}
