import { overlaps, type Interval } from '@gongyue/shared/time/interval.ts'

/** What a lane needs to know of a block. */
export interface Stackable {
  readonly id: string
  readonly held: Interval
  /** What stands goes to the top lanes; what only asks is laid below it. */
  readonly firm: boolean
}

/** The lane of each block, from the top, and how many lanes there are (one at least, for an empty row). */
export interface Lanes {
  readonly of: ReadonlyMap<string, number>
  readonly count: number
}

/**
 * Blocks of one row that want the same time are laid below each other; buffers count, or a strike would hide the next title.
 * Firm ones first, then by start, then by id: the same blocks always lie the same way, whatever the order they came in.
 */
export function intoLanes(blocks: readonly Stackable[]): Lanes {
  const sorted = blocks.toSorted(
    (a, b) => Number(b.firm) - Number(a.firm) || a.held.start - b.held.start || (a.id < b.id ? -1 : 1),
  )
  const lanes: Interval[][] = []
  const of = new Map<string, number>()
  for (const { id, held } of sorted) {
    const free = lanes.findIndex((lane) => !lane.some((other) => overlaps(other, held)))
    const index = free === -1 ? lanes.length : free
    of.set(id, index)
    const lane = lanes[index]
    if (lane) lane.push(held)
    else lanes.push([held])
  }
  return { of, count: Math.max(1, lanes.length) }
}
