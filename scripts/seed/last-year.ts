import type { FigureKind } from '@gongyue/shared/domain/figure.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, daysBetween, instantAt, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { conditionsOf } from './agenda.ts'
import { REACH_DAYS } from './days.ts'
import { diceOf, idOf, type Dice } from './dice.ts'
import { minutesAt } from './hours.ts'
import { FACILITY, spaceOf } from './house.ts'
import { yearOf, type YearActivity } from './last-year-plan.ts'
import { partyOf } from './parties.ts'
import { userOf } from './people.ts'
import { POLICY } from './policy.ts'
import { iso, joined, type Rows } from './rows.ts'
import { spanColumns } from './span-columns.ts'

const facility_id = FACILITY.id

/**
 * The year before today's as far as the three months of the sample do not reach into it: a hundred classes, a partner's skills training, lectures
 * with streams, competitions, matchmaking, reading and the unions' meetings, in the order of magnitude of the review of 2024. What is left of
 * the people in it is how many they were.
 */
export function lastYearRows({ today, seed }: { readonly today: LocalDate; readonly seed: number }): Rows {
  const year = Number(today.slice(0, 4)) - 1
  const end = addDays(today, -REACH_DAYS - 1)
  const dice = diceOf(`last year ${year} ${seed}`)
  const codes = new Map<LocalDate, number>()
  const code = (day: LocalDate) => {
    const next = (codes.get(day) ?? 0) + 1
    codes.set(day, next)
    return String(700_000 + next)
  }
  let number = 0
  const written = yearOf(year).flatMap((activity, index) => {
    const dates = activity.dates.filter((date) => date <= end)
    const key = `last year ${year} ${index}`
    const [first] = dates
    if (first === undefined) return []
    const programme_id = isProgramme(activity.kind) ? idOf(`programme ${key}`, placedFor(first)) : null
    const orders = portionsOf(dates).map((portion, at) => {
      number += 1
      return orderRows(activity, { key: `${key} ${at}`, number, year, dice, dates: portion, programme_id, code })
    })
    return [programme_id === null ? {} : programmeRows(activity, programme_id, placedFor(first)), ...orders]
  })
  return joined(...written)
}

/** How far ahead of its first date an order was placed, and how many days it covers: no further than rooms can be booked. */
const AHEAD_DAYS = 20
const PORTION_DAYS = 38

function portionsOf(dates: readonly LocalDate[]): readonly (readonly LocalDate[])[] {
  const portions: LocalDate[][] = []
  for (const date of dates) {
    const last = portions.at(-1)
    if (last?.[0] !== undefined && daysBetween(last[0], date) < PORTION_DAYS) last.push(date)
    else portions.push([date])
  }
  return portions
}

function placedFor(first: LocalDate): number {
  return instantAt(addDays(first, -AHEAD_DAYS), minutesAt('10:00'), FACILITY.timeZone)
}

interface Making {
  readonly key: string
  readonly number: number
  readonly year: number
  /** At least one. */
  readonly dates: readonly LocalDate[]
  readonly dice: Dice
  readonly programme_id: string | null
  readonly code: (day: LocalDate) => string
}

/** One order for some dates of an activity, each a line, a reservation that has ended, and the heads that were counted. */
function orderRows(activity: YearActivity, { key, number, year, dates, dice, programme_id, code }: Making): Rows {
  const { title, party: partyCode, space: spaceCode, from, minutes, heads, online } = activity
  const party = partyOf(partyCode)
  const space = spaceOf(spaceCode)
  const placedAt = placedFor(dates[0] ?? '')
  const placedBy = userOf('coordinator').id
  const order_id = idOf(`order ${key}`, placedAt)
  const reference = `${year}-${String(500_000 + number)}`
  const lines = dates.map((date, position) => {
    const start = instantAt(date, minutesAt(from), FACILITY.timeZone)
    const during = { start, end: start + minutes * MINUTE }
    const of = `${key} ${position}`
    const span = spanColumns({ space, during })
    return { date, position, span, line_id: idOf(`line ${of}`, placedAt), id: idOf(`reservation ${of}`, placedAt), of }
  })
  const shared = { facility_id, order_id, party_id: party.id, person_id: null }
  const headcount = Math.min(heads, space.capacity)
  const some = (about: number) => Math.round(about * (0.8 + dice.next() * 0.4))
  return {
    orders: [
      {
        ...{ facility_id, order_id, reference, party_id: party.id, placed_by: placedBy, title, purpose: '', headcount },
        ...{ features: [], conditions: conditionsOf([space]), state: 'accepted', policy_version: POLICY.version },
        ...{ version: 1, placed_at: iso(placedAt) },
      },
    ],
    audit_events: [
      {
        ...{ facility_id, audit_id: idOf(`audit ${key}`, placedAt), at: iso(placedAt), user_id: placedBy },
        ...{ action: 'place-order', noun: 'order', noun_id: order_id, data: { reference } },
      },
    ],
    order_lines: lines.map(({ line_id, position, span }) => ({
      ...{ ...shared, line_id, position, kind: 'space', ...span, state: 'accepted', decided_by: null },
      ...{ decided_at: iso(placedAt), reason_code: null, reason: null, waivers: [] },
    })),
    reservations: lines.map(({ id, line_id, span, date }) => ({
      ...{ ...shared, reservation_id: id, line_id, title, headcount, ...span },
      ...{ day: date, code: code(date), state: 'ended', version: 2, created_at: iso(placedAt), series_id: null },
    })),
    claims: lines.flatMap(({ id, of, span }) =>
      space.atomIds.map((atom_id, index) => ({
        ...{ facility_id, claim_id: idOf(`claim ${of} ${index}`, placedAt), atom_id, space_id: space.id },
        ...{ reservation_id: id, held_from: span['held_from'], held_until: span['held_until'], status: 'confirmed' },
        expires_at: null,
      })),
    ),
    programme_sessions:
      programme_id === null
        ? []
        : lines.map(({ id }) => ({ facility_id, programme_id, reservation_id: id, makes_up_for: null, note: '' })),
    head_counts: lines.map(({ id, date, of }) => ({
      ...{ facility_id, count_id: idOf(`heads ${of}`, placedAt), reservation_id: id, programme_id: null },
      ...{ space_id: null, counted_on: date, on_site: some(heads), online: online === undefined ? 0 : some(online) },
      ...{ note: '', counted_by: userOf('desk').id, withdrawn_at: null },
      counted_at: iso(instantAt(date, 1439, FACILITY.timeZone)),
    })),
  }
}

function programmeRows(
  { kind, title, party, space, heads, pairs }: YearActivity,
  programme_id: string,
  opensAt: number,
): Rows {
  return {
    programmes: [
      {
        ...{ facility_id, programme_id, term_id: null, kind: kind === 'skills' ? 'class' : kind, title, summary: '' },
        ...{ party_id: partyOf(party).id, capacity: Math.min(heads, spaceOf(space).capacity), least: 1 },
        ...{ opens_at: iso(opensAt), closes_at: iso(opensAt + 7 * 1440 * MINUTE), state: 'published', version: 1 },
        ...{ created_by: userOf('coordinator').id, created_at: iso(opensAt), pairs: pairs ?? null },
      },
    ],
  }
}

function isProgramme(kind: FigureKind): boolean {
  return ['class', 'skills', 'lecture', 'competition', 'exhibition', 'matchmaking', 'reading'].includes(kind)
}
