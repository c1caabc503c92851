import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import { t } from '../../text/conflicts.ts'
import { violationSentence } from '../../text/sentences.ts'
import { dayLabel } from '../../text/when.ts'

/** What a conflict is called. */
export function conflictTitle({ kind, title, people }: ConflictWire): string {
  switch (kind) {
    case 'unannounced':
      return t('title-unannounced', { year: title })
    case 'repair':
      return t('title-repair', { title })
    case 'message':
      return t('title-message', { count: people })
    default:
      return title
  }
}

/** Its cause in a sentence: the rule that is broken, or what is waited for. */
export function conflictCause({ kind, violations, dates, reservationIds }: ConflictWire): string {
  const [first] = violations
  switch (kind) {
    case 'waiting':
      return t('what-waiting', { count: dates.length })
    case 'unannounced':
      return t('what-unannounced')
    case 'repair':
      return t('what-repair')
    case 'message':
      return t('what-message')
    case 'absence':
      return first ? violationSentence(first) : t('what-absence', { count: reservationIds.length })
    case 'broken':
      return first ? violationSentence(first) : ''
  }
}

/** Whom it concerns: `3 家 · 12 场 · 240 人`. */
export function conflictWho({ kind, partyName, people, reservationIds }: ConflictWire): string {
  if (kind === 'message') return partyName ?? t('several')
  return [
    partyName ?? (reservationIds.length > 1 ? t('several') : ''),
    reservationIds.length > 0 ? t('bookings', { count: reservationIds.length }) : '',
    people > 0 ? t('people', { count: people }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The first days, and how many there are. */
export function conflictDays({ dates }: ConflictWire): string {
  const shown = dates.slice(0, 3).map(dayLabel).join('、')
  return dates.length > 3 ? `${shown}${t('more', { count: dates.length })}` : shown
}

/** A span in the largest unit that fits. */
export function spanWord(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes >= 1440) return t('days', { count: Math.floor(minutes / 1440) })
  return minutes >= 60 ? t('hours', { count: Math.floor(minutes / 60) }) : t('minutes', { count: Math.max(1, minutes) })
}
