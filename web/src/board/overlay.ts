import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Block, BlockMark, BoardDay, BoardSpace } from './day.ts'
import { placedAt } from './local-check.ts'

export interface Place {
  readonly spaceId: string
  readonly during: Interval
}

/** What this desk has done that the server has not confirmed: drawn over the day, and taken away again when the server says otherwise. */
export interface Overlay {
  readonly places: ReadonlyMap<string, Place>
  readonly marks: ReadonlyMap<string, BlockMark>
}

export const NO_OVERLAY: Overlay = { places: new Map(), marks: new Map() }

/** The day as it would be. The same day when there is nothing over it. */
export function overlaid(day: BoardDay, { places, marks }: Overlay, spaces: readonly BoardSpace[]): BoardDay {
  if (places.size === 0 && marks.size === 0) return day
  const blocks = day.blocks.map((block): Block => {
    const mark = marks.get(block.id)
    const place = places.get(block.id)
    const space = place && spaces.find(({ id }) => id === place.spaceId)
    const moved = space ? placedAt(block, space, place.during) : block
    return mark ? { ...moved, mark } : moved
  })
  return { ...day, blocks }
}
