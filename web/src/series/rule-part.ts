import type { SeriesWire } from '@gongyue/shared/api/series.ts'
import type { Day } from '../text/when.ts'

type Rule = SeriesWire['rule']

/** The part of a rule from one of its days on: what is left of its number of sessions, as the server shares them out. */
export function ruleFrom({ rule, dates }: Pick<SeriesWire, 'rule' | 'dates'>, key: Day): Rule {
  const earlier = dates.filter((date) => date.key < key)
  if (earlier.length === 0) return rule
  if (rule.pattern.kind === 'dates') {
    const { dates: chosen } = rule.pattern
    return { ...rule, from: key, pattern: { kind: 'dates', dates: chosen.filter((day) => day >= key) } }
  }
  if (rule.ends?.kind !== 'count') return { ...rule, from: key }
  const madeGood =
    rule.onHolidays === 'add-at-end' ? earlier.filter(({ reason }) => reason === 'legal-holiday').length : 0
  const sessions = Math.max(1, rule.ends.sessions - (earlier.length - madeGood))
  return { ...rule, from: key, ends: { kind: 'count', sessions } }
}
