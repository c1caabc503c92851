import { describe, expect, test } from 'vitest'
import { expand, type Expansion, type Rule } from '@gongyue/shared/time/recurrence.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { NOTICE_2026, NO_NOTICES, ruleWith } from '../support/rules.ts'

const ZONE = 'Asia/Shanghai'

/** Each date as `key`, with what became of it. */
function told(found: Expansion): readonly string[] | string {
  if (found.kind === 'wrong') return found.fault
  return found.dates.map(({ key, date, skipped, announced }) =>
    [
      key,
      date !== key && `→ ${date}`,
      skipped?.kind,
      skipped?.kind === 'legal-holiday' && skipped.name,
      !announced && '?',
    ]
      .filter(Boolean)
      .join(' '),
  )
}

const of = (changes: Partial<Rule>) => told(expand(ruleWith(changes), NOTICE_2026, ZONE))

describe('patterns', () => {
  test.each<[string, Partial<Rule>, readonly string[]]>([
    [
      'every third day',
      { pattern: { kind: 'daily', every: 3 }, ends: { kind: 'until', date: '2026-09-10' } },
      ['2026-09-01', '2026-09-04', '2026-09-07', '2026-09-10'],
    ],
    [
      'Tuesdays and Thursdays',
      { pattern: { kind: 'weekly', every: 1, weekdays: [4, 2] }, ends: { kind: 'count', sessions: 3 } },
      ['2026-09-01', '2026-09-03', '2026-09-08'],
    ],
    [
      'every second week, counted from the week of the start',
      {
        from: '2026-09-03',
        pattern: { kind: 'weekly', every: 2, weekdays: [1, 5] },
        ends: { kind: 'count', sessions: 3 },
      },
      ['2026-09-04', '2026-09-14', '2026-09-18'],
    ],
    [
      'the 31st and the last day of the month',
      { pattern: { kind: 'monthly-by-date', every: 1, days: [31, -1] }, ends: { kind: 'count', sessions: 3 } },
      ['2026-09-30', '2026-10-31', '2026-11-30'],
    ],
    [
      'the second Tuesday and the last Friday',
      {
        pattern: {
          kind: 'monthly-by-weekday',
          every: 1,
          on: [
            { nth: 2, weekday: 2 },
            { nth: -1, weekday: 5 },
          ],
        },
        ends: { kind: 'count', sessions: 4 },
      },
      ['2026-09-08', '2026-09-25', '2026-10-13', '2026-10-30'],
    ],
    [
      'chosen dates, in any order and twice',
      { pattern: { kind: 'dates', dates: ['2026-11-03', '2026-08-30', '2026-11-03'] }, ends: null },
      ['2026-08-30', '2026-11-03'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(of(changes)).toEqual(expected)
  })

  test('every workday evening: no weekends, no holidays, but make-up workdays', () => {
    const found = of({ from: '2026-09-30', pattern: { kind: 'workdays' }, ends: { kind: 'until', date: '2026-10-12' } })
    expect(found).toEqual(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12'])
  })
})

describe('holidays', () => {
  const autumn = { from: '2026-09-22', ends: { kind: 'count', sessions: 4 } } as const

  test('held all the same', () => {
    expect(of({ ...autumn, onHolidays: 'keep' })).toEqual(['2026-09-22', '2026-09-29', '2026-10-06', '2026-10-13'])
  })

  test('lost, and told why; the number of sessions counts it', () => {
    expect(of({ ...autumn, onHolidays: 'skip' })).toEqual([
      '2026-09-22',
      '2026-09-29',
      '2026-10-06 legal-holiday 国庆节',
      '2026-10-13',
    ])
  })

  test('lost and made good at the end', () => {
    expect(of({ ...autumn, onHolidays: 'add-at-end' })).toEqual([
      '2026-09-22',
      '2026-09-29',
      '2026-10-06 legal-holiday 国庆节',
      '2026-10-13',
      '2026-10-20',
    ])
  })

  test('moved to the nearest make-up workday of the same holiday, each taken once', () => {
    const pattern = { kind: 'weekly', every: 1, weekdays: [1, 2, 3] } as const
    const found = of({ from: '2026-10-05', pattern, ends: { kind: 'count', sessions: 4 }, moveToMakeUpDay: true })
    // 10 October takes the Monday; 20 September lies before the start, so nothing is left for the other two
    expect(found).toEqual([
      '2026-10-06 legal-holiday 国庆节',
      '2026-10-07 legal-holiday 国庆节',
      '2026-10-05 → 2026-10-10',
      '2026-10-12',
    ])
  })

  test('both make-up workdays, before and after', () => {
    const pattern = { kind: 'weekly', every: 1, weekdays: [1, 5] } as const
    const found = of({
      from: '2026-09-18',
      pattern,
      ends: { kind: 'until', date: '2026-10-12' },
      moveToMakeUpDay: true,
    })
    expect(found).toEqual([
      '2026-09-18',
      '2026-10-05 → 2026-09-20',
      '2026-09-21',
      '2026-09-25',
      '2026-09-28',
      '2026-10-09',
      '2026-10-02 → 2026-10-10',
      '2026-10-12',
    ])
  })

  test('a class of Saturdays does not move to a Saturday that is worked: it is there already', () => {
    const pattern = { kind: 'weekly', every: 1, weekdays: [6] } as const
    expect(of({ from: '2026-10-03', pattern, ends: { kind: 'count', sessions: 2 }, moveToMakeUpDay: true })).toEqual([
      '2026-10-03 legal-holiday 国庆节',
      '2026-10-10',
    ])
  })

  test('A weeks and B weeks do not change places after a holiday', () => {
    const pattern = { kind: 'weekly', every: 2, weekdays: [2] } as const
    expect(of({ from: '2026-09-22', pattern, ends: { kind: 'count', sessions: 4 }, onHolidays: 'add-at-end' })).toEqual(
      ['2026-09-22', '2026-10-06 legal-holiday 国庆节', '2026-10-20', '2026-11-03', '2026-11-17'],
    )
  })

  test('days taken out by hand are told; they count as sessions', () => {
    expect(of({ except: ['2026-09-08', '2026-09-09'], ends: { kind: 'count', sessions: 3 } })).toEqual([
      '2026-09-01',
      '2026-09-08 excepted',
      '2026-09-15',
    ])
  })

  test('dates in a year without its notice are marked', () => {
    expect(of({ from: '2026-12-22', ends: { kind: 'count', sessions: 3 } })).toEqual([
      '2026-12-22',
      '2026-12-29',
      '2027-01-05 ?',
    ])
  })
})

describe('clocks', () => {
  const starts = (changes: Partial<Rule>, zone: string) => {
    const found = expand(ruleWith(changes), NO_NOTICES, zone)
    return found.kind === 'wrong' ? found.fault : found.dates.map(({ start }) => formatInstant(start, zone))
  }

  test('the hour on the wall stays over a change of clocks', () => {
    expect(starts({ from: '2026-10-20', ends: { kind: 'count', sessions: 2 } }, 'Europe/Berlin')).toEqual([
      '2026-10-20T19:00:00+02:00',
      '2026-10-27T19:00:00+01:00',
    ])
  })

  test('in the hour that is skipped it begins with the first instant after, in the hour shown twice with the first', () => {
    const daily = { pattern: { kind: 'daily', every: 1 }, time: '02:30', ends: { kind: 'count', sessions: 2 } } as const
    expect(starts({ ...daily, from: '2026-03-28' }, 'Europe/Berlin')).toEqual([
      '2026-03-28T02:30:00+01:00',
      '2026-03-29T03:00:00+02:00',
    ])
    expect(starts({ ...daily, from: '2026-10-25' }, 'Europe/Berlin')).toEqual([
      '2026-10-25T02:30:00+02:00',
      '2026-10-26T02:30:00+01:00',
    ])
  })

  test('a session lasts as long as it is, whatever the clock does meanwhile', () => {
    const found = expand(
      ruleWith({
        from: '2026-10-24',
        time: '23:00',
        durationMinutes: 300,
        ends: { kind: 'count', sessions: 1 },
        pattern: { kind: 'daily', every: 1 },
      }),
      NO_NOTICES,
      'Europe/Berlin',
    )
    expect(found.kind === 'dates' && found.dates.map(({ end }) => formatInstant(end, 'Europe/Berlin'))).toEqual([
      '2026-10-25T03:00:00+01:00',
    ])
  })
})

describe('what is no series', () => {
  test.each<[string, Partial<Rule>, string]>([
    [
      '30 February',
      { from: '2026-02-01', pattern: { kind: 'monthly-by-date', every: 12, days: [30] } },
      'never-happens',
    ],
    ['every date a holiday', { from: '2026-10-06', ends: { kind: 'count', sessions: 1 } }, 'never-happens'],
    ['100,000 sessions', { ends: { kind: 'count', sessions: 100_000 } }, 'too-many'],
    [
      'daily for three years',
      { pattern: { kind: 'daily', every: 1 }, ends: { kind: 'until', date: '2029-08-31' } },
      'too-many',
    ],
    ['weekly for five years', { ends: { kind: 'until', date: '2031-09-01' } }, 'too-far'],
    ['200 sessions weekly', { ends: { kind: 'count', sessions: 200 } }, 'too-far'],
    [
      'a chosen date in ten years',
      { pattern: { kind: 'dates', dates: ['2026-09-01', '2036-09-01'] }, ends: null },
      'too-far',
    ],
    ['until before the start', { ends: { kind: 'until', date: '2026-08-31' } }, 'until-before-start'],
    ['no end', { ends: null }, 'endless'],
    [
      'made good at the end of no number',
      { ends: { kind: 'until', date: '2026-12-31' }, onHolidays: 'add-at-end' },
      'needs-count',
    ],
  ])('%s: %s', (_, changes, fault) => {
    expect(of(changes)).toBe(fault)
  })
})
