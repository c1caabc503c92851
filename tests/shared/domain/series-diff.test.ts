import { describe, expect, test } from 'vitest'
import { diffDates, reexpand, type DateChange, type StandingDate } from '@gongyue/shared/domain/series-diff.ts'
import { expand, type PlannedDate, type Rule } from '@gongyue/shared/time/recurrence.ts'
import { NOTICE_2026, NO_NOTICES, noticeOf, ruleWith } from '../support/rules.ts'

const ZONE = 'Asia/Shanghai'
const LONG_AGO = 0

function planned(rule: Rule): readonly PlannedDate[] {
  const found = expand(rule, NO_NOTICES, ZONE)
  if (found.kind === 'wrong') throw new Error(found.fault)
  return found.dates
}

/** The dates of a rule as they stand once booked, but for what the test names by key. */
function standing(rule: Rule, changes: Readonly<Record<string, Partial<StandingDate>>> = {}): readonly StandingDate[] {
  return planned(rule).map(({ key, start, end }) => ({
    ...{ key, start, end, spaceId: 'room', state: 'booked', exception: false },
    ...changes[key],
  }))
}

const told = (changes: readonly DateChange[]) =>
  changes.map((change) => {
    const before = 'before' in change ? change.before.key : '-'
    const after = 'after' in change && change.after ? change.after.key : '-'
    return `${change.kind} ${before} ${after}`
  })

const edit = (before: readonly StandingDate[], after: Rule, spaceId: string | null = null, from = LONG_AGO) =>
  told(diffDates(before, planned(after), { spaceId, from }))

describe('an edit of the rule', () => {
  test('from Tuesday to Thursday every booking moves within its week', () => {
    const thursdays = ruleWith({
      pattern: { kind: 'weekly', every: 1, weekdays: [4] },
      ends: { kind: 'count', sessions: 2 },
    })
    expect(edit(standing(ruleWith({ ends: { kind: 'count', sessions: 2 } })), thursdays)).toEqual([
      'moved 2026-09-01 2026-09-03',
      'moved 2026-09-08 2026-09-10',
    ])
  })

  test('another hour or another room moves each, the same rule keeps each', () => {
    const two = ruleWith({ ends: { kind: 'count', sessions: 2 } })
    expect(edit(standing(two), two)).toEqual(['kept 2026-09-01 2026-09-01', 'kept 2026-09-08 2026-09-08'])
    expect(edit(standing(two), ruleWith({ time: '18:00', ends: two.ends }))).toEqual([
      'moved 2026-09-01 2026-09-01',
      'moved 2026-09-08 2026-09-08',
    ])
    expect(edit(standing(two), two, 'other')).toEqual(['moved 2026-09-01 2026-09-01', 'moved 2026-09-08 2026-09-08'])
  })

  test('a shorter rule loses its last, a longer one has new ones', () => {
    const [two, three] = [2, 3].map((sessions) => ruleWith({ ends: { kind: 'count', sessions } }))
    if (!two || !three) throw new Error('there are two rules')
    expect(edit(standing(three), two).at(-1)).toBe('lost 2026-09-15 -')
    expect(edit(standing(two), three).at(-1)).toBe('new - 2026-09-15')
  })

  test('what is past stays as it was', () => {
    const before = standing(ruleWith({ ends: { kind: 'count', sessions: 2 } }))
    const from = before[1]?.start ?? 0
    expect(
      edit(
        before,
        ruleWith({ time: '18:00', from: '2026-09-08', ends: { kind: 'count', sessions: 1 } }),
        null,
        from - 7_200_000,
      ),
    ).toEqual(['past 2026-09-01 -', 'moved 2026-09-08 2026-09-08'])
  })

  test('what was changed or given back by hand is left so, while the rule names its day', () => {
    const three = ruleWith({ ends: { kind: 'count', sessions: 3 } })
    const before = standing(three, { '2026-09-01': { exception: true }, '2026-09-08': { state: 'cancelled' } })
    expect(edit(before, { ...three, time: '18:00' })).toEqual([
      'exception-kept 2026-09-01 -',
      'exception-kept 2026-09-08 -',
      'moved 2026-09-15 2026-09-15',
    ])
  })

  test('what had been refused is asked for again', () => {
    const one = ruleWith({ ends: { kind: 'count', sessions: 1 } })
    expect(edit(standing(one, { '2026-09-01': { state: 'skipped' } }), { ...one, time: '18:00' })).toEqual([
      'new - 2026-09-01',
    ])
  })

  test('a day that is a week away is another booking', () => {
    const week = ruleWith({ from: '2026-09-08', ends: { kind: 'count', sessions: 1 } })
    expect(edit(standing(ruleWith({ ends: { kind: 'count', sessions: 1 } })), week)).toEqual([
      'lost 2026-09-01 -',
      'new - 2026-09-08',
    ])
  })
})

describe('a holiday notice that comes late', () => {
  const autumn = ruleWith({ from: '2026-09-29', ends: { kind: 'count', sessions: 3 }, onHolidays: 'add-at-end' })

  test('takes a date and adds one at the end', () => {
    const found = reexpand({ rule: autumn, standing: standing(autumn), timeZone: ZONE }, NOTICE_2026, LONG_AGO)
    expect(found.kind === 'changes' && told(found.changes)).toEqual([
      'kept 2026-09-29 2026-09-29',
      'lost 2026-10-06 2026-10-06',
      'kept 2026-10-13 2026-10-13',
      'new - 2026-10-20',
    ])
  })

  test('moves a date to the make-up workday', () => {
    const rule = { ...autumn, moveToMakeUpDay: true }
    const found = reexpand({ rule, standing: standing(rule), timeZone: ZONE }, NOTICE_2026, LONG_AGO)
    expect(found.kind === 'changes' && told(found.changes)).toEqual([
      'kept 2026-09-29 2026-09-29',
      'moved 2026-10-06 2026-10-06',
      'kept 2026-10-13 2026-10-13',
    ])
  })

  test('that leaves nothing of the series is told as such', () => {
    const one = ruleWith({ from: '2026-10-06', ends: { kind: 'count', sessions: 1 } })
    const notice = noticeOf([2026], [{ date: '2026-10-06', kind: 'legal-holiday', name: '国庆节' }])
    expect(reexpand({ rule: one, standing: standing(one), timeZone: ZONE }, notice, LONG_AGO)).toMatchObject({
      kind: 'wrong',
      fault: 'never-happens',
    })
  })
})
