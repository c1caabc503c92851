import { readRrule, writeRrule, type ReadRrule } from '@gongyue/shared/time/rrule.ts'
import { readDraft, type RuleDraft } from './draft.ts'

/** What became of a pasted rule. */
export type ReadText =
  | { readonly kind: 'draft'; readonly draft: RuleDraft }
  | Exclude<ReadRrule, { readonly kind: 'rule' }>

/** The draft as other calendars write it; null while something is missing, and where RFC 5545 has no word for it. */
export function rruleTextOf(draft: RuleDraft, zone: string): string | null {
  const read = readDraft(draft)
  return read.kind === 'rule' ? writeRrule(read.rule, zone) : null
}

/** A pasted rule in the place of the draft's; day, hour, length, holidays and excepted days stay as they are. */
export function withRruleText(draft: RuleDraft, text: string, zone: string): ReadText {
  const read = readRrule(text.trim(), { date: draft.from, time: draft.time, zone })
  if (read.kind !== 'rule') return read
  const { pattern, ends } = read
  return {
    kind: 'draft',
    draft: {
      ...draft,
      kind: pattern.kind,
      ...('every' in pattern && { every: String(pattern.every) }),
      ...(pattern.kind === 'weekly' && { weekdays: pattern.weekdays }),
      ...(pattern.kind === 'monthly-by-date' && { days: pattern.days }),
      ...(pattern.kind === 'monthly-by-weekday' && { on: pattern.on }),
      // A calendar may go on for ever; a palace asks until when.
      ...(ends === null && { ending: 'until', until: '' }),
      ...(ends?.kind === 'until' && { ending: 'until', until: ends.date }),
      ...(ends?.kind === 'count' && { ending: 'count', sessions: String(ends.sessions) }),
      ...(ends?.kind !== 'count' && draft.onHolidays === 'add-at-end' && { onHolidays: 'skip' }),
    },
  }
}
