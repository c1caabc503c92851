import type { FastifyInstance } from 'fastify'
import type { ConflictWire } from '@gongyue/shared/api/conflicts.ts'
import type { CauseWire } from '@gongyue/shared/api/repairs.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { closuresOf } from '@gongyue/shared/domain/opening.ts'
import { brokenRules, isAboutPeople } from '@gongyue/shared/scheduling/repair/broken.ts'
import type { Violation } from '@gongyue/shared/scheduling/violation.ts'
import { overlaps } from '@gongyue/shared/time/interval.ts'
import { dayOf, formatInstant, localDateOf, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import {
  countOpenDrafts,
  listDeclared,
  listStaff,
  listWaitingDates,
  type WaitingDate,
} from '@gongyue/db/queries/conflicts.ts'
import { listRepairable, type RepairableRecord } from '@gongyue/db/queries/repairable.ts'
import { listOpenRepairs, type RepairRecord } from '@gongyue/db/queries/repairs.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { violationWire } from '../orders/wire.ts'
import { claimOf, seriesOf } from '../repairs/look.ts'

/** Everything between now and a day that is or will be broken, the most urgent first. */
export async function listConflicts(
  app: FastifyInstance,
  who: Who,
  until: LocalDate,
): Promise<readonly ConflictWire[]> {
  const { pool } = app.pg
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const within = { start: facts.now, end: dayOf(until, facts.timeZone).end }
  const [records, staff, waiting, repairs, drafts, declared] = await Promise.all([
    listRepairable(pool, facts.facilityId, within),
    listStaff(pool, facts.facilityId, within),
    listWaitingDates(pool, facts.facilityId, within),
    listOpenRepairs(pool, facts.facilityId),
    countOpenDrafts(pool, facts.facilityId),
    listDeclared(pool, facts.facilityId),
  ])
  const items = [
    ...brokenBookings(records, staff, facts, repairs, declared),
    ...waitingDates(waiting, facts),
    ...unannouncedYears(records, facts),
    ...repairs.map((repair) => openRepair(repair, facts)),
    ...drafts.map(({ repairId, count, at, partyName }): ConflictWire => ({
      ...EMPTY,
      kind: 'message',
      key: `message ${repairId}`,
      at: formatInstant(at, facts.timeZone),
      since: formatInstant(at, facts.timeZone),
      people: count,
      partyName,
      repairId,
    })),
  ]
  return items.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.key < b.key ? -1 : 1))
}

const EMPTY = {
  since: null,
  title: '',
  partyName: null,
  spaceId: null,
  people: 0,
  reservationIds: [],
  dates: [],
  violations: [],
  repairId: null,
  cause: null,
} satisfies Partial<ConflictWire>

interface Broken {
  readonly record: RepairableRecord
  readonly violations: readonly Violation[]
  readonly closureId: string | null
}

/** One conflict for each closure with all it hits, and one for each series or order of the rest. */
function brokenBookings(
  records: readonly RepairableRecord[],
  staff: ReadonlyMap<string, readonly string[]>,
  facts: Facts,
  repairs: readonly RepairRecord[],
  declared: ReadonlyMap<string, number>,
): readonly ConflictWire[] {
  const broken = records.flatMap((record): readonly Broken[] => {
    if (record.start <= facts.now) return []
    const claim = claimOf(record, facts, staff.get(record.id) ?? [])
    const violations = brokenRules(claim, new Set(record.waived), facts)
    if (violations.length === 0) return []
    const isShut = violations.some(({ constraint }) => constraint === 'closure')
    const shut = isShut ? closuresOf(claim.spaceId, facts).find(({ during }) => overlaps(during, claim.during)) : null
    return [{ record, violations, closureId: shut?.id ?? null }]
  })
  const groups = Map.groupBy(broken, ({ record, closureId }) =>
    closureId === null ? `order ${seriesOf(record)}` : `closure ${closureId}`,
  )
  return [...groups].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    const ids = group.map(({ record }) => record.id)
    const cause: CauseWire =
      first.closureId === null
        ? { kind: 'conflict', reservationIds: ids.slice(0, 200) }
        : { kind: 'closure', closureId: first.closureId }
    const titles = new Set(group.map(({ record }) => record.title))
    const parties = new Set(group.map(({ record }) => record.partyName))
    const isAbsence = group.every(({ violations }) => violations.every(({ constraint }) => isAboutPeople(constraint)))
    const claims = group.map(({ record }) => claimOf(record, facts, []))
    const repair = repairs.find((one) => covers(one.cause as CauseWire, cause))
    const since = first.closureId === null ? repair?.madeAt : declared.get(first.closureId)
    return [
      {
        kind: isAbsence ? ('absence' as const) : ('broken' as const),
        key,
        at: formatInstant(first.record.start, facts.timeZone),
        since: since === undefined ? null : formatInstant(since, facts.timeZone),
        title: [...titles].slice(0, 3).join('、'),
        partyName: parties.size === 1 ? first.record.partyName : null,
        spaceId: first.record.spaceId,
        people: group.reduce((sum, { record }) => sum + record.people, 0),
        reservationIds: ids,
        dates: datesOf(
          group.map(({ record }) => record.start),
          facts,
        ),
        violations: first.violations.map((one) => violationWire(one, claims, facts.timeZone)),
        repairId: repair?.id ?? null,
        cause,
      },
    ]
  })
}

/** Whether a repair's cause is about the same thing. */
function covers(mine: CauseWire, other: CauseWire): boolean {
  if (mine.kind === 'closure') return other.kind === 'closure' && mine.closureId === other.closureId
  if (mine.kind !== 'conflict' && mine.kind !== 'absence') return false
  return other.kind === 'conflict' && other.reservationIds.some((id) => mine.reservationIds.includes(id))
}

function waitingDates(waiting: readonly WaitingDate[], facts: Facts): readonly ConflictWire[] {
  return [...Map.groupBy(waiting, ({ seriesId }) => seriesId)].flatMap(([seriesId, dates]) => {
    const [first] = dates
    if (!first) return []
    const { title, partyName, spaceId, headcount, start } = first
    return [
      {
        ...EMPTY,
        kind: 'waiting' as const,
        key: `series ${seriesId}`,
        at: formatInstant(start, facts.timeZone),
        title,
        partyName,
        spaceId,
        people: headcount,
        dates: datesOf(
          dates.map((one) => one.start),
          facts,
        ),
      },
    ]
  })
}

/** Years into which bookings reach before their holidays are known. */
function unannouncedYears(records: readonly RepairableRecord[], facts: Facts): readonly ConflictWire[] {
  const { years } = facts.dayTypes
  if (years.size === 0) return []
  const open = records.filter(({ start }) => !years.has(Number(localDateOf(start, facts.timeZone).slice(0, 4))))
  const byYear = Map.groupBy(open, ({ start }) => localDateOf(start, facts.timeZone).slice(0, 4))
  return [...byYear].map(([year, inYear]) => ({
    ...EMPTY,
    kind: 'unannounced' as const,
    key: `year ${year}`,
    at: formatInstant(inYear[0]?.start ?? facts.now, facts.timeZone),
    title: year,
    people: inYear.reduce((sum, { people }) => sum + people, 0),
    dates: [],
  }))
}

function openRepair({ id, kind, madeAt, hit, people, cause }: RepairRecord, facts: Facts): ConflictWire {
  const told = cause as CauseWire // kept by the server itself
  const title =
    'order' in told
      ? told.order.title
      : 'reason' in told
        ? told.reason
        : kind === 'closure'
          ? closureReason(told, facts)
          : ''
  const starts = 'start' in told ? told.start : formatInstant(madeAt, facts.timeZone)
  return {
    ...EMPTY,
    kind: 'repair',
    key: `repair ${id}`,
    at: starts,
    since: formatInstant(madeAt, facts.timeZone),
    title,
    people: hit === 0 ? 0 : people,
    repairId: id,
  }
}

function closureReason(cause: CauseWire, { closures }: Facts): string {
  return cause.kind === 'closure' ? (closures.find(({ id }) => id === cause.closureId)?.reason ?? '') : ''
}

function datesOf(starts: readonly number[], { timeZone }: Facts): LocalDate[] {
  return [...new Set(starts.map((start) => localDateOf(start, timeZone)))]
}
