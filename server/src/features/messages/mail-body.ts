import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { declineWords, threadLine, threadReason } from '@gongyue/shared/i18n/mails.ts'
import { calendarDay, clockTime, dayText, say } from '@gongyue/shared/i18n/say.ts'
import type { NewMessage, ThreadLine, ThreadService } from '@gongyue/db/queries/messages.ts'

/** What a new line of a thread says, as text for a mail: the words, the places and times it is about, and why. */
export function mailBody(message: NewMessage, facts: Omit<Facts, 'now'>, names: SpaceNames, locale: Locale): string {
  const { text, params, offer } = message
  const reason = [params.reasonCode && declineWords[params.reasonCode][locale], params.reason].filter(Boolean)
  return [
    text,
    ...[...(params.lines ?? []), ...(offer?.lines ?? [])].map((line) => lineText(line, facts.timeZone, names, locale)),
    ...(params.services ?? []).map((one) => serviceText(one, facts.timeZone, locale)),
    ...(reason.length > 0 ? [say(threadReason, { reason: reason.join('。') }, locale, facts.timeZone)] : []),
    params.fileName ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Names of spaces by id. */
export type SpaceNames = ReadonlyMap<string, string>

function lineText({ spaceId, start, end }: ThreadLine, timeZone: string, names: SpaceNames, locale: Locale): string {
  const values = {
    day: dayText(calendarDay(start, timeZone), locale),
    from: clockTime(start, timeZone),
    until: clockTime(end, timeZone),
    space: names.get(spaceId) ?? '',
  }
  return say(threadLine, values, locale, timeZone).trim()
}

function serviceText({ title, start, end, place }: ThreadService, timeZone: string, locale: Locale): string {
  const values = {
    day: dayText(calendarDay(start, timeZone), locale),
    from: clockTime(start, timeZone),
    until: clockTime(end, timeZone),
    space: [title, place].filter((part) => part !== '').join(' · '),
  }
  return say(threadLine, values, locale, timeZone).trim()
}
