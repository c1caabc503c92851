import type { BlockWire, ShuttingWire } from '@gongyue/shared/api/board.ts'
import type { Closure, Facts } from '@gongyue/shared/domain/facts.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { BlockRecord } from '@gongyue/db/queries/blocks.ts'

/** A block as the board and its events tell it. */
export function blockWire(block: BlockRecord, timeZone: string): BlockWire {
  return {
    ...block,
    start: formatInstant(block.start, timeZone),
    end: formatInstant(block.end, timeZone),
    heldFrom: formatInstant(block.heldFrom, timeZone),
    heldUntil: formatInstant(block.heldUntil, timeZone),
  }
}

/** A closure is shown on every space that shares an atom with what is shut. */
export function shuttingWire({ id, spaceId, during, reason }: Closure, facts: Omit<Facts, 'now'>): ShuttingWire {
  const atoms = spaceId === null ? null : new Set(facts.spaces.get(spaceId)?.atomIds)
  const spaces = [...facts.spaces.values()].filter(
    (space) => atoms === null || space.atomIds.some((atom) => atoms.has(atom)),
  )
  return {
    id,
    spaceIds: spaces.map((space) => space.id),
    start: formatInstant(during.start, facts.timeZone),
    end: formatInstant(during.end, facts.timeZone),
    reason,
  }
}
