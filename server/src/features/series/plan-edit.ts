import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { diffDates, type StandingDate } from '@gongyue/shared/domain/series-diff.ts'
import { draggedRule, splitRule } from '@gongyue/shared/domain/series-edit.ts'
import type { PlannedDate, Rule } from '@gongyue/shared/time/recurrence.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import type { SeriesDateRecord, SeriesRecord } from '@gongyue/db/queries/series.ts'
import type { Fault } from '../../plugins/problems.ts'
import { LONGEST, spanFaults } from '../orders/asked.ts'
import type { EditPlan, EditSeries } from './edit.ts'
import { datesOf } from './planned-series.ts'
import { isException } from './wire.ts'

/** Works out what an edit makes of each date, or tells the fields that are wrong. Pure. */
export function planEdit(
  request: EditSeries,
  series: SeriesRecord,
  facts: Facts,
): EditPlan | { readonly kind: 'malformed'; readonly errors: readonly Fault[] } {
  const { changes, scope, key } = request
  const at = series.dates.find((date) => date.key === key)
  const errors = faultsOf(request, at, facts)
  if (errors.length > 0) return { kind: 'malformed', errors }
  const base = { title: changes.title ?? series.title, headcount: changes.headcount ?? series.headcount }
  const spaceId = changes.spaceId ?? null
  if (scope === 'this') return planOfOne(request, series, at, { ...base, spaceId })
  // what begins with the first date is the whole
  const isLater = scope === 'following' && key !== null && series.dates.some((date) => date.key < key)
  const split = isLater ? splitRule(series.rule, key, facts.dayTypes, facts.timeZone) : null
  const rule = ruleOf(request, at, split?.after ?? series.rule, facts.timeZone)
  const dates = datesOf(rule, facts, '/changes/rule')
  if (dates.kind === 'malformed') return dates
  const standing = series.dates.filter((date) => split === null || key === null || date.key >= key).map(standingOf)
  return {
    ...{ kind: 'plan', ...base, spaceId, rule },
    remainder: split?.before ?? null,
    changes: diffDates(standing, dates.dates, { spaceId, from: facts.now }),
    planned: new Map(dates.dates.map((date) => [date.key, date])),
  }
}

/** One date goes elsewhere; the rule stays as it is. */
function planOfOne(
  { changes }: EditSeries,
  { rule }: SeriesRecord,
  at: SeriesDateRecord | undefined,
  base: Pick<EditPlan, 'title' | 'headcount' | 'spaceId'>,
): EditPlan {
  if (!at) throw new Error('the date of an edit was asked for before')
  const start = parseInstant(changes.start ?? '') ?? at.start
  const end = parseInstant(changes.end ?? '') ?? at.end
  const after: PlannedDate = { key: at.key, date: at.key, start, end, skipped: null, announced: at.announced }
  return {
    ...{ kind: 'plan', ...base, rule },
    remainder: null,
    changes: [{ kind: 'moved', before: standingOf(at), after }],
    planned: new Map(),
  }
}

/** A stored date as the comparison of old and new sees it. */
export function standingOf(date: SeriesDateRecord): StandingDate {
  const { key, spaceId, start, end, state } = date
  return { key, spaceId, start, end, state, exception: isException(date) }
}

function ruleOf({ changes, key }: EditSeries, at: SeriesDateRecord | undefined, base: Rule, timeZone: string): Rule {
  if (changes.rule) return key !== null && changes.rule.from < key ? { ...changes.rule, from: key } : changes.rule
  if (!at || key === null || (changes.start === undefined && changes.end === undefined)) return base
  const start = parseInstant(changes.start ?? '') ?? at.start
  const end = parseInstant(changes.end ?? '') ?? start + (at.end - at.start)
  return draggedRule(base, key, { start, end }, timeZone)
}

function faultsOf(
  { changes, scope, key }: EditSeries,
  at: SeriesDateRecord | undefined,
  facts: Facts,
): readonly Fault[] {
  const errors: Fault[] = []
  const dragged = changes.start !== undefined || changes.end !== undefined
  if (key === null && (scope !== 'all' || dragged)) errors.push(fault('/key', 'required'))
  else if (key !== null && !at) errors.push(fault('/key', 'not-there'))
  if (changes.spaceId !== undefined && !facts.spaces.has(changes.spaceId))
    errors.push(fault('/changes/spaceId', 'not-there'))
  if (scope === 'this' && changes.rule) errors.push(fault('/changes/rule', 'unknown-field'))
  if (scope === 'this' && changes.title !== undefined) errors.push(fault('/changes/title', 'unknown-field'))
  if (scope === 'this' && at && at.state !== 'booked') errors.push(fault('/key', 'not-standing'))
  if (dragged && changes.rule) errors.push(fault('/changes/start', 'unknown-field'))
  if (!at || !dragged) return errors
  const start = parseInstant(changes.start ?? '') ?? at.start
  const end = parseInstant(changes.end ?? '') ?? (scope === 'this' ? at.end : start + (at.end - at.start))
  return [...errors, ...spanFaults({ start, end }, '/changes/end', LONGEST, facts.timeZone)]
}

function fault(pointer: string, key: Fault['key']): Fault {
  return { pointer, key, params: {} }
}
