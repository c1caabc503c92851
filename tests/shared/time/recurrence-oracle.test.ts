import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { describe, expect, test } from 'vitest'
import type { Pattern } from '@gongyue/shared/time/pattern.ts'
import { expand, LIMITS, minuteOf, type Ending, type Rule } from '@gongyue/shared/time/recurrence.ts'
import { readRrule, writeRrule } from '@gongyue/shared/time/rrule.ts'
import { addDays, minuteOfDayAt, type Weekday } from '@gongyue/shared/time/wall.ts'
import { NO_NOTICES, ruleWith } from '../support/rules.ts'
import { ZONES } from './zones.ts'

// Rules of all kinds against a library that shares no code with the house. Bounded: the whole file runs within seconds.
const RUNS = 600

const weekday = fc.integer({ min: 1, max: 7 }).map((day) => day as Weekday) // 1…7 are the weekdays
const every = fc.integer({ min: 1, max: 5 })
const weekdays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 })
const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), every }),
  fc.record({ kind: fc.constant('weekly' as const), every, weekdays }),
  fc.record({
    kind: fc.constant('monthly-by-date' as const),
    every,
    days: fc.uniqueArray(
      fc.integer({ min: -31, max: 31 }).filter((day) => day !== 0),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('monthly-by-weekday' as const),
    every,
    on: fc.uniqueArray(fc.record({ nth: fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4, -5), weekday }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ nth, weekday: day }) => `${nth} ${day}`,
    }),
  }),
)
const from = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days))
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
})

/** Never holds a holiday: the oracle knows of none. */
function ruleOf(parts: { pattern: Pattern; from: string; time: string }, ends: Ending): Rule {
  return ruleWith({ ...parts, ends, onHolidays: 'keep' })
}

/** The oracle's starts, in wall time without a zone. */
function wallDates(rule: Rule): readonly string[] {
  return oracle(rule, 'UTC').map((at) => at.toPlainDate().toString())
}

function oracle(rule: Rule, zone: string) {
  const stamp = `${rule.from.replaceAll('-', '')}T${rule.time.replace(':', '')}00`
  const text = writeRrule(rule, zone)
  return new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${stamp}\nRRULE:${text}` }).all()
}

describe('thousands of random rules', () => {
  test(`${RUNS} by number of sessions name the days that the oracle names`, () => {
    fc.assert(
      fc.property(pattern, from, time, fc.integer({ min: 1, max: 60 }), (one, start, clock, sessions) => {
        const rule = ruleOf({ pattern: one, from: start, time: clock }, { kind: 'count', sessions })
        const found = expand(rule, NO_NOTICES, 'UTC')
        // what reaches further than a series may is refused, and what never happens too
        if (found.kind === 'wrong') return ['too-far', 'never-happens'].includes(found.fault)
        expect(found.dates.map(({ date }) => date)).toEqual(wallDates(rule))
        return true
      }),
      { numRuns: RUNS, seed: 20261122 },
    )
  })

  test.each(ZONES)(`${RUNS / 4} until a day in %s are at the instants of the oracle`, (zone) => {
    fc.assert(
      fc.property(pattern, from, time, fc.integer({ min: 0, max: 400 }), (one, start, clock, days) => {
        const rule = ruleOf({ pattern: one, from: start, time: clock }, { kind: 'until', date: addDays(start, days) })
        const found = expand(rule, NO_NOTICES, zone)
        if (found.kind === 'wrong') {
          expect([found.fault, oracle(rule, zone)]).toEqual(['never-happens', []])
          return
        }
        // the oracle leaves out what a clock skips; the house begins with the first instant after it
        const shown = found.dates.filter((date) => minuteOfDayAt(date.start, zone) === minuteOf(rule.time))
        expect(shown.map((date) => date.start)).toEqual(
          oracle(rule, zone)
            .map((at) => at.epochMilliseconds)
            .filter((at) => minuteOfDayAt(at, zone) === minuteOf(rule.time)),
        )
        expect(found.dates.length - shown.length).toBeLessThanOrEqual(4)
      }),
      { numRuns: RUNS / 4, seed: 20261122 },
    )
  })

  test(`${RUNS} are read as they were written`, () => {
    fc.assert(
      fc.property(pattern, from, time, fc.constantFrom(...ZONES), fc.boolean(), (one, start, clock, zone, byCount) => {
        const ends: Ending = byCount ? { kind: 'count', sessions: 7 } : { kind: 'until', date: addDays(start, 90) }
        const rule = ruleOf({ pattern: one, from: start, time: clock }, ends)
        const read = readRrule(writeRrule(rule, zone) ?? '', { date: start, time: clock, zone })
        expect(read).toEqual({ kind: 'rule', pattern: one, ends })
      }),
      { numRuns: RUNS, seed: 20261122 },
    )
  })

  test('no rule makes more dates than a series may have', () => {
    fc.assert(
      fc.property(pattern, from, time, fc.integer({ min: 1, max: 200_000 }), (one, start, clock, sessions) => {
        const rule = ruleOf({ pattern: one, from: start, time: clock }, { kind: 'count', sessions })
        const found = expand(rule, NO_NOTICES, 'UTC')
        expect(found.kind === 'wrong' ? 0 : found.dates.length).toBeLessThanOrEqual(LIMITS.sessions)
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })
})
