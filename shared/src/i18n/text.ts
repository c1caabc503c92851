import type { Params } from '../domain/message.ts'
import type { Locale } from '../domain/names.ts'
import { ALTERNATIVE_MESSAGES, VIOLATION_MESSAGES } from './messages.ts'
import { say } from './say.ts'

/** A violation as a sentence in the reader's language. A rule this build does not know yet is named by its id. */
export function violationText(
  { constraint, params }: { readonly constraint: string; readonly params: Params },
  locale: Locale,
  timeZone: string,
): string {
  const messages = VIOLATION_MESSAGES[constraint]
  return messages ? say(messages, params, locale, timeZone) : constraint
}

/** Why an alternative stands where it stands, in the reader's language. */
export function reasonText(
  { key, params }: { readonly key: string; readonly params: Params },
  locale: Locale,
  timeZone: string,
): string {
  const messages = ALTERNATIVE_MESSAGES[key]
  return messages ? say(messages, params, locale, timeZone) : key
}
