import type { Bench } from './spine.ts'
import { measureEntries } from './entries.ts'
import { measureFigures } from './figures.ts'
import { buildBenchHouse, type BenchHouse } from './house.ts'
import { serve } from './process.ts'
import { measureRecurrence } from './recurrence.ts'
import { measureRepairs } from './repair.ts'
import type { Line } from './report.ts'
import { measureSeries } from './series.ts'

/** Where the parts of a term are measured. */
export interface TermBench extends Pick<Bench, 'firstDay' | 'quick' | 'say'> {
  readonly serverUrl: string
  readonly house: BenchHouse
}

/** What a term needs: (i) series and rules, (h) repairs. */
export async function termLines({
  serverUrl,
  house,
  firstDay,
  quick,
  say,
}: TermBench): Promise<{ readonly lines: readonly Line[]; readonly raw: object }> {
  const lines: Line[] = []
  say('(i) series of 52 evenings as one order')
  const series = await measureSeries(serverUrl, house, firstDay, quick ? 20 : 60)
  const rules = await measureRecurrence(quick ? 3 : 9)
  const times = series.seriesMs / series.singleMs
  lines.push(
    {
      what: `(i) series of ${series.sessions} sessions`,
      value: `${series.seriesMs.toFixed(1)} ms, ${times.toFixed(1)}× one order of ${series.singleMs.toFixed(1)} ms`,
      target: '< 60 ms, < 20×',
      met: series.seriesMs < 60 && times < 20 && series.failed === 0,
    },
    {
      what: `(i) 500 rules, ${rules.dates} dates`,
      value: `${rules.oursMs.toFixed(1)} ms; rrule-temporal ${rules.theirsMs.toFixed(1)} ms`,
      target: 'not slower',
      met: rules.oursMs <= rules.theirsMs,
    },
  )
  say('(h) repairs in a house of a full season')
  const repairs = measureRepairs(quick ? 3 : 7)
  lines.push(
    {
      what: `(h) theatre week, ${repairs.week.hit} hit of ${repairs.bookings}`,
      value: `first plan ${repairs.week.firstMs.toFixed(0)} ms, ${repairs.week.plans} plans ${repairs.week.allMs.toFixed(0)} ms of processor`,
      target: '< 1000, five < 5000 ms',
      met: repairs.week.firstMs < 1000 && repairs.week.allMs < 5000 && repairs.week.plans === 5,
    },
    {
      what: `(h) class of 16 weeks, ${repairs.term.hit} conflicts`,
      value: `first plan ${repairs.term.firstMs.toFixed(0)} ms, ${repairs.term.plans} plans ${repairs.term.allMs.toFixed(0)} ms of processor`,
      target: '< 300 ms',
      met: repairs.term.allMs < 300,
    },
  )
  say('(j) three thousand entries by file, into eleven rooms on three days')
  const entries = await measureEntries(serverUrl, house, firstDay)
  lines.push(
    {
      what: `(j) import of ${entries.rows} entries`,
      value: `report ${entries.reportMs.toFixed(0)} ms, saved ${entries.savedMs.toFixed(0)} ms`,
      target: '< 5000 ms',
      met: entries.reportMs < 5000 && entries.savedMs < 5000,
    },
    {
      what: `(j) slots for ${entries.given} of ${entries.rows}, ${entries.rooms} room-days booked`,
      value: `${entries.slotsMs.toFixed(0)} ms over HTTP, the plan alone ${entries.pureMs.toFixed(1)} ms of processor`,
      target: 'all placed',
      met: entries.missing === 0 && entries.given === entries.rows,
    },
  )
  return { lines, raw: { series, rules, repairs, entries } }
}

/** These parts by themselves, in a house of their own: `npm run bench -- --term`. */
export async function measureTerm({ url, pool, ...rest }: Bench): ReturnType<typeof termLines> {
  const house = await buildBenchHouse(pool)
  const server = await serve('serve.ts', url)
  try {
    const term = await termLines({ ...rest, serverUrl: server.url, house })
    rest.say('(k) the figures of a year')
    const today = new Date().toISOString().slice(0, 10)
    const figures = await measureFigures(url, pool, house, today, rest.quick ? 3 : 7)
    const line: Line = {
      what: `(k) figures of ${figures.sessions} sessions`,
      value: `${figures.figuresMs.toFixed(0)} ms, ${(figures.figuresMs / figures.floorMs).toFixed(1)}× one raw sum of ${figures.floorMs.toFixed(0)} ms`,
      target: '< 1000 ms',
      met: figures.figuresMs < 1000,
    }
    return { lines: [...term.lines, line], raw: { ...term.raw, figures } }
  } finally {
    await server.stop()
  }
}
