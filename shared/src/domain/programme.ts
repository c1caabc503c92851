import { MINUTE } from '../time/interval.ts'

/** How a booking stands towards its visitors. `ended` may be before its time: the room was given back. */
export const EVENT_STATES = ['confirmed', 'in-use', 'ended', 'cancelled', 'moved'] as const
export type EventState = (typeof EVENT_STATES)[number]

/** What a wall says of an event at one moment. */
export type EventPhase = 'later' | 'soon' | 'running' | 'over' | 'cancelled' | 'moved'

/** From here on an event is called soon. */
export const SOON_MINUTES = 30

/** An event that is over stays on the wall this long, for those who come to ask. */
export const LINGER_MINUTES = 15

/**
 * What is going on, by the clock: a wall that lost its network goes on telling the truth. Instants are epoch milliseconds.
 */
export function phaseOf(
  event: { readonly start: number; readonly end: number; readonly state: EventState },
  now: number,
): EventPhase {
  if (event.state === 'cancelled' || event.state === 'moved') return event.state
  if (event.state === 'ended' || event.end <= now) return 'over'
  if (event.state === 'in-use' || event.start <= now) return 'running'
  return event.start - now <= SOON_MINUTES * MINUTE ? 'soon' : 'later'
}

/** Whether an event still belongs on a wall that shows `hours` from now. */
export function onWall(event: { readonly start: number; readonly end: number }, now: number, hours: number): boolean {
  return event.end > now - LINGER_MINUTES * MINUTE && event.start < now + hours * 60 * MINUTE
}

/** How a room stands at one moment, and until when; `until` is null when nothing more is known to come. */
export type DoorState =
  | { readonly kind: 'free'; readonly until: number | null }
  | { readonly kind: 'occupied'; readonly until: number; readonly at: number }
  | { readonly kind: 'preparing'; readonly until: number; readonly at: number }
  | { readonly kind: 'clearing'; readonly until: number; readonly at: number }
  | { readonly kind: 'shut'; readonly until: number | null }

interface DoorSpan {
  readonly start: number
  readonly end: number
}

/** An event at a door with what it holds before and after; `at` of a state is its place in the list. */
export interface DoorEvent extends DoorSpan {
  readonly heldFrom: number
  readonly heldUntil: number
  readonly state: EventState
}

/** Free, occupied, made ready, cleared or shut; what somebody is in comes before what the hours say. */
export function doorStateAt(
  now: number,
  events: readonly DoorEvent[],
  open: readonly DoorSpan[],
  closures: readonly DoorSpan[],
): DoorState {
  const standing = events
    .map((event, at) => ({ ...event, at }))
    .filter(({ state }) => state === 'confirmed' || state === 'in-use')
  const inside = standing.find(({ heldFrom, heldUntil }) => heldFrom <= now && now < heldUntil)
  if (inside) {
    const { at, start, end, heldUntil, state } = inside
    if (now < start && state === 'confirmed') return { kind: 'preparing', until: start, at }
    if (now < end) return { kind: 'occupied', until: end, at }
    return { kind: 'clearing', until: heldUntil, at }
  }
  const closure = closures.find(({ start, end }) => start <= now && now < end)
  if (closure) return { kind: 'shut', until: closure.end }
  const span = open.find(({ start, end }) => start <= now && now < end)
  if (!span) return { kind: 'shut', until: first(open.map(({ start }) => start).filter((start) => start > now)) }
  const ends = [
    span.end,
    ...standing.map(({ heldFrom }) => heldFrom).filter((from) => from > now),
    ...closures.map(({ start }) => start).filter((start) => start > now),
  ]
  return { kind: 'free', until: first(ends) }
}

function first(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : Math.min(...instants)
}
