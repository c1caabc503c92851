import type { ChangeEventWire } from '@gongyue/shared/api/live.ts'
import { overlaps, type Interval } from '@gongyue/shared/time/interval.ts'
import { readBlock, type BoardDay } from '../../board/day.ts'

/** What changed while an answer of the server was under way: the answer may be older than it. */
export interface ChangeLog {
  readonly note: (change: ChangeEventWire) => void
  /** Call it when asking; what it gives, called with the answer, is what came meanwhile. */
  readonly ask: () => () => readonly ChangeEventWire[]
}

export function createChangeLog(): ChangeLog {
  const open = new Set<ChangeEventWire[]>()
  return {
    note: (change) => {
      for (const list of open) list.push(change)
    },
    ask: () => {
      const mine: ChangeEventWire[] = []
      open.add(mine)
      return () => {
        open.delete(mine)
        return mine
      }
    },
  }
}

/**
 * The shown days with a change applied: what stands elsewhere now leaves, what stands here now comes or is replaced. The same day when the
 * change is not about it, but for its age.
 *
 * @param within - the days that are shown
 */
export function changedDay(day: BoardDay, change: ChangeEventWire, within: Interval): BoardDay {
  const at = Math.max(day.at, Date.parse(change.at))
  return {
    ...day,
    at,
    blocks: merged(day.blocks, change.upsert.map(readBlock), change.removed, ({ held }) => overlaps(held, within)),
    shuttings: merged(
      day.shuttings,
      change.closures.upsert.map(({ id, spaceIds, reason, start, end }) => ({
        id,
        spaceIds,
        reason,
        during: { start: Date.parse(start), end: Date.parse(end) },
      })),
      change.closures.removed,
      ({ during }) => overlaps(during, within),
    ),
  }
}

/**
 * Things keep their places in the list, new ones come last; a list that did not change is the same list. What is known in a later version stays:
 * this desk may have had the answer to its own act before the news of an earlier one.
 */
function merged<T extends { readonly id: string; readonly version?: number }>(
  standing: readonly T[],
  upsert: readonly T[],
  removed: readonly string[],
  isHere: (one: T) => boolean,
): readonly T[] {
  const versions = new Map(standing.map(({ id, version = 0 }) => [id, version]))
  const news = upsert.filter(({ id, version = 0 }) => version >= (versions.get(id) ?? 0))
  const changed = new Map(news.map((one) => [one.id, one]))
  const gone = new Set([...removed, ...news.filter((one) => !isHere(one)).map(({ id }) => id)])
  const known = new Set(versions.keys())
  const fresh = news.filter(({ id }) => !known.has(id) && !gone.has(id))
  if (fresh.length === 0 && !standing.some(({ id }) => gone.has(id) || changed.has(id))) return standing
  return [...standing.filter(({ id }) => !gone.has(id)).map((one) => changed.get(one.id) ?? one), ...fresh]
}
