import type { LedgerWire } from '@gongyue/shared/api/ledger.ts'
import type { SeasonPlanWire } from '@gongyue/shared/api/runs.ts'

/** What a party used of the house before. */
export type LedgerEntry = LedgerWire['items'][number]

export const LEDGER_COLUMNS = [
  'share',
  'headStart',
  'primeHours',
  'hours',
  'cancelled',
  'cancelledLate',
  'noShows',
  'visits',
] as const
export type LedgerColumn = (typeof LEDGER_COLUMNS)[number]

/** A party's line: its past, and what this plan gives it. */
export interface LedgerLine extends Omit<LedgerEntry, 'asked' | 'met' | 'rank'> {
  readonly asked: number
  readonly placed: number
  /** From 0 to 1; null for who asks for nothing this time. */
  readonly share: number | null
  readonly headStart: number | null
}

const NOTHING = { primeHours: 0, hours: 0, bookings: 0, cancelled: 0, cancelledLate: 0, noShows: 0, visits: 0 } as const

/** One line for each party that has a past or a wish. */
export function ledgerLines(entries: readonly LedgerEntry[], shares: SeasonPlanWire['shares']): readonly LedgerLine[] {
  const known = new Map(entries.map((entry) => [entry.partyId, entry]))
  const now = new Map(shares.map((one) => [one.partyId, one]))
  const ids = [...new Set([...now.keys(), ...known.keys()])]
  return ids.map((partyId) => {
    const share = now.get(partyId)
    const entry = known.get(partyId) ?? { ...NOTHING, partyId, partyName: share?.partyName ?? '' }
    return {
      ...entry,
      asked: share?.asked ?? 0,
      placed: share?.placed ?? 0,
      share: share && share.asked > 0 ? share.placed / share.asked : null,
      headStart: share?.headStart ?? null,
    }
  })
}

/** By one column, the most first; of shares the least first, because that is who needs something. */
export function sortedBy(lines: readonly LedgerLine[], column: LedgerColumn): readonly LedgerLine[] {
  const sign = column === 'share' ? 1 : -1
  return lines.toSorted((a, b) => {
    const [x, y] = [a[column], b[column]]
    // whoever has no figure stands last
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return sign * (x - y) || a.partyName.localeCompare(b.partyName, 'zh')
  })
}

/** The one in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.ceil((sorted.length - 1) / 2)]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
