import { addDays, type Day } from '../../text/when.ts'

/** What a review is asked for. */
export const PERIODS = ['this-year', 'last-year', 'quarter', 'month', 'custom'] as const
export type PeriodName = (typeof PERIODS)[number]

/** Both days included. */
export interface Period {
  readonly from: Day
  readonly until: Day
}

/** The days of a named period around today; `custom` starts as the year so far. */
export function periodOf(name: PeriodName, today: Day): Period {
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  switch (name) {
    case 'last-year':
      return { from: `${year - 1}-01-01`, until: `${year - 1}-12-31` }
    case 'quarter': {
      const first = Math.floor((month - 1) / 3) * 3 + 1
      return monthsFrom(year, first, 3)
    }
    case 'month':
      return monthsFrom(year, month, 1)
    case 'this-year':
    case 'custom':
      return { from: `${year}-01-01`, until: `${year}-12-31` }
  }
}

/** The same days a year before; the 29th of February becomes the 28th. */
export function yearBefore({ from, until }: Period): Period {
  const back = (day: Day) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28')
  return { from: back(from), until: back(until) }
}

function monthsFrom(year: number, month: number, count: number): Period {
  const after = month + count
  const next = after > 12 ? `${year + 1}-${two(after - 12)}-01` : `${year}-${two(after)}-01`
  return { from: `${year}-${two(month)}-01`, until: addDays(next, -1) }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
