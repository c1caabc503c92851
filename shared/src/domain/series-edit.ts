import type { DayTypes } from '../time/day-type.ts'
import type { Interval } from '../time/interval.ts'
import type { Pattern } from '../time/pattern.ts'
import { expand, type Rule } from '../time/recurrence.ts'
import { addDays, localDateOf, minuteOfDayAt, weekdayOf, type LocalDate } from '../time/wall.ts'

/**
 * The rule of a series as one of its dates is dragged elsewhere and the others shall follow: its hour and length become those of all, and the day
 * of that date moves in the pattern. Chosen dates are moved one by one, so only their hour follows.
 */
export function draggedRule(rule: Rule, key: LocalDate, to: Interval, zone: string): Rule {
  const date = localDateOf(to.start, zone)
  const minute = minuteOfDayAt(to.start, zone)
  const two = (value: number) => String(value).padStart(2, '0')
  const durationMinutes = Math.round((to.end - to.start) / 60_000)
  const moved: Rule = { ...rule, time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, durationMinutes }
  if (date === key) return moved
  const pattern = draggedPattern(rule.pattern, key, date)
  return { ...moved, pattern, from: date < rule.from ? date : rule.from }
}

/** The part of a rule from one of its days on, and what is left before it; sessions are shared out between the two. */
export function splitRule(
  rule: Rule,
  key: LocalDate,
  dayTypes: DayTypes,
  zone: string,
): { readonly before: Rule; readonly after: Rule } {
  const { pattern, ends, onHolidays } = rule
  if (pattern.kind === 'dates') {
    const part = (test: (date: LocalDate) => boolean): Rule => ({
      ...rule,
      pattern: { kind: 'dates', dates: pattern.dates.filter(test) },
    })
    return { before: part((date) => date < key), after: { ...part((date) => date >= key), from: key } }
  }
  const last = addDays(key, -1)
  if (ends?.kind !== 'count')
    return { before: { ...rule, ends: { kind: 'until', date: last } }, after: { ...rule, from: key } }
  const all = expand(rule, dayTypes, zone)
  const earlier = all.kind === 'dates' ? all.dates.filter((date) => date.key < key) : []
  const lost = earlier.filter(({ skipped }) => skipped?.kind === 'legal-holiday').length
  const sessions = onHolidays === 'add-at-end' ? earlier.length - lost : earlier.length
  return {
    before: { ...rule, ends: { kind: 'count', sessions: Math.max(1, sessions) } },
    after: { ...rule, from: key, ends: { kind: 'count', sessions: Math.max(1, ends.sessions - sessions) } },
  }
}

function draggedPattern(pattern: Pattern, from: LocalDate, to: LocalDate): Pattern {
  switch (pattern.kind) {
    case 'weekly': {
      const weekdays = pattern.weekdays.map((day) => (day === weekdayOf(from) ? weekdayOf(to) : day))
      return { ...pattern, weekdays: [...new Set(weekdays)] }
    }
    case 'monthly-by-date': {
      const [was, is] = [from, to].map((date) => Number(date.slice(8)))
      return { ...pattern, days: [...new Set(pattern.days.map((day) => (day === was && is ? is : day)))] }
    }
    case 'monthly-by-weekday': {
      const nth = Math.ceil(Number(to.slice(8)) / 7)
      const on = pattern.on.map((one) =>
        one.weekday === weekdayOf(from) && (one.nth < 0 || one.nth === Math.ceil(Number(from.slice(8)) / 7))
          ? { nth: one.nth < 0 ? one.nth : nth, weekday: weekdayOf(to) }
          : one,
      )
      return { ...pattern, on }
    }
    case 'dates':
      return { ...pattern, dates: pattern.dates.map((date) => (date === from ? to : date)) }
    default:
      return pattern
  }
}
