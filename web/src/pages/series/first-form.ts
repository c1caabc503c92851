import type { SessionWire } from '@gongyue/shared/api/session.ts'
import { recallDraft } from '../../app/storage.ts'
import { newRuleDraft } from '../../rules/draft.ts'
import { addDays, minutesBetween, todayAt } from '../../text/when.ts'
import type { SeriesForm } from './new-model.ts'

/**
 * A new series with what is known: `?space=…&start=2026-12-08T19:00&end=2026-12-08T20:30&title=…&people=20` from the page that led here, or else
 * what was typed in this tab before.
 */
export function firstForm(query: URLSearchParams, reader: SessionWire, draft: string, now: number): SeriesForm {
  const asked = query.has('space') || query.has('start')
  const kept = asked ? null : (recallDraft(draft) as SeriesForm | null) // written by this page
  if (kept?.rule?.kind && kept.accepted) return kept
  const start = wallOf(query.get('start'))
  const end = wallOf(query.get('end'))
  const minutes = start !== null && end !== null ? minutesBetween(`${start}:00Z`, `${end}:00Z`) : 0
  const day = start?.slice(0, 10) ?? addDays(todayAt(reader.facility.timeZone, now), 7)
  const [party] = reader.parties
  return {
    title: query.get('title') ?? '',
    party: party ? { id: party.id, name: party.name } : null,
    headcount: query.get('people') ?? '',
    spaceId: query.get('space') ?? '',
    rule: newRuleDraft(day, start?.slice(11) ?? '19:00', minutes > 0 && minutes <= 1440 ? minutes : 90),
    onConflict: 'skip',
    accepted: [],
    waivers: {},
  }
}

function wallOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? text.slice(0, 16) : null
}
