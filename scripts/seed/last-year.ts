import type { FigureKind } from '@gongyue/shared/domain/figure.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, instantAt, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
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
  const written = yearOf(year).flatMap((activity, index) => {
    const dates = activity.dates.filter((date) => date <= end)
    const [first] = dates
    if (first === undefined) return []
    const code = (day: LocalDate) => {
      const next = (codes.get(day) ?? 0) + 1
      codes.set(day, next)
      return String(700_000 + next)
    }
    return [
      activityRows(activity, { key: `last year ${year} ${index}`, number: index, year, dice, first, dates, code }),
    ]
  })
  return joined(...written)
}

interface Making {
  readonly key: string
  readonly number: number
  readonly year: number
  readonly first: LocalDate
  readonly dates: readonly LocalDate[]
  readonly dice: Dice
  readonly code: (day: LocalDate) => string
}

/** One order for all dates of an activity, each a line, a reservation that has ended, and the heads that were counted. */
function activityRows(activity: YearActivity, { key, number, year, first, dates, dice, code }: Making): Rows {
  const { title, kind, party: partyCode, space: spaceCode, from, minutes, heads, online, pairs } = activity
  const party = partyOf(partyCode)
  const space = spaceOf(spaceCode)
  const placedAt = instantAt(first, minutesAt('10:00'), FACILITY.timeZone) - 20 * 1440 * MINUTE
  const placedBy = userOf('coordinator').id
  const order_id = idOf(`order ${key}`, placedAt)
  const programme_id = idOf(`programme ${key}`, placedAt)
  const lines = dates.map((date, position) => {
    const start = instantAt(date, minutesAt(from), FACILITY.timeZone)
    const during = { start, end: start + minutes * MINUTE }
    const held = heldBy(space, during)
    const span = {
      ...{ space_id: space.id, starts_at: iso(during.start), ends_at: iso(during.end) },
      ...{ held_from: iso(held.start), held_until: iso(held.end) },
    }
    const of = `${key} ${position}`
    return { date, position, span, line_id: idOf(`line ${of}`, placedAt), id: idOf(`reservation ${of}`, placedAt), of }
  })
  const shared = { facility_id, order_id, party_id: party.id, person_id: null }
  const some = (about: number) => Math.round(about * (0.8 + dice.next() * 0.4))
  return {
    orders: [
      {
        ...{ facility_id, order_id, reference: `${year}-${String(500_001 + number)}`, party_id: party.id },
        ...{ placed_by: placedBy, title, purpose: '', headcount: Math.min(heads, space.capacity), features: [] },
        ...{ conditions: conditionsOf([space]), state: 'accepted', policy_version: POLICY.version, version: 1 },
        placed_at: iso(placedAt),
      },
    ],
    order_lines: lines.map(({ line_id, position, span }) => ({
      ...{ ...shared, line_id, position, kind: 'space', ...span, state: 'accepted', decided_by: placedBy },
      ...{ decided_at: iso(placedAt), reason_code: null, reason: null, waivers: [] },
    })),
    reservations: lines.map(({ id, line_id, span, date }) => ({
      ...{ ...shared, reservation_id: id, line_id, title, headcount: Math.min(heads, space.capacity), ...span },
      ...{ day: date, code: code(date), state: 'ended', version: 2, created_at: iso(placedAt), series_id: null },
    })),
    claims: lines.flatMap(({ id, of, span }) =>
      space.atomIds.map((atom_id, index) => ({
        ...{ facility_id, claim_id: idOf(`claim ${of} ${index}`, placedAt), atom_id, space_id: space.id },
        ...{ reservation_id: id, held_from: span.held_from, held_until: span.held_until, status: 'confirmed' },
        expires_at: null,
      })),
    ),
    programmes: isProgramme(kind)
      ? [
          {
            ...{ facility_id, programme_id, term_id: null, kind: kind === 'skills' ? 'class' : kind, title },
            ...{ summary: '', party_id: party.id, capacity: Math.max(1, Math.min(heads, space.capacity)), least: 1 },
            ...{
              opens_at: iso(placedAt),
              closes_at: iso(placedAt + 7 * 1440 * MINUTE),
              state: 'published',
              version: 1,
            },
            ...{ created_by: placedBy, created_at: iso(placedAt), pairs: pairs ?? null },
          },
        ]
      : [],
    programme_sessions: isProgramme(kind)
      ? lines.map(({ id }) => ({ facility_id, programme_id, reservation_id: id, makes_up_for: null, note: '' }))
      : [],
    head_counts: lines.map(({ id, date, of }) => ({
      ...{
        facility_id,
        count_id: idOf(`heads ${of}`, placedAt),
        reservation_id: id,
        programme_id: null,
        space_id: null,
      },
      ...{ counted_on: date, on_site: some(heads), online: online === undefined ? 0 : some(online), note: '' },
      ...{
        counted_by: userOf('desk').id,
        counted_at: iso(instantAt(date, 1439, FACILITY.timeZone)),
        withdrawn_at: null,
      },
    })),
  }
}

function isProgramme(kind: FigureKind): boolean {
  return ['class', 'skills', 'lecture', 'competition', 'exhibition', 'matchmaking', 'reading'].includes(kind)
}
