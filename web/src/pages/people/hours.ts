import type { PersonDraftWire } from '@gongyue/shared/api/people.ts'
import { WEEKDAYS } from '../../rules/weekdays.ts'

export type Hours = PersonDraftWire['hours']

/** The parts of a day that people say when they are asked; minutes of the day. */
export const BANDS = [
  { name: 'morning', from: 480, until: 720 },
  { name: 'afternoon', from: 720, until: 1080 },
  { name: 'evening', from: 1080, until: 1290 },
] as const

/** The cells of a week by day and band, `1 evening`, that lie wholly in the hours. */
export function cellsOf(hours: Hours): ReadonlySet<string> {
  return new Set(
    WEEKDAYS.flatMap((weekday) =>
      BANDS.filter(({ from, until }) =>
        hours.some((one) => one.weekdays.includes(weekday) && one.from <= from && one.until >= until),
      ).map(({ name }) => `${weekday} ${name}`),
    ),
  )
}

/** Hours for the chosen cells: bands that touch become one span, days of the same spans one row. */
export function hoursOf(cells: ReadonlySet<string>): Hours {
  const days = new Map<string, number[]>()
  for (const weekday of WEEKDAYS) {
    const spans: { from: number; until: number }[] = []
    for (const { name, from, until } of BANDS) {
      if (!cells.has(`${weekday} ${name}`)) continue
      const last = spans.at(-1)
      if (last?.until === from) last.until = until
      else spans.push({ from, until })
    }
    for (const { from, until } of spans) {
      const key = `${from} ${until}`
      days.set(key, [...(days.get(key) ?? []), weekday])
    }
  }
  return [...days].map(([key, weekdays]) => {
    const [from = 0, until = 0] = key.split(' ').map(Number)
    return { weekdays, from, until, validFrom: null, validUntil: null }
  })
}

/** Whether the grid shows the hours as they are. */
export function isGrid(hours: Hours): boolean {
  const plain = (list: Hours): string =>
    JSON.stringify(
      list
        .flatMap(({ weekdays, from, until, validFrom, validUntil }) =>
          weekdays.map((weekday) => [weekday, from, until, validFrom, validUntil].join(' ')),
        )
        .sort(),
    )
  return plain(hours) === plain(hoursOf(cellsOf(hours)))
}
