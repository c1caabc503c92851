import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'

/** How soon something bites. */
export const URGENCIES = ['today', 'week', 'later'] as const
export type Urgency = (typeof URGENCIES)[number]

export interface ConflictGroup {
  readonly urgency: Urgency
  readonly items: readonly ConflictWire[]
}

/** What the inbox lists: plans that lie ready stand with what they are for, if that is listed too. */
export function listed(items: readonly ConflictWire[]): readonly ConflictWire[] {
  const covered = new Set(items.flatMap(({ kind, repairId }) => (kind === 'repair' ? [] : (repairId ?? []))))
  return items.filter(({ kind, repairId }) => kind !== 'repair' || repairId === null || !covered.has(repairId))
}

/** By how soon it bites, in the order of the server: the most urgent first. Groups without anything are left out. */
export function groupConflicts(
  items: readonly ConflictWire[],
  today: string,
  nextWeek: string,
): readonly ConflictGroup[] {
  const of = (urgency: Urgency) =>
    listed(items).filter((item) => urgencyOf(item.at.slice(0, 10), today, nextWeek) === urgency)
  return URGENCIES.map((urgency) => ({ urgency, items: of(urgency) })).filter((group) => group.items.length > 0)
}

function urgencyOf(day: string, today: string, nextWeek: string): Urgency {
  if (day <= today) return 'today'
  return day < nextWeek ? 'week' : 'later'
}
