import type { ReasonWire } from '@gongyue/shared/api/violation.ts'
import { say } from '@gongyue/shared/i18n/say.ts'
import { seasonReasonMessages } from '@gongyue/shared/i18n/season-reasons.ts'
import { session } from '../app/session.ts'
import { locale } from '../text/locale.ts'
import { reasonSentence } from '../text/sentences.ts'

/** Why a wish was not met or a place can not be had, as a sentence in the reader's language. */
export function seasonReason(reason: ReasonWire): string {
  const messages = seasonReasonMessages(reason.key)
  if (!messages) return reasonSentence(reason)
  return say(messages, reason.params, locale.value, session.value?.facility.timeZone ?? 'UTC')
}
