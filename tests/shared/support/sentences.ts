import type { Match } from '@gongyue/shared/constraints/define.ts'
import { violationText } from '@gongyue/shared/i18n/text.ts'

/** A breach as both kinds of reader get it. */
export function sentencesOf(constraint: string, match: Match | null, timeZone = 'Asia/Shanghai'): readonly string[] {
  if (!match) throw new Error(`${constraint} found nothing to say`)
  return (['zh-CN', 'en'] as const).map((locale) =>
    violationText({ constraint, params: match.params }, locale, timeZone),
  )
}
