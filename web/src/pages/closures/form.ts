import type { CauseWire } from '@gongyue/shared/api/repairs.ts'
import { formatInstant, instantAt, isLocalDate } from '@gongyue/shared/time/wall.ts'

/** What is typed. Times are those of the wall. */
export interface ClosureForm {
  readonly kind: 'closure' | 'priority'
  /** Null is the whole house; empty as long as nothing was chosen, so that nobody shuts the house by leaving it out. */
  readonly spaceId: string | null
  readonly fromDate: string
  readonly fromTime: string
  readonly untilDate: string
  readonly untilTime: string
  /** Broken, and nobody knows until when. */
  readonly endless: boolean
  readonly reason: string
  readonly title: string
  readonly headcount: string
  readonly party: { readonly id: string; readonly name: string } | null
}

export type FormField = 'spaceId' | 'from' | 'until' | 'reason' | 'title' | 'headcount' | 'party'

/** A room that is broken is taken to be so for four weeks, as the server does. In milliseconds. */
const ASSUMED = 28 * 86_400_000

export interface Span {
  readonly start: string
  readonly end: string
}

/** The span that was typed, as instants of the facility; null while it is no span. */
export function spanOf(form: ClosureForm, zone: string): Span | null {
  const start = instantOf(form.fromDate, form.fromTime, zone)
  if (start === null) return null
  const end = isEndless(form) ? start + ASSUMED : instantOf(form.untilDate, form.untilTime, zone)
  if (end === null || end <= start) return null
  return { start: formatInstant(start, zone), end: formatInstant(end, zone) }
}

/** Whether no end is known; only one space can be broken, and an event ends. */
export function isEndless({ kind, spaceId, endless }: ClosureForm): boolean {
  return endless && kind === 'closure' && Boolean(spaceId)
}

/** Fields that still want something. */
export function wantingIn(form: ClosureForm, zone: string): readonly FormField[] {
  const isPriority = form.kind === 'priority'
  const hasStart = instantOf(form.fromDate, form.fromTime, zone) !== null
  const fields: readonly (readonly [FormField, boolean])[] = [
    ['spaceId', form.spaceId === '' || (isPriority && form.spaceId === null)],
    ['title', isPriority && form.title.trim() === ''],
    ['party', isPriority && form.party === null],
    ['headcount', isPriority && !/^[1-9]\d{0,4}$/.test(form.headcount)],
    ['from', !hasStart],
    ['until', hasStart && spanOf(form, zone) === null],
    ['reason', form.reason.trim().length < 2],
  ]
  return fields.flatMap(([field, isWanting]) => (isWanting ? [field] : []))
}

/** What is sent to the engine; null while something is wanting. */
export function causeOf(form: ClosureForm, zone: string): CauseWire | null {
  const span = spanOf(form, zone)
  if (span === null || wantingIn(form, zone).length > 0) return null
  const reason = form.reason.trim()
  const { spaceId, party } = form
  if (form.kind === 'priority') {
    if (spaceId === null || party === null) return null
    const lines = [{ kind: 'space' as const, spaceId, ...span }]
    const order = { title: form.title.trim(), headcount: Number(form.headcount), partyId: party.id, lines }
    return { kind: 'priority', order, reason }
  }
  if (isEndless(form) && spaceId !== null) return { kind: 'broken-room', spaceId, start: span.start, reason }
  return { kind: 'planned-closure', spaceId, ...span, reason }
}

function instantOf(date: string, time: string, zone: string): number | null {
  const clock = /^(\d\d):(\d\d)/.exec(time)
  if (!clock || !isLocalDate(date)) return null
  return instantAt(date, Number(clock[1]) * 60 + Number(clock[2]), zone)
}
