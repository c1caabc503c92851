import type { NthWeekday, Pattern } from '@gongyue/shared/time/pattern.ts'
import type { OnHolidays, Rule } from '@gongyue/shared/time/recurrence.ts'
import type { Weekday } from '@gongyue/shared/time/wall.ts'
import type { Day } from '../text/when.ts'
import { weekdayOf } from './weekdays.ts'

/** Every way of coming back, in the order of the form. */
export const PATTERN_KINDS = [
  'weekly',
  'daily',
  'workdays',
  'monthly-by-date',
  'monthly-by-weekday',
  'dates',
] as const satisfies readonly Pattern['kind'][]

/**
 * A rule while it is typed: what every kind of it needs stands side by side, so that trying another kind loses nothing. Numbers are text, because a
 * field is empty before it is full.
 */
export interface RuleDraft {
  readonly kind: Pattern['kind']
  readonly every: string
  readonly weekdays: readonly Weekday[]
  /** Days of the month; -1 is the last. */
  readonly days: readonly number[]
  readonly on: readonly NthWeekday[]
  readonly dates: readonly Day[]
  readonly from: Day
  /** `HH:MM`. */
  readonly time: string
  readonly minutes: string
  /** `itself`: chosen dates end by themselves. */
  readonly ending: 'until' | 'count' | 'itself'
  readonly until: Day
  readonly sessions: string
  readonly onHolidays: OnHolidays
  readonly moveToMakeUpDay: boolean
  readonly except: readonly Day[]
}

/** What may be missing or wrong in a draft. `needs-count`: sessions added at the end need a number of them. */
export type RuleGap =
  | 'every'
  | 'weekdays'
  | 'days'
  | 'on'
  | 'dates'
  | 'from'
  | 'time'
  | 'minutes'
  | 'until'
  | 'until-before-start'
  | 'sessions'
  | 'needs-count'

export type ReadDraft =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'wanting'; readonly gaps: readonly RuleGap[] }

/** Where a new rule begins: a weekly class of sixteen sessions. */
export function newRuleDraft(from: Day, time: string, minutes: number): RuleDraft {
  const weekday = weekdayOf(from)
  return {
    kind: 'weekly',
    every: '1',
    weekdays: [weekday],
    days: [Number(from.slice(8))],
    on: [{ nth: Math.min(4, Math.ceil(Number(from.slice(8)) / 7)), weekday }],
    dates: [],
    ...{ from, time, minutes: String(minutes) },
    ending: 'count',
    until: '',
    sessions: '16',
    onHolidays: 'skip',
    moveToMakeUpDay: false,
    except: [],
  }
}

/** A rule as the form shows it. */
export function draftOf(rule: Rule): RuleDraft {
  const { pattern, ends, from, time, durationMinutes, onHolidays, moveToMakeUpDay, except } = rule
  const blank = newRuleDraft(from, time, durationMinutes)
  return {
    ...blank,
    kind: pattern.kind,
    every: 'every' in pattern ? String(pattern.every) : '1',
    ...(pattern.kind === 'weekly' && { weekdays: pattern.weekdays }),
    ...(pattern.kind === 'monthly-by-date' && { days: pattern.days }),
    ...(pattern.kind === 'monthly-by-weekday' && { on: pattern.on }),
    ...(pattern.kind === 'dates' && { dates: pattern.dates }),
    ending: ends?.kind ?? 'itself',
    until: ends?.kind === 'until' ? ends.date : '',
    sessions: ends?.kind === 'count' ? String(ends.sessions) : blank.sessions,
    ...{ onHolidays, moveToMakeUpDay, except },
  }
}

/** The rule that is meant, or everything that is still missing. */
export function readDraft(draft: RuleDraft): ReadDraft {
  const pattern = patternOf(draft)
  const from = draft.kind === 'dates' ? (firstOf(draft.dates) ?? draft.from) : draft.from
  const sessions = wholeIn(draft.sessions, 1, 1000)
  const durationMinutes = wholeIn(draft.minutes, 1, 1440)
  const gaps: RuleGap[] = typeof pattern === 'string' ? [pattern] : []
  if (!isDay(from) && draft.kind !== 'dates') gaps.push('from')
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.time)) gaps.push('time')
  if (durationMinutes === null) gaps.push('minutes')
  if (draft.ending === 'until' && !isDay(draft.until)) gaps.push('until')
  else if (draft.ending === 'until' && draft.until < from) gaps.push('until-before-start')
  if (draft.ending === 'count' && sessions === null) gaps.push('sessions')
  if (draft.ending === 'itself' && draft.kind !== 'dates') gaps.push('until')
  if (draft.onHolidays === 'add-at-end' && draft.ending !== 'count') gaps.push('needs-count')
  if (typeof pattern === 'string' || durationMinutes === null || gaps.length > 0) return { kind: 'wanting', gaps }
  const { time, onHolidays, moveToMakeUpDay, except, until } = draft
  const ends =
    draft.ending === 'until'
      ? ({ kind: 'until', date: until } as const)
      : sessions !== null && draft.ending === 'count'
        ? ({ kind: 'count', sessions } as const)
        : null
  return {
    kind: 'rule',
    rule: { from: draft.from, time, durationMinutes, pattern, ends, onHolidays, moveToMakeUpDay, except },
  }
}

/** Another kind of coming back; what only chosen dates can do goes with them. */
export function withKind(draft: RuleDraft, kind: Pattern['kind']): RuleDraft {
  if (kind === 'dates') return { ...draft, kind, ending: 'itself', onHolidays: withoutCount(draft.onHolidays) }
  return { ...draft, kind, ending: draft.ending === 'itself' ? 'count' : draft.ending }
}

/** Another way to end; "add at the end" asks for a number of sessions. */
export function withEnding(draft: RuleDraft, ending: RuleDraft['ending']): RuleDraft {
  return { ...draft, ending, onHolidays: ending === 'count' ? draft.onHolidays : withoutCount(draft.onHolidays) }
}

function withoutCount(onHolidays: OnHolidays): OnHolidays {
  return onHolidays === 'add-at-end' ? 'skip' : onHolidays
}

function patternOf({ kind, every: text, weekdays, days, on, dates }: RuleDraft): Pattern | RuleGap {
  const every = wholeIn(text, 1, 99)
  if (kind === 'workdays') return { kind }
  if (kind === 'dates') return dates.length > 0 ? { kind, dates: [...dates] } : 'dates'
  if (every === null) return 'every'
  switch (kind) {
    case 'daily':
      return { kind, every }
    case 'weekly':
      return weekdays.length > 0 ? { kind, every, weekdays: [...weekdays] } : 'weekdays'
    case 'monthly-by-date':
      return days.length > 0 ? { kind, every, days: [...days] } : 'days'
    case 'monthly-by-weekday':
      return on.length > 0 ? { kind, every, on: [...on] } : 'on'
  }
}

function wholeIn(text: string, least: number, most: number): number | null {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}

function firstOf(dates: readonly Day[]): Day | null {
  return dates.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null)
}
