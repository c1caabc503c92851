import type { SeriesDiffWire, SeriesWire } from '@gongyue/shared/api/series.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { DiffEntry, EditPlan } from './edit.ts'
import { seriesWire } from './wire.ts'

interface Told {
  readonly kind: 'edited' | 'refused'
  readonly series: SeriesRecord
  readonly diff: readonly DiffEntry[]
  readonly plan: EditPlan
}

/** The series as it stands, and what became of each date. */
export function editedWire(
  told: Told,
  timeZone: string,
): { readonly series: SeriesWire; readonly diff: SeriesDiffWire } {
  return { series: seriesWire(told.series, timeZone), diff: diffWire(told, timeZone) }
}

function diffWire({ kind, diff, plan, series }: Told, timeZone: string): SeriesDiffWire {
  return {
    verdict: kind === 'edited' ? 'fits' : 'refused',
    dates: diff.map((entry) => entryWire(entry, plan, series, timeZone)),
  }
}

type Entry = SeriesDiffWire['dates'][number]

function entryWire({ change, violations }: DiffEntry, plan: EditPlan, series: SeriesRecord, timeZone: string): Entry {
  const before = 'before' in change ? change.before : null
  const after = 'after' in change ? change.after : null
  const place = (spaceId: string, span: { readonly start: number; readonly end: number }) => ({
    spaceId,
    start: formatInstant(span.start, timeZone),
    end: formatInstant(span.end, timeZone),
  })
  const isHeld = after !== null && after.skipped === null && change.kind !== 'lost'
  const isRefused = violations.length > 0
  const stands = before !== null && (before.state === 'booked' || before.state === 'waiting')
  const goes = isHeld && !isRefused && (change.kind !== 'kept' || stands)
  const stays = change.kind === 'past' || change.kind === 'exception-kept' || (isRefused && stands)
  const spaceId = plan.spaceId ?? before?.spaceId ?? series.spaceId
  return {
    key: (after ?? before)?.key ?? '',
    kind: isRefused ? 'refused' : change.kind,
    before: before && stands ? place(before.spaceId, before) : null,
    after: goes ? place(spaceId, after) : before && stands && stays ? place(before.spaceId, before) : null,
    reason: isRefused ? 'refused' : (after?.skipped?.kind ?? null),
    reasonName: after?.skipped?.kind === 'legal-holiday' ? after.skipped.name : null,
    announced: after?.announced ?? true,
    violations: [...violations],
  }
}
