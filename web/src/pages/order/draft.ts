import type { OrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'

/** One thing wanted: a space over a span. */
export interface WantedLine {
  readonly spaceId: string
  readonly start: string
  readonly end: string
}

/** What the booker has put together so far; kept in this tab, so that nothing typed is lost. */
export interface Draft {
  readonly lines: readonly WantedLine[]
  readonly title: string
  readonly purpose: string
  /** Null until typed: then the kind of space suggests one. */
  readonly headcount: number | null
  readonly partyId: string
  /** Versions of conditions ticked, by space id. */
  readonly conditions: Readonly<Record<string, number>>
}

export function emptyDraft(partyId: string): Draft {
  return { lines: [], title: '', purpose: '', headcount: null, partyId, conditions: {} }
}

/** A kept draft as far as it still makes sense; anything else starts empty. Lines that have begun are dropped. */
export function revived(kept: unknown, partyIds: readonly string[], now: number): Draft {
  const empty = emptyDraft(partyIds[0] ?? '')
  if (!isDraft(kept)) return empty
  return {
    ...kept,
    partyId: partyIds.includes(kept.partyId) ? kept.partyId : empty.partyId,
    lines: kept.lines.filter(({ start }) => Date.parse(start) > now),
  }
}

/** What still has to be filled in before it can be sent; all at once. */
export interface Gaps {
  readonly lines: boolean
  readonly title: boolean
  readonly headcount: boolean
  readonly conditions: boolean
}

export function gapsIn(draft: Draft, headcount: number, asked: readonly SpaceWire[]): Gaps | null {
  const gaps = {
    lines: draft.lines.length === 0,
    title: draft.title.trim() === '',
    headcount: !Number.isInteger(headcount) || headcount < 1 || headcount > 100_000,
    conditions: asked.some(({ id, conditions }) => draft.conditions[id] !== conditions?.version),
  }
  return Object.values(gaps).includes(true) ? gaps : null
}

/** The body of the order. */
export function orderBody(draft: Draft, headcount: number, asked: readonly SpaceWire[]): OrderDraftWire {
  const purpose = draft.purpose.trim()
  const conditions = Object.fromEntries(
    asked.flatMap(({ id }) => {
      const version = draft.conditions[id]
      return version === undefined ? [] : [[id, version] as const]
    }),
  )
  return {
    title: draft.title.trim(),
    headcount,
    partyId: draft.partyId,
    ...(purpose ? { purpose } : {}),
    ...(Object.keys(conditions).length > 0 ? { conditions } : {}),
    lines: draft.lines.map(({ spaceId, start, end }) => ({ kind: 'space', spaceId, start, end })),
  }
}

/** The same order with every gap filled, for the live check: what is not typed yet is no reason to refuse. */
export function checkBody(draft: Draft, headcount: number, asked: readonly SpaceWire[]): OrderDraftWire {
  const conditions = Object.fromEntries(
    asked.flatMap((space) => (space.conditions ? [[space.id, space.conditions.version] as const] : [])),
  )
  return orderBody({ ...draft, title: draft.title.trim() || '…', conditions }, Math.max(1, headcount || 1), asked)
}

function isDraft(kept: unknown): kept is Draft {
  if (typeof kept !== 'object' || kept === null) return false
  const { lines, title, purpose, headcount, partyId, conditions } = kept as Partial<Record<keyof Draft, unknown>>
  return (
    Array.isArray(lines) &&
    lines.every(
      (line: unknown) =>
        typeof line === 'object' && line !== null && 'spaceId' in line && 'start' in line && 'end' in line,
    ) &&
    typeof title === 'string' &&
    typeof purpose === 'string' &&
    (headcount === null || typeof headcount === 'number') &&
    typeof partyId === 'string' &&
    typeof conditions === 'object' &&
    conditions !== null
  )
}
