import type { Interval } from '@gongyue/shared/time/interval.ts'
import { bundled } from '../../api/bundled.ts'
import { live as liveOfTab, type Live, type LiveEvent } from '../../api/live.ts'
import type { Day } from '../../text/when.ts'
import type { OrderModel } from './model.ts'

/** A busy evening changes a hall twice a second; nobody reads that fast. */
const BUNDLE_MS = 1000

/**
 * Keeps the grid that is on the screen as it is in the house: asks for it again when others took or gave back one of its places on its day. Loaded
 * after the page has been drawn: the first load does not carry it.
 */
export function followPlaces(
  { card, date, spaces, refreshCells }: Pick<OrderModel, 'card' | 'date' | 'spaces' | 'refreshCells'>,
  live: Pick<Live, 'listen'> = liveOfTab,
): () => void {
  let following = true
  const soon = bundled<null>(BUNDLE_MS, () => {
    if (following) refreshCells()
  })
  const concerns = (place: { readonly spaceId: string; readonly start: string; readonly end: string }): boolean => {
    const shown = card.peek()?.space.atomIds ?? []
    const atoms = spaces.peek().get(place.spaceId)?.atomIds ?? []
    return coversDay(place, date.peek()) && atoms.some((atom) => shown.includes(atom))
  }
  const stop = live.listen((event) => {
    if (isElsewhere(event, concerns)) return
    soon(null)
  })
  return () => {
    following = false
    stop()
  }
}

function isElsewhere(event: LiveEvent, concerns: (place: Place) => boolean): boolean {
  if (event.kind === 'touched') return !event.touched.facts && !event.touched.spaces.some(concerns)
  if (event.kind !== 'change') return false
  // Who works at the desk is told of blocks; of one that has gone nobody knows any more where it stood.
  const { facts, upsert, removed, closures } = event.change
  const gone = removed.length + closures.upsert.length + closures.removed.length
  return !facts && gone === 0 && !upsert.some(concerns)
}

type Place = { readonly spaceId: string } & { readonly [K in keyof Interval]: string }

function coversDay({ start, end }: Place, day: Day): boolean {
  return start.slice(0, 10) <= day && day <= end.slice(0, 10)
}
