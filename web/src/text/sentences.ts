import type { ReasonWire, ViolationWire } from '@gongyue/shared/api/problem.ts'

/** A broken rule as a sentence in the reader's language. The one place where pages ask shared/i18n for sentences. */
export function violationSentence(violation: ViolationWire): string {
  return violation.constraint
}

/** Why an alternative is offered, as a sentence in the reader's language. */
export function reasonSentence(reason: ReasonWire): string {
  return reason.key
}
