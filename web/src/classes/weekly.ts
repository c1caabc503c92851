import type { RuleWire } from '@gongyue/shared/api/recurrence.ts'
import { clockAfter, ruleWords } from '../rules/words.ts'
import { weekdayWord } from '../rules/weekdays.ts'
import { t } from '../text/rules.ts'

/** The weekly pattern in a few words, `每周二、周四 19:00–20:30`; other rules are told whole. Null when there is none. */
export function weeklyWords(rule: RuleWire | null): string | null {
  if (rule === null) return null
  const { pattern, time, durationMinutes } = rule
  if (pattern.kind !== 'weekly') return ruleWords(rule)
  const days = pattern.weekdays.map(weekdayWord).join(t('and'))
  const which = pattern.every === 1 ? t('sayWeekly', { days }) : t('sayEveryWeeks', { count: pattern.every, days })
  return `${which} ${time}–${clockAfter(time, durationMinutes).slice(0, 5)}`
}
