import { computed, effect, signal, type ReadonlySignal } from '@preact/signals'
import type { PresencePlaceWire, PresenceWire } from '@gongyue/shared/api/live.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { call } from '../../api/call.ts'
import { randomKey } from '../../api/idempotency.ts'
import type { Live } from '../../api/live.ts'
import { tellPresence } from '../../api/more-routes.ts'
import type { Carrying } from '../../board/carry.ts'
import type { Others } from '../../board/view.ts'
import { t } from '../../text/board.ts'
import type { Booking } from './booking/model.ts'
import type { PanelModel } from './panel-model.ts'

/** What this desk is busy with; null when it only looks at the whole. */
export type Busy = Pick<PresenceWire, 'doing' | 'place'> | null

/** Said again so often; the server forgets after 25 s. */
const AGAIN_MS = 10_000
/** A glance in passing is not worth telling. */
const REST_MS = 400

export interface PresenceOptions {
  readonly live: Pick<Live, 'presence'>
  readonly userId: string
  readonly busy: ReadonlySignal<Busy>
  readonly send?: typeof call
}

/** Tells the other desks what this one is busy with, and what they are. */
export interface Presence {
  /** What others do, by block. */
  readonly others: ReadonlySignal<ReadonlyMap<string, Others>>
  /** Tells until it is stopped. */
  readonly start: () => () => void
}

export function createPresence({ live, userId, busy, send = call }: PresenceOptions): Presence {
  const page = randomKey()
  return {
    others: computed(() => othersOf(live.presence.value, userId)),
    start: () => {
      const told = signal<Busy>(null)
      const tell = (now: Busy): void => {
        told.value = now
        const body = now === null ? { page, doing: 'away' as const } : { page, ...now }
        void send(tellPresence, { body })
      }
      const same = (now: Busy) => JSON.stringify(now) === JSON.stringify(told.peek())
      let rest: ReturnType<typeof setTimeout> | undefined
      const stopWatching = effect(() => {
        const now = busy.value
        clearTimeout(rest)
        if (!same(now)) rest = setTimeout(() => tell(now), REST_MS)
      })
      const again = setInterval(() => {
        if (told.peek() !== null) tell(told.peek())
      }, AGAIN_MS)
      return () => {
        stopWatching()
        clearTimeout(rest)
        clearInterval(again)
        if (told.peek() !== null) tell(null)
      }
    },
  }
}

/** What somebody does at the desk, by what is open there: carrying before writing before reading. */
export function busyWith(
  { carrying, booking, panel }: { readonly carrying: Carrying; readonly booking: Booking; readonly panel: PanelModel },
  zone: string,
): ReadonlySignal<Busy> {
  const busyNow = (): Busy => {
    const carry = carrying.carry.value
    if (carry && 'block' in carry.grab) return { doing: 'moving', place: { blockId: carry.grab.block.id } }
    const form = booking.form.value
    if (form) return { doing: 'editing', place: placeAt(form.space.id, form.during.start, zone) }
    const shown = panel.panel.value
    if (shown.kind !== 'block') return null
    return { doing: shown.question ? 'editing' : 'viewing', place: { blockId: shown.block.id } }
  }
  // Compared by its words: the signals behind it change with every pixel of a drag.
  const words = computed(() => JSON.stringify(busyNow()))
  return computed(() => JSON.parse(words.value) as Busy) // written in the line above
}

function placeAt(spaceId: string, start: number, zone: string): PresencePlaceWire {
  return { spaceId, start: formatInstant(start, zone) }
}

function othersOf(presence: readonly PresenceWire[], userId: string): ReadonlyMap<string, Others> {
  const others = new Map<string, Others>()
  for (const { userId: other, name, doing, place } of presence) {
    if (other === userId || !('blockId' in place)) continue
    const before = others.get(place.blockId)
    const words = t(`others-${doing}`, { name })
    others.set(
      place.blockId,
      before ? { names: `${before.names} ${name}`, words: `${before.words} · ${words}` } : { names: name, words },
    )
  }
  return others
}
