import { expand } from '@gongyue/shared/time/recurrence.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import type { SampleOrder } from './agenda.ts'
import { DAY_TYPES } from './holidays.ts'
import { FACILITY } from './house.ts'
import { iso, type Row } from './rows.ts'
import { spanColumns } from './span-columns.ts'

const facility_id = FACILITY.id

/** The series behind an order's lines, with a row for every day of its rule; null for an order that comes only once. */
export function seriesRows(
  order: SampleOrder,
  series_id: string,
  order_id: string,
  lineIds: readonly string[],
): { readonly series: Row & { readonly series_id: string }; readonly dates: readonly Row[] } | null {
  const { rule, party, title, headcount, placedAt, lines } = order
  const [first] = lines
  if (rule === null || !first) return null
  const expansion = expand(rule, DAY_TYPES, FACILITY.timeZone)
  if (expansion.kind === 'wrong') throw new Error(`the rule of ${title} makes no dates: ${expansion.fault}`)
  const lineOf = new Map(
    lines.map(({ during }, at) => [localDateOf(during.start, FACILITY.timeZone), lineIds[at] ?? null]),
  )
  const base = { facility_id, series_id }
  return {
    series: {
      ...{ ...base, order_id, party_id: party.id, title, space_id: first.space.id, headcount, rule },
      on_conflict: 'skip',
      split_from: null,
      state: 'standing',
      version: 1,
      created_at: iso(placedAt),
    },
    dates: expansion.dates.map(({ key, start, end, announced }) => {
      const line_id = lineOf.get(key) ?? null
      return {
        ...{ ...base, key, announced, line_id, moved_from: null, violations: [] },
        ...spanColumns({ space: first.space, during: { start, end } }),
        lost: line_id === null ? 'refused' : null,
        lost_name: null,
        lost_at: line_id === null ? iso(placedAt) : null,
      }
    }),
  }
}
