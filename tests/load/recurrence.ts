import { RRuleTemporal } from 'rrule-temporal'
import type { Pattern } from '@gongyue/shared/time/pattern.ts'
import { expand, type Rule } from '@gongyue/shared/time/recurrence.ts'
import { writeRrule } from '@gongyue/shared/time/rrule.ts'
import { addDays, type Weekday } from '@gongyue/shared/time/wall.ts'
import { median, timed } from './statistics.ts'

/** Milliseconds for 500 rules; both make the same dates. */
export interface RecurrenceCost {
  readonly oursMs: number
  readonly theirsMs: number
  readonly dates: number
}

const ZONE = 'Asia/Shanghai'
const NO_NOTICES = { years: new Set<number>(), special: new Map() }

/** Expands 500 rules of a term with the house's own and with rrule-temporal, each from its parsed form. */
export async function measureRecurrence(runs: number): Promise<RecurrenceCost> {
  const rules = Array.from({ length: 500 }, (_, i) => ruleOf(i))
  const texts = rules.map((rule) => {
    const stamp = `${rule.from.replaceAll('-', '')}T${rule.time.replace(':', '')}00`
    return `DTSTART;TZID=${ZONE}:${stamp}\nRRULE:${writeRrule(rule, ZONE)}`
  })
  const ours: number[] = []
  const theirs: number[] = []
  let dates = 0
  for (let run = 0; run < runs; run++) {
    ours.push(
      await timed(() => {
        dates = 0
        for (const rule of rules) {
          const found = expand(rule, NO_NOTICES, ZONE)
          if (found.kind === 'dates') dates += found.dates.length
        }
      }),
    )
    theirs.push(
      await timed(() => {
        for (const rruleString of texts) new RRuleTemporal({ rruleString }).all()
      }),
    )
  }
  return { oursMs: median(ours), theirsMs: median(theirs), dates }
}

function ruleOf(i: number): Rule {
  const weekday = ((i % 7) + 1) as Weekday // 1…7 are the weekdays
  const patterns: readonly Pattern[] = [
    { kind: 'weekly', every: 1, weekdays: [weekday] },
    { kind: 'weekly', every: 2, weekdays: [...new Set<Weekday>([1, weekday])] },
    { kind: 'daily', every: (i % 5) + 1 },
    { kind: 'monthly-by-weekday', every: 1, on: [{ nth: 2, weekday }] },
    { kind: 'monthly-by-date', every: 1, days: [(i % 28) + 1, -1] },
  ]
  return {
    from: addDays('2026-03-01', i % 200),
    time: '19:00',
    durationMinutes: 90,
    pattern: patterns[i % patterns.length] ?? { kind: 'daily', every: 1 },
    ends: { kind: 'count', sessions: 20 },
    onHolidays: 'keep',
    moveToMakeUpDay: false,
    except: [],
  }
}
