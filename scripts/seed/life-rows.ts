import { orderStateOf, type LineState } from '@gongyue/shared/domain/order.ts'
import { holdsClaims, type ReservationState } from '@gongyue/shared/domain/reservation.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { conditionsOf, type Fate, type SampleLine, type SampleOrder } from './agenda.ts'
import { startOf } from './days.ts'
import { deedsOf } from './deeds.ts'
import { diceOf, idOf } from './dice.ts'
import { FACILITY } from './house.ts'
import type { Life } from './life.ts'
import { userOf } from './people.ts'
import { POLICY } from './policy.ts'
import { iso, type Row, type Rows } from './rows.ts'
import { seriesRows } from './series-rows.ts'
import { spanColumns } from './span-columns.ts'
import { threadRows } from './threads.ts'

const facility_id = FACILITY.id

/** The rows of three months: closures, orders with their lines, what the house stands by, what it holds, and who did it. */
export function lifeRows(life: Life, { today, seed }: { readonly today: LocalDate; readonly seed: number }): Rows {
  const doorCode = doorCodes(`door codes ${seed} ${today}`)
  const written = life.orders.map((order, index) =>
    orderRows(order, { key: `${seed} ${today} ${index}`, number: index + 1, now: startOf(today), doorCode }),
  )
  return {
    closures: life.closures.map(({ id, spaceId, during, reason, declaredAt }) => ({
      facility_id,
      closure_id: id,
      space_id: spaceId,
      starts_at: iso(during.start),
      ends_at: iso(during.end),
      reason,
      created_by: userOf('manager').id,
      created_at: iso(declaredAt),
    })),
    orders: written.map(({ order }) => order),
    order_lines: written.flatMap(({ lines }) => lines),
    reservations: written.flatMap(({ reservations }) => reservations),
    series: written.flatMap(({ series }) => series?.series ?? []),
    series_dates: written.flatMap(({ series }) => series?.dates ?? []),
    claims: written.flatMap(({ claims }) => claims),
    audit_events: [
      ...life.closures.map(({ id, spaceId, reason, declaredAt }) =>
        auditRow(declaredAt, userOf('manager').id, 'declare-closure', 'closure', id, { spaceId, reason }),
      ),
      ...written.flatMap(({ audit }) => audit),
    ],
    ...threadRows(
      written.map(({ told }) => told),
      today,
    ),
  }
}

interface Making {
  /** Makes the ids of this order differ from those of all others. */
  readonly key: string
  readonly number: number
  readonly now: number
  readonly doorCode: (day: LocalDate) => string
}

function orderRows(order: SampleOrder, { key, number, now, doorCode }: Making) {
  const { party, placedBy, placedAt } = order
  const order_id = idOf(`order ${key}`, placedAt)
  const reference = `${localDateOf(placedAt, FACILITY.timeZone).slice(0, 4)}-${String(number).padStart(6, '0')}`
  const shared = { facility_id, order_id, party_id: party.id, person_id: placedBy.id }
  const lines = order.lines.map((line, position) => ({
    line,
    key: `${key} ${position}`,
    row: { ...shared, line_id: idOf(`line ${key} ${position}`, placedAt), position, ...lineColumns(line) },
  }))
  const stood = lines.flatMap((one) => {
    const reservation = reservationOf(one.line, now)
    return reservation === null
      ? []
      : [{ ...one, ...reservation, id: idOf(`reservation ${one.key}`, reservation.since) }]
  })
  const series = seriesRows(
    order,
    idOf(`series ${key}`, placedAt),
    order_id,
    lines.map(({ row }) => row.line_id),
  )
  const deeds = deedsOf(
    order,
    reference,
    lines.map(({ row }) => row.line_id),
  )
  return {
    order: {
      facility_id,
      order_id,
      reference,
      party_id: party.id,
      placed_by: placedBy.id,
      title: order.title,
      purpose: order.purpose,
      headcount: order.headcount,
      features: order.features,
      conditions: conditionsOf(order.lines.map(({ space }) => space)),
      state: orderStateOf(lines.map(({ row }) => row.state)),
      policy_version: POLICY.version,
      version: deeds.length,
      placed_at: iso(placedAt),
    },
    lines: lines.map(({ row }) => row),
    series,
    reservations: stood.map(({ line, row, state, since, id }) => ({
      ...shared,
      reservation_id: id,
      line_id: row.line_id,
      title: order.title,
      headcount: order.headcount,
      ...spanColumns(line),
      day: localDateOf(line.during.start, FACILITY.timeZone),
      code: doorCode(localDateOf(line.during.start, FACILITY.timeZone)),
      state,
      version: state === 'confirmed' ? 1 : 2,
      created_at: iso(since),
      series_id: series?.series.series_id ?? null,
    })),
    claims: stood.flatMap(({ line: { space, during }, key: lineKey, state, since, id }) =>
      space.atomIds.map((atom_id, index) => ({
        facility_id,
        claim_id: idOf(`claim ${lineKey} ${index}`, since),
        atom_id,
        space_id: space.id,
        reservation_id: id,
        held_from: iso(heldBy(space, during).start),
        held_until: iso(heldBy(space, during).end),
        status: holdsClaims(state) ? 'confirmed' : 'released',
        expires_at: null,
      })),
    ),
    told: { order, id: order_id, reference, lineIds: lines.map(({ row }) => row.line_id), deeds },
    audit: deeds.map(({ at, by, action, data }) => auditRow(at, by, action, 'order', order_id, data)),
  }
}

function lineColumns({ space, during, fate }: SampleLine) {
  const decision = 'decision' in fate ? fate.decision : null
  return {
    kind: 'space',
    ...spanColumns({ space, during }),
    state: LINE_STATES[fate.kind],
    decided_by: decision?.by?.id ?? null,
    decided_at: decision === null ? null : iso(decision.at),
    reason_code: fate.kind === 'declined' ? fate.code : null,
    reason: fate.kind === 'declined' ? fate.reason : null,
    waivers: [],
  }
}

/** Whoever cancels withdraws the line and gives the time back. */
const LINE_STATES: Readonly<Record<Fate['kind'], LineState>> = {
  pending: 'pending',
  kept: 'accepted',
  'no-show': 'accepted',
  cancelled: 'withdrawn',
  withdrawn: 'withdrawn',
  declined: 'declined',
}

/** What the house stands by, or stood by, for a line. */
function reservationOf({ fate, during }: SampleLine, now: number): { state: ReservationState; since: number } | null {
  if (fate.kind === 'pending' || fate.kind === 'declined' || fate.kind === 'withdrawn') return null
  const since = fate.decision.at
  if (fate.kind !== 'kept') return { state: fate.kind, since }
  return { state: during.end <= now ? 'ended' : 'confirmed', since }
}

function auditRow(at: number, by: string, action: string, noun: string, nounId: string, data: Row): Row {
  const audit_id = idOf(`audit ${action} ${nounId} ${at} ${JSON.stringify(data)}`, at)
  return { facility_id, audit_id, at: iso(at), user_id: by, action, noun, noun_id: nounId, data }
}

/** Six digits, each only once a day. */
function doorCodes(key: string): (day: LocalDate) => string {
  const dice = diceOf(key)
  const given = new Set<string>()
  const code = (day: LocalDate): string => {
    const digits = String(dice.int(0, 999_999)).padStart(6, '0')
    if (given.has(`${day} ${digits}`)) return code(day)
    given.add(`${day} ${digits}`)
    return digits
  }
  return code
}
