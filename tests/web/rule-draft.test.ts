import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rule } from '@gongyue/shared/time/recurrence.ts'
import type { Pattern } from '@gongyue/shared/time/pattern.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import { draftOf, newRuleDraft, readDraft, withEnding, withKind } from '../../web/src/rules/draft.ts'
import { rruleTextOf, withRruleText } from '../../web/src/rules/rrule-text.ts'
import { mondayOf, weekdayOf } from '../../web/src/rules/weekdays.ts'
import { clockAfter, ruleWords } from '../../web/src/rules/words.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'

const ZONE = 'Asia/Shanghai'
const RULE: Rule = {
  from: '2026-12-08',
  time: '19:00',
  durationMinutes: 90,
  pattern: { kind: 'weekly', every: 1, weekdays: [2] },
  ends: { kind: 'count', sessions: 16 },
  onHolidays: 'add-at-end',
  moveToMakeUpDay: false,
  except: [],
}
const PATTERNS: readonly Pattern[] = [
  { kind: 'daily', every: 3 },
  { kind: 'workdays' },
  { kind: 'weekly', every: 2, weekdays: [1, 3, 7] },
  { kind: 'monthly-by-date', every: 1, days: [1, 15, -1] },
  { kind: 'monthly-by-weekday', every: 2, on: [{ nth: 2, weekday: 2 }] },
  { kind: 'dates', dates: ['2026-12-09', '2026-12-31'] },
]

const weekday = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7)
const every = fc.integer({ min: 1, max: 99 })
const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 6 })
const place = fc.constantFrom(-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), every }),
  fc.constant({ kind: 'workdays' as const }),
  fc.record({ kind: fc.constant('weekly' as const), every, weekdays: some(weekday) }),
  fc.record({
    kind: fc.constant('monthly-by-date' as const),
    every,
    days: some(fc.integer({ min: -31, max: 31 }).filter((one) => one !== 0)),
  }),
  fc.record({
    kind: fc.constant('monthly-by-weekday' as const),
    every,
    on: fc.array(fc.record({ nth: place, weekday }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('dates' as const), dates: some(day) }),
)
const rules: fc.Arbitrary<Rule> = fc
  .record({
    from: fc.constant('2026-01-01'),
    time: fc
      .integer({ min: 0, max: 1439 })
      .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`),
    durationMinutes: fc.integer({ min: 1, max: 1440 }),
    pattern,
    ends: fc.oneof(
      fc.record({ kind: fc.constant('count' as const), sessions: fc.integer({ min: 1, max: 1000 }) }),
      // no day of a chosen date is later
      fc.record({ kind: fc.constant('until' as const), date: fc.constant('2036-01-01') }),
      fc.constant(null),
    ),
    onHolidays: fc.constantFrom('keep' as const, 'skip' as const, 'add-at-end' as const),
    moveToMakeUpDay: fc.boolean(),
    except: fc.uniqueArray(day, { maxLength: 4 }),
  })
  .filter(({ ends, onHolidays, pattern: { kind } }) => {
    if (onHolidays === 'add-at-end' && ends?.kind !== 'count') return false
    return ends !== null || kind === 'dates'
  })

describe('the form of a rule', () => {
  test.each(PATTERNS)('$kind goes in and comes out as it was', (one) => {
    const rule: Rule = { ...RULE, pattern: one }
    expect(readDraft(draftOf(rule))).toEqual({ kind: 'rule', rule })
  })

  test('any rule goes in and comes out as it was', () => {
    fc.assert(
      fc.property(rules, (rule) => {
        expect(readDraft(draftOf(rule))).toEqual({ kind: 'rule', rule })
      }),
    )
  })

  test('all that is missing is told at once', () => {
    const draft = { ...newRuleDraft('2026-12-08', '', 0), minutes: '', weekdays: [], sessions: '' }
    expect(readDraft(draft)).toEqual({ kind: 'wanting', gaps: ['weekdays', 'time', 'minutes', 'sessions'] })
  })

  test('an end before the start, and adding at the end without a number of sessions', () => {
    const draft = draftOf({ ...RULE, ends: { kind: 'until', date: '2026-12-01' } })
    expect(readDraft(draft)).toEqual({ kind: 'wanting', gaps: ['until-before-start', 'needs-count'] })
  })

  test('another ending or chosen dates take "add at the end" away, and another kind brings an end back', () => {
    const draft = draftOf(RULE)
    expect(withEnding(draft, 'until').onHolidays).toBe('skip')
    const dates = withKind(draft, 'dates')
    expect([dates.ending, dates.onHolidays]).toEqual(['itself', 'skip'])
    expect(withKind(dates, 'daily').ending).toBe('count')
    // what was chosen before is still there
    expect(withKind(dates, 'weekly').weekdays).toEqual([2])
  })

  test('a new rule comes on the weekday and the day of the month on which it begins', () => {
    const { weekdays, days, on } = newRuleDraft('2026-12-08', '19:00', 90)
    expect([weekdays, days, on]).toEqual([[2], [8], [{ nth: 2, weekday: 2 }]])
  })
})

describe('RRULE', () => {
  test('a rule is written and read back; what the text does not say stays', () => {
    const draft = draftOf({ ...RULE, except: ['2026-12-15'] })
    expect(rruleTextOf(draft, ZONE)).toBe('FREQ=WEEKLY;BYDAY=TU;COUNT=16')
    const read = withRruleText(draft, 'RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270601T110000Z', ZONE)
    expect(read).toEqual({
      kind: 'draft',
      draft: {
        ...draft,
        kind: 'monthly-by-weekday',
        ...{ on: [{ nth: 2, weekday: 2 }], ending: 'until', until: '2027-06-01', onHolidays: 'skip' },
      },
    })
  })

  test('what is not taken is named', () => {
    expect(withRruleText(draftOf(RULE), 'FREQ=YEARLY', ZONE)).toEqual({ kind: 'not-taken', part: 'FREQ=YEARLY' })
    expect(withRruleText(draftOf(RULE), 'FREQ=WEEKLY;COUNT=x', ZONE)).toEqual({
      kind: 'not-written-right',
      part: 'COUNT=X',
    })
  })

  test('a rule without an end waits for one; chosen dates have no text', () => {
    const read = withRruleText(draftOf(RULE), 'FREQ=DAILY', ZONE)
    expect(read.kind === 'draft' && readDraft(read.draft)).toEqual({ kind: 'wanting', gaps: ['until'] })
    expect(rruleTextOf(draftOf({ ...RULE, pattern: { kind: 'dates', dates: ['2026-12-09'] } }), ZONE)).toBeNull()
  })
})

describe('words', () => {
  test('a rule in a sentence, in both languages', () => {
    chooseLocale('zh-CN')
    const rule: Rule = { ...RULE, pattern: { kind: 'weekly', every: 2, weekdays: [2, 4] }, except: ['2026-12-15'] }
    expect(ruleWords(rule)).toBe(
      '每 2 周周二、周四，19:00–20:30，12月8日 周二 起，共 16 次，节假日跳过并顺延，除去 1 天',
    )
    expect(
      ruleWords({ ...RULE, pattern: { kind: 'monthly-by-weekday', every: 1, on: [{ nth: -1, weekday: 5 }] } }),
    ).toBe('每月最后一个周五，19:00–20:30，12月8日 周二 起，共 16 次，节假日跳过并顺延')
    chooseLocale('en')
    expect(ruleWords({ ...RULE, ends: { kind: 'until', date: '2027-01-05' }, onHolidays: 'keep' })).toBe(
      'Every Tue, 19:00–20:30, from Tue 8 Dec, until Tue 5 Jan, held on holidays',
    )
    chooseLocale('zh-CN')
  })

  test('midnight is the end of the day, later is the next', () => {
    expect([clockAfter('19:00', 90), clockAfter('22:00', 120), clockAfter('23:00', 90)]).toEqual([
      '20:30',
      '24:00',
      '00:30+',
    ])
  })

  test('weeks begin on Monday', () => {
    expect([weekdayOf('2026-12-06'), mondayOf('2026-12-06'), mondayOf('2026-12-07')]).toEqual([
      7,
      '2026-11-30',
      '2026-12-07',
    ])
  })
})
