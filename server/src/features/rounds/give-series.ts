import type { FastifyInstance } from 'fastify'
import type { SeriesOrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { WeeklyPlace } from '@gongyue/shared/domain/round.ts'
import { datesBetween } from '@gongyue/shared/scheduling/season/calendar.ts'
import { clock } from '@gongyue/shared/scheduling/season/unmet.ts'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { factsAt, type House } from '@gongyue/db/house.ts'
import type { SectionRecord } from '@gongyue/db/queries/applications.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { RunReason } from '@gongyue/db/queries/runs.ts'
import type { GivenSeries } from '@gongyue/db/queries/section-series.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { violationWire } from '../orders/wire.ts'
import { placeSeriesIn } from '../series/place-series.ts'

/** What became of the dates of one allocation. */
export interface GivenDates {
  readonly sectionId: string
  readonly nth: number
  /** Null when not one date could be had. */
  readonly seriesId: string | null
  readonly booked: number
  readonly lost: readonly { readonly date: string; readonly reasons: readonly RunReason[] }[]
}

/**
 * Rules that a round stands above: it reaches further than a calendar is open, its own conditions were accepted with the application, and its limit
 * for a party is the one that counts.
 */
const SET_ASIDE = [
  'round-reserved',
  'horizon',
  'notice',
  'booking-conditions',
  'member-daily',
  'branch-daily',
  'concurrent',
]

/** Makes a series of an allocation within the transaction of the publication. */
export async function placeGiven(
  app: FastifyInstance,
  tx: Tx,
  { who, round, house }: { readonly who: Who; readonly round: RoundRecord; readonly house: House },
  { section, nth, place }: { readonly section: SectionRecord; readonly nth: number; readonly place: WeeklyPlace },
): Promise<GivenDates> {
  const facts = factsAt(house, app.clock())
  const today = localDateOf(facts.now, facts.timeZone)
  const from = section.from > today ? section.from : today
  const base = { sectionId: section.id, nth }
  // a late publication gives nothing in the past
  if (datesBetween(place, from, section.until).length === 0) return { ...base, seriesId: null, booked: 0, lost: [] }
  const { headcount, features, partyId, title } = section
  const rule: Rule = {
    ...{ from, time: clock(place.from), durationMinutes: place.until - place.from, onHolidays: 'keep' },
    pattern: { kind: 'weekly', every: 1, weekdays: [place.weekday] },
    ends: { kind: 'until', date: section.until },
    ...{ moveToMakeUpDay: false, except: [] },
  }
  const draft: SeriesOrderDraftWire = {
    ...{ title, headcount, partyId, features: [...features] },
    lines: [{ kind: 'space', spaceId: place.spaceId, recurrence: { rule }, onConflict: 'skip' }],
    waivers: SET_ASIDE.map((constraint) => ({ constraint, reason: `“${round.name}”统一分配` })),
  }
  const request = { who, draft, keyed: null, dryRun: false, given: { people: section.personIds } }
  const placed = await placeSeriesIn(app, tx, request, facts, house.factsVersion)
  if (placed.kind === 'malformed')
    throw new Error(
      `section ${section.id} makes no series: ${placed.errors.map(({ pointer, key }) => `${pointer} ${key}`).join()}`,
    )
  const judged = placed.kind === 'placed' ? placed.judged : placed
  const lost = [...judged.checked].flatMap(([date, { claim, verdict }]) =>
    verdict.kind === 'fits'
      ? []
      : [{ date, reasons: verdict.violations.map((one) => reasonOf(violationWire(one, [claim], facts.timeZone))) }],
  )
  const seriesId = placed.kind === 'placed' ? (placed.order.seriesId ?? null) : null
  return { ...base, seriesId, booked: seriesId === null ? 0 : judged.checked.size - lost.length, lost }
}

/** Whether a series stands where an allocation is. */
export function isSamePlace(place: WeeklyPlace, { spaceId, rule }: GivenSeries): boolean {
  const isWeekly = rule.pattern.kind === 'weekly' && rule.pattern.weekdays.join() === String(place.weekday)
  const isSameTime = rule.time === clock(place.from) && rule.durationMinutes === place.until - place.from
  return isWeekly && isSameTime && spaceId === place.spaceId
}

type Rule = Extract<SeriesOrderDraftWire['lines'][number]['recurrence'], { readonly rule: unknown }>['rule']

function reasonOf({ constraint, params }: ReturnType<typeof violationWire>): RunReason {
  return { key: constraint, params }
}
