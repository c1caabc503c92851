import type { ReasonWire, ViolationWire } from '@gongyue/shared/api/problem.ts'
import { reasonText, violationText } from '@gongyue/shared/i18n/text.ts'
import { session } from '../app/session.ts'
import { locale } from './locale.ts'

/** A broken rule as a sentence in the reader's language. The one place where pages ask shared/i18n for sentences. */
export function violationSentence(violation: ViolationWire): string {
  return violationText(violation, locale.value, zone())
}

/** Why an alternative is offered, as a sentence in the reader's language. */
export function reasonSentence(reason: ReasonWire): string {
  return reasonText(reason, locale.value, zone())
}

/** Instants on the wire carry the facility's offset; the zone only matters for one that does not. */
function zone(): string {
  return session.value?.facility.timeZone ?? 'UTC'
}
