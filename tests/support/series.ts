import type { SeriesOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { SmallPalace } from './palace.ts'

/** Three Tuesday evenings from 8 December 2026 on. */
export const TUESDAYS: Rule = {
  from: '2026-12-08',
  time: '19:00',
  durationMinutes: 90,
  pattern: { kind: 'weekly', every: 1, weekdays: [2] },
  ends: { kind: 'count', sessions: 3 },
  onHolidays: 'skip',
  moveToMakeUpDay: false,
  except: [],
}

/** An order for a series in the classroom. */
export function seriesDraft(
  palace: SmallPalace,
  rule: Rule,
  changes: Partial<SeriesOrderDraftWire> = {},
  onConflict?: 'refuse' | 'skip' | 'repair',
): SeriesOrderDraftWire {
  return {
    title: '书法班',
    headcount: 20,
    partyId: palace.party('branch-1'),
    lines: [
      {
        kind: 'space',
        spaceId: palace.space('classroom'),
        // the rule of the wire is the rule of the house, but for readonly
        recurrence: { rule: rule as RuleWire },
        ...(onConflict && { onConflict }),
      },
    ],
    ...changes,
  }
}
