import type { SeriesDiffWire, SeriesWire } from '@gongyue/shared/api/series.ts'
import type { Tone } from '../components/Chip.tsx'
import { ruleWords } from '../rules/words.ts'
import { t } from '../text/series.ts'
import { clockSpan, dayLabel, dayOf, spanLabel } from '../text/when.ts'
import { standingLook } from './date-words.ts'

export type DiffDate = SeriesDiffWire['dates'][number]

/** In the order in which they matter to somebody who is about to say yes. */
const KINDS = [
  'refused',
  'lost',
  'moved',
  'new',
  'kept',
  'exception-kept',
  'past',
] as const satisfies readonly DiffDate['kind'][]

/** An edit in words: `1 次订不上，12 次移动，1 次新增，2 次已过去`. */
export function diffCounts({ dates }: SeriesDiffWire): string {
  return KINDS.map((kind) => [kind, dates.filter((date) => date.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => t(`diffCount-${kind}`, { count }))
    .join(t('comma'))
}

/** Whether an edit does anything to any date. */
export function changesDates({ dates }: SeriesDiffWire): boolean {
  return dates.some(({ kind }) => kind === 'moved' || kind === 'new' || kind === 'lost' || kind === 'refused')
}

export const DIFF_TONES: Readonly<Record<DiffDate['kind'], Tone>> = {
  past: 'quiet',
  kept: 'quiet',
  moved: 'info',
  new: 'good',
  lost: 'warn',
  'exception-kept': 'quiet',
  refused: 'warn',
}

/** Where a date is: day, hours, and the place when that is what changes. */
export function placeWords(place: DiffDate['before'], spaceName: (id: string) => string, withSpace: boolean): string {
  if (place === null) return t('nowhere')
  const when = spanLabel(place.start, place.end)
  return withSpace ? `${when} ${spaceName(place.spaceId)}` : when
}

const MOST = 8

/**
 * What somebody else has made of a series while one was busy with it, in sentences: name, place, number, rule, and date by date what is otherwise.
 * Many are counted.
 */
export function changesSince(
  before: SeriesWire,
  now: SeriesWire,
  spaceName: (id: string) => string,
): readonly string[] {
  const found: string[] = []
  if (before.title !== now.title) found.push(t('changedTitle', { before: before.title, after: now.title }))
  if (before.spaceId !== now.spaceId)
    found.push(t('changedSpace', { before: spaceName(before.spaceId), after: spaceName(now.spaceId) }))
  if (before.headcount !== now.headcount)
    found.push(t('changedPeople', { before: before.headcount, after: now.headcount }))
  if (JSON.stringify(before.rule) !== JSON.stringify(now.rule))
    found.push(t('changedRule', { after: ruleWords(now.rule) }))
  const known = new Map(before.dates.map((date) => [date.key, date]))
  for (const date of now.dates) {
    const was = known.get(date.key)
    known.delete(date.key)
    const day = dayLabel(date.key)
    if (!was) found.push(t('changedNew', { day }))
    else if (was.state !== date.state)
      found.push(t('changedState', { day, before: standingLook(was).word, after: standingLook(date).word }))
    else if (was.start !== date.start || was.end !== date.end || was.spaceId !== date.spaceId)
      found.push(t('changedWhen', { day, after: elsewhere(was, date, spaceName) }))
  }
  for (const key of known.keys()) found.push(t('changedGone', { day: dayLabel(key) }))
  return found.length > MOST ? [...found.slice(0, MOST), t('changedMore', { count: found.length - MOST })] : found
}

type Placed = SeriesWire['dates'][number]

function elsewhere(was: Placed, { start, end, spaceId }: Placed, spaceName: (id: string) => string): string {
  const when = dayOf(start) === dayOf(was.start) ? clockSpan(start, end) : spanLabel(start, end)
  return was.spaceId === spaceId ? when : `${when} ${spaceName(spaceId)}`
}
