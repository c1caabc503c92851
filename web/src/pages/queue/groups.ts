import type { QueueWire } from '@gongyue/shared/api/orders.ts'

export type QueueEntry = QueueWire['items'][number]

/** Orders that stand in each other's way, or one order alone. Oldest first within. */
export interface Group {
  /** Id of its oldest order. */
  readonly id: string
  readonly entries: readonly QueueEntry[]
}

export const FILTERS = ['all', 'late', 'competing', 'rules', 'soon', 'unread'] as const
export type Filter = (typeof FILTERS)[number]

const SOON_MS = 3 * 86_400_000

/**
 * Puts competing orders side by side, over chains too: A against B and B against C is one question. A group stands where its oldest
 * order would, so that nobody waits longer because of a rival.
 */
export function groupEntries(entries: readonly QueueEntry[]): readonly Group[] {
  const byId = new Map(entries.map((entry) => [entry.order.id, entry]))
  const placed = new Set<string>()
  const groups: Group[] = []
  for (const entry of entries) {
    if (placed.has(entry.order.id)) continue
    const members = reachableFrom(entry.order.id, byId)
    for (const id of members) placed.add(id)
    groups.push({ id: entry.order.id, entries: entries.filter(({ order }) => members.has(order.id)) })
  }
  return groups
}

/** Whether a group belongs under a filter: a group stays whole, because half a competition cannot be judged. */
export function passes({ entries }: Group, filter: Filter, now: number): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'late':
      return entries.some((entry) => isLate(entry, now))
    case 'unread':
      return entries.some(({ order }) => order.unread !== undefined)
    case 'competing':
      return entries.some((entry) => isCompeting(entry))
    case 'rules':
      return entries.some(({ lines }) =>
        lines.some(({ violations }) => violations.some(({ level }) => level === 'hard')),
      )
    case 'soon':
      return entries.some((entry) => firstStart(entry) - now <= SOON_MS)
  }
}

/** What comes first: who asked first, or what takes place first. */
export const SORTS = ['waiting', 'start'] as const
export type Sort = (typeof SORTS)[number]

/** Groups in another order; within a group who asked first stays first, for that is what rivals are compared by. */
export function sorted(groups: readonly Group[], sort: Sort): readonly Group[] {
  if (sort === 'waiting') return groups
  const start = ({ entries }: Group): number => Math.min(...entries.map(firstStart))
  return [...groups].sort((one, other) => start(one) - start(other))
}

/** The promised time for an answer has run out. */
export function isLate({ answerBy }: Pick<QueueEntry, 'answerBy'>, now: number): boolean {
  return Date.parse(answerBy) <= now
}

export function isCompeting({ lines }: QueueEntry): boolean {
  return lines.some(({ competitors }) => competitors.length > 0)
}

/** The first start among the lines that wait, epoch milliseconds. */
export function firstStart({ order, lines }: QueueEntry): number {
  const waiting = new Set(lines.map(({ lineId }) => lineId))
  return Math.min(...order.lines.filter(({ id }) => waiting.has(id)).map(({ start }) => Date.parse(start)))
}

function reachableFrom(id: string, byId: ReadonlyMap<string, QueueEntry>): ReadonlySet<string> {
  const found = new Set<string>([id])
  for (const one of found)
    for (const { competitors } of byId.get(one)?.lines ?? [])
      for (const { orderId } of competitors) if (byId.has(orderId)) found.add(orderId)
  return found
}
