import type { ActWire, ChangeWire } from '@gongyue/shared/api/acts.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Intent } from '../../../board/carry.ts'
import type { Block, BoardSpace } from '../../../board/day.ts'
import { placedAt, type Wish } from '../../../board/local-check.ts'

/** A block, and where it shall stand. */
export interface Placing {
  readonly block: Block
  readonly spaceId: string
  readonly during: Interval
}

/** Which standing bookings an intent would move, and where to. New ones are none of them. */
export function placingsOf(intent: Intent): readonly Placing[] {
  if (intent.kind === 'move') return [intent]
  if (intent.kind === 'swap') return swapped(intent.block, intent.other)
  return []
}

/** Each takes the other's space and start, and keeps its own length. */
export function swapped(one: Block, other: Block): readonly Placing[] {
  const at = (block: Block, place: Block): Placing => ({
    block,
    spaceId: place.spaceId,
    during: { start: place.during.start, end: place.during.start + block.during.end - block.during.start },
  })
  return [at(one, other), at(other, one)]
}

/** As the rules of the board look at it. */
export function wishesOf(intent: Intent): readonly Wish[] {
  if (intent.kind === 'create') return [{ blockId: null, spaceId: intent.spaceId, during: intent.during, headcount: 1 }]
  if (intent.kind === 'copy') return [{ ...intent, blockId: null, headcount: intent.block.headcount }]
  return placingsOf(intent).map(wishOf)
}

export function wishOf({ block, spaceId, during }: Placing): Wish {
  return { blockId: block.id, spaceId, during, headcount: block.headcount }
}

/** As the server takes it. */
export function changeOf({ block, spaceId, during }: Placing, zone: string): ChangeWire {
  return {
    kind: 'move',
    reservationId: block.id,
    version: block.version,
    spaceId,
    start: formatInstant(during.start, zone),
    end: formatInstant(during.end, zone),
  }
}

/** The blocks of an act as they stand after it, as far as they are on the board. */
export function blocksAfter(
  { changes }: ActWire,
  blocks: readonly Block[],
  spaces: readonly BoardSpace[],
): readonly Block[] {
  return changes.flatMap(({ reservationId, after }) => {
    const block = blocks.find(({ id }) => id === reservationId)
    const space = spaces.find(({ id }) => id === after.spaceId)
    if (!block || !space) return []
    const during = { start: Date.parse(after.start), end: Date.parse(after.end) }
    return [
      { ...placedAt(block, space, during), headcount: after.headcount, state: after.state, version: after.version },
    ]
  })
}
