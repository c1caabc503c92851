import type { SeriesOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { OnConflict } from '@gongyue/shared/domain/series.ts'
import { heldBy, type Space } from '@gongyue/shared/domain/space.ts'
import { expand, type PlannedDate, type Rule, type RuleFault } from '@gongyue/shared/time/recurrence.ts'
import { readRrule } from '@gongyue/shared/time/rrule.ts'
import { isLocalDate } from '@gongyue/shared/time/wall.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Fault } from '../../plugins/problems.ts'
import { mayActFor, personOf } from '../orders/asked.ts'
import { waiverFaults } from '../orders/waivers.ts'

/** A series worked out: its dates, and a claim for each that is to be held. */
export interface PlannedSeries {
  readonly rule: Rule
  readonly onConflict: OnConflict
  readonly space: Space
  readonly dates: readonly PlannedDate[]
  /** By the key of the date. */
  readonly claims: ReadonlyMap<string, Claim>
  /** True once refused dates were given other places: a second repair would find the same. */
  readonly isRepaired?: boolean
}

export type AskedSeries =
  | { readonly kind: 'asked'; readonly series: PlannedSeries }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] }

/** Makes dates and claims of a draft, or tells all fields that are wrong. */
export function seriesAskedBy(draft: SeriesOrderDraftWire, who: Who, facts: Facts, newId: () => string): AskedSeries {
  const [line] = draft.lines
  if (!line) return { kind: 'malformed', errors: [fault('/lines', 'min-items', { limit: 1 })] }
  const errors: Fault[] = [...waiverFaults({ who, waivers: draft.waivers ?? [] })]
  if (!mayActFor(who, draft.partyId, facts)) errors.push(fault('/partyId', 'not-there'))
  const space = facts.spaces.get(line.spaceId)
  if (!space) errors.push(fault('/lines/0/spaceId', 'not-there'))
  const read = ruleOfLine(line, facts.timeZone)
  if (read.kind === 'malformed') return { kind: 'malformed', errors: [...errors, ...read.errors] }
  const dates = datesOf(read.rule, facts, '/lines/0/recurrence')
  if (dates.kind === 'malformed') errors.push(...dates.errors)
  if (!space || dates.kind === 'malformed' || errors.length > 0) return { kind: 'malformed', errors }
  const asked = { ...draft, features: draft.features ?? [], conditions: draft.conditions ?? {} }
  const booker = { ...asked, personId: personOf(who, draft.partyId) }
  const held = dates.dates.filter(({ skipped }) => skipped === null)
  return {
    kind: 'asked',
    series: {
      rule: read.rule,
      onConflict: line.onConflict ?? 'refuse',
      space,
      dates: dates.dates,
      claims: new Map(held.map((date) => [date.key, claimOfDate(date, space, booker, newId())])),
    },
  }
}

/** Who asks for the dates, and what for. */
export interface Booker extends Pick<Claim, 'partyId' | 'personId' | 'headcount' | 'features' | 'conditions'> {}

/** What one date asks to hold. */
export function claimOfDate(date: Pick<PlannedDate, 'start' | 'end'>, space: Space, booker: Booker, id: string): Claim {
  const { partyId, personId, headcount, features, conditions } = booker
  const during = { start: date.start, end: date.end }
  return {
    id,
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId,
    personId,
    headcount,
    features,
    conditions,
    standing: 'asked',
    wish: { spaceId: space.id, start: date.start },
  }
}

/** The dates of a rule at this house, or what keeps it from having any, told of a field below `pointer`. */
export function datesOf(
  rule: Rule,
  { dayTypes, timeZone }: Facts,
  pointer: string,
):
  | { readonly kind: 'dates'; readonly dates: readonly PlannedDate[] }
  | { readonly kind: 'malformed'; readonly errors: readonly Fault[] } {
  const expansion = expand(rule, dayTypes, timeZone)
  if (expansion.kind === 'dates') return expansion
  const { key, field } = RULE_FAULTS[expansion.fault]
  return { kind: 'malformed', errors: [fault(`${pointer}${field}`, key, { limit: expansion.limit })] }
}

const RULE_FAULTS: Readonly<Record<RuleFault, { readonly key: Fault['key']; readonly field: string }>> = {
  'never-happens': { key: 'never-happens', field: '' },
  'too-many': { key: 'too-many-sessions', field: '' },
  'too-far': { key: 'too-far', field: '' },
  endless: { key: 'endless', field: '' },
  'needs-count': { key: 'needs-count', field: '' },
  'until-before-start': { key: 'until-before-start', field: '' },
}

type Line = SeriesOrderDraftWire['lines'][number]

function ruleOfLine(
  { recurrence, durationMinutes }: Line,
  timeZone: string,
): { readonly kind: 'rule'; readonly rule: Rule } | { readonly kind: 'malformed'; readonly errors: readonly Fault[] } {
  const wrong = (field: string, key: Fault['key'], params: Fault['params'] = {}) =>
    ({ kind: 'malformed', errors: [fault(`/lines/0${field}`, key, params)] }) as const
  if ('rule' in recurrence) {
    const { rule } = recurrence
    if (durationMinutes === undefined || durationMinutes === rule.durationMinutes) return { kind: 'rule', rule }
    return wrong('/durationMinutes', 'one-of', { allowed: String(rule.durationMinutes) })
  }
  const { rrule, dtstartLocal, timeZone: zone, onHolidays = 'keep', moveToMakeUpDay = false, except = [] } = recurrence
  if (durationMinutes === undefined) return wrong('/durationMinutes', 'required')
  if (zone !== timeZone) return wrong('/recurrence/timeZone', 'one-of', { allowed: timeZone })
  const from = dtstartLocal.slice(0, 10)
  const time = dtstartLocal.slice(11, 16)
  if (!isLocalDate(from) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    return wrong('/recurrence/dtstartLocal', 'format-local-date')
  const read = readRrule(rrule, { date: from, time, zone })
  if (read.kind !== 'rule')
    return wrong('/recurrence/rrule', read.kind === 'not-taken' ? 'rrule-part' : 'rrule-text', { part: read.part })
  const { pattern, ends } = read
  return { kind: 'rule', rule: { from, time, durationMinutes, pattern, ends, onHolidays, moveToMakeUpDay, except } }
}

function fault(pointer: string, key: Fault['key'], params: Fault['params'] = {}): Fault {
  return { pointer, key, params }
}
