import { ruleNames } from '@gongyue/shared/i18n/rule-names.ts'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/policy.ts'
import { spaceKindName } from './fields.tsx'
import { SPACE_KINDS } from '@gongyue/shared/domain/space.ts'

const FIELDS = {
  answerWorkdays: 'answerWorkdays',
  mailNotices: 'mailNotices',
  cancelMinutes: 'cancelMinutes',
  holdMinutes: 'holdMinutes',
  offerMinutes: 'offerMinutes',
  forgetDays: 'forgetDays',
  quotas: 'quotas',
  publicity: 'publicity',
  'attendance.earlyMinutes': 'earlyMinutes',
  'attendance.noShowMinutes': 'noShowMinutes',
  'attendance.noShowSpaces': 'noShowSpaces',
  'attendance.noShowPoints': 'noShowPoints',
  'attendance.noShowDays': 'noShowDays',
  'attendance.pointLimit': 'pointLimit',
  'attendance.checkOutFreesRest': 'checkOutFreesRest',
} as const

/** What a field of a version is called on the form. */
export function fieldName(field: string): string {
  const rule = Object.entries(ruleNames).find(([id]) => field === `weights.${id}`)
  if (rule) return t('weightOf', { rule: nameIn(rule[1]) })
  const key = Object.entries(FIELDS).find(([path]) => path === field)?.[1]
  return key ? t(key) : field
}

/** A value in a line; of a list of rules, how many there are. */
export function valueText(value: unknown): string {
  if (value === null) return t('never')
  if (value === 'any') return t('any')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return `${value}`
  if (!Array.isArray(value)) return ''
  const kinds = SPACE_KINDS.filter((kind) => value.includes(kind))
  return kinds.length > 0 ? kinds.map(spaceKindName).join(t('comma')) : t('lines', { count: value.length })
}
