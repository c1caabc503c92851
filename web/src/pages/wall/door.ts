import type { DoorWire } from '@gongyue/shared/api/wall.ts'
import { doorStateAt, type DoorState } from '@gongyue/shared/domain/programme.ts'

/** What a door says at one moment: how the room stands, what is in it, and what comes. */
export interface DoorView {
  readonly state: DoorState
  /** The event the state speaks of. */
  readonly current: DoorWire['events'][number] | null
  readonly next: DoorWire['events']
  /** Why it is shut, when somebody shut it. */
  readonly reason: string | null
}

export function doorAt(
  { events, open, closures }: Pick<DoorWire, 'events' | 'open' | 'closures'>,
  now: number,
): DoorView {
  const state = doorStateAt(
    now,
    events.map((event) => ({
      ...spanOf(event),
      heldFrom: Date.parse(event.heldFrom),
      heldUntil: Date.parse(event.heldUntil),
      state: event.state,
    })),
    open.map(spanOf),
    closures.map(spanOf),
  )
  const current = 'at' in state ? (events[state.at] ?? null) : null
  const next = events.filter(
    (event) =>
      event !== current &&
      Date.parse(event.start) > now &&
      (event.state === 'confirmed' || event.state === 'cancelled'),
  )
  const shut = closures.find((one) => Date.parse(one.start) <= now && now < Date.parse(one.end))
  return { state, current, next, reason: state.kind === 'shut' ? (shut?.reason ?? null) : null }
}

function spanOf({ start, end }: { readonly start: string; readonly end: string }) {
  return { start: Date.parse(start), end: Date.parse(end) }
}
