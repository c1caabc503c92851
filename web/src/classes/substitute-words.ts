import type { SubstituteWire } from '@gongyue/shared/api/people.ts'
import { t } from '../text/class.ts'

const PLAIN = ['teaches-this-class', 'same-partner', 'other-partner', 'here-that-day'] as const

/** Why somebody stands where they stand among the substitutes. */
export function reasonWords({ key, params }: SubstituteWire['reasons'][number]): string {
  if (key === 'sessions-that-week') return t('why-sessions-that-week', { count: params['count'] ?? 0 })
  const known = PLAIN.find((one) => one === key)
  return known ? t(`why-${known}`) : key
}
