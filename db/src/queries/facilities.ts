import type { Name } from '@gongyue/shared/domain/names.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import type { Closure, OpeningHours } from '@gongyue/shared/domain/facts.ts'
import type { DayTypes } from '@gongyue/shared/time/day-type.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import { instant } from '../instant.ts'
import type { Queryable } from '../pool.ts'
import type { Db } from '../transaction.ts'

/** A palace as everybody may know it. */
export interface Facility {
  readonly id: string
  readonly code: string
  readonly name: Name
  readonly timeZone: string
  /** Counts up with every change of what rules read. */
  readonly factsVersion: number
}

/** The palaces of the installation, the oldest first. */
export async function listFacilityRows(db: Db): Promise<readonly Facility[]> {
  return await selectFacilities(db).execute()
}

/** One palace by its id. */
export async function readFacility(db: Db, facilityId: string): Promise<Facility | null> {
  return (await selectFacilities(db).where('facility_id', '=', facilityId).executeTakeFirst()) ?? null
}

/** One palace by its code, or the first of all. */
export async function findFacility(db: Db, code: string | undefined): Promise<Facility | null> {
  const all = selectFacilities(db).limit(1)
  return (await (code === undefined ? all : all.where('code', '=', code)).executeTakeFirst()) ?? null
}

/** A space as people read about it; its rules are in `Space`. */
export interface ListedSpace {
  readonly id: string
  readonly code: string
  readonly parentId: string | null
  readonly name: Name
  readonly kind: SpaceKind
  readonly atomIds: string[]
  readonly capacity: number
  readonly features: string[]
  readonly setUpMinutes: number
  readonly strikeMinutes: number
  readonly gridMinutes: number
  readonly minMinutes: number
  readonly maxMinutes: number
  readonly noticeMinutes: number
  readonly horizonDays: number
  readonly bookable: boolean
  readonly conditions: { readonly version: number; readonly text: Name } | null
}

/** The spaces of a facility in the order of the board. */
export async function listSpaceRows(db: Queryable, facilityId: string): Promise<readonly ListedSpace[]> {
  const { rows } = await db.query<ListedSpace>({
    name: 'list-spaces',
    text: `select s.space_id as id, s.code, s.parent_id as "parentId", s.name, s.kind, s.capacity, s.features,
        coalesce((select array_agg(a.atom_id::text order by a.atom_id) from space_atoms a
          where a.facility_id = s.facility_id and a.space_id = s.space_id), '{}') as "atomIds",
        s.set_up_minutes as "setUpMinutes", s.strike_minutes as "strikeMinutes", s.grid_minutes as "gridMinutes",
        s.min_minutes as "minMinutes", s.max_minutes as "maxMinutes", s.notice_minutes as "noticeMinutes",
        s.horizon_days as "horizonDays", s.bookable,
        case when s.conditions is null then null
          else json_build_object('version', s.conditions_version, 'text', s.conditions) end as conditions
      from spaces s where s.facility_id = $1 order by s.position, s.code`,
    values: [facilityId],
  })
  return rows
}

/** Opening hours of a facility, in the order of the board and of the day. */
export async function listOpeningHourRows(db: Queryable, facilityId: string): Promise<readonly OpeningHours[]> {
  const { rows } = await db.query<OpeningHours>({
    text: `select h.space_id as "spaceId", h.day_kind as "dayKind", h.weekdays, h.opens, h.closes,
        h.valid_from as "from", h.valid_until as "until"
      from opening_hours h join spaces s on s.facility_id = h.facility_id and s.space_id = h.space_id
      where h.facility_id = $1
      order by s.position, s.code, h.valid_from nulls first, array_position($2::text[], h.day_kind), h.opens, h.hours_id`,
    values: [facilityId, ['workday', 'weekend', 'legal-holiday', 'make-up-workday']],
  })
  return rows
}

/** The holiday notices a facility has, and the days they set apart between two days, both included. */
export async function readDayTypes(db: Db, facilityId: string, from: LocalDate, until: LocalDate): Promise<DayTypes> {
  const [notices, days] = await Promise.all([
    db.selectFrom('holiday_notices').select('year').where('facility_id', '=', facilityId).execute(),
    db
      .selectFrom('special_days')
      .select(['day as date', 'kind', 'name'])
      .where('facility_id', '=', facilityId)
      .where('day', '>=', from)
      .where('day', '<=', until)
      .execute(),
  ])
  return { years: new Set(notices.map(({ year }) => year)), special: new Map(days.map((day) => [day.date, day])) }
}

/** Closures that are not over at `now`, the first to come first. */
export async function listClosureRows(db: Db, facilityId: string, now: number): Promise<readonly Closure[]> {
  const rows = await db
    .selectFrom('closures')
    .select(CLOSURE)
    .where('facility_id', '=', facilityId)
    .where('ends_at', '>', instant(now))
    .orderBy('starts_at')
    .orderBy('closure_id')
    .execute()
  return rows.map(toClosure)
}

/** Keeps a closure. */
export async function insertClosure(db: Db, facilityId: string, closure: Closure, createdBy: string): Promise<void> {
  const { id, spaceId, during, reason } = closure
  await db
    .insertInto('closures')
    .values({
      facility_id: facilityId,
      closure_id: id,
      space_id: spaceId,
      starts_at: new Date(during.start),
      ends_at: new Date(during.end),
      reason,
      created_by: createdBy,
    })
    .execute()
}

/** Takes a closure away; the audit keeps what it was. */
export async function deleteClosure(db: Db, facilityId: string, closureId: string): Promise<Closure | null> {
  const row = await db
    .deleteFrom('closures')
    .where('facility_id', '=', facilityId)
    .where('closure_id', '=', closureId)
    .returning(CLOSURE)
    .executeTakeFirst()
  return row === undefined ? null : toClosure(row)
}

/** Whether a space belongs to a facility. */
export async function hasSpace(db: Db, facilityId: string, spaceId: string): Promise<boolean> {
  const rows = await db
    .selectFrom('spaces')
    .select('space_id')
    .where('facility_id', '=', facilityId)
    .where('space_id', '=', spaceId)
    .execute()
  return rows.length > 0
}

/** A reservation that a closure meets. */
export interface HitReservation {
  readonly reservationId: string
  readonly reference: string
  readonly title: string
  readonly start: number
  readonly end: number
}

/** Standing reservations that share an atom with a space (null: any) and an instant with a span, buffers left aside. */
export async function listHitReservations(
  db: Queryable,
  facilityId: string,
  spaceId: string | null,
  { start, end }: Interval,
): Promise<readonly HitReservation[]> {
  const { rows } = await db.query<HitReservation>({
    text: `select r.reservation_id as "reservationId", o.reference, r.title, r.starts_at as start, r.ends_at as "end"
      from reservations r join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
      where r.facility_id = $1 and r.state in ('confirmed', 'in-use') and r.starts_at < $4 and r.ends_at > $3
        and ($2::uuid is null or exists (
          select from space_atoms theirs join space_atoms shut
            on shut.facility_id = theirs.facility_id and shut.atom_id = theirs.atom_id
          where theirs.facility_id = r.facility_id and theirs.space_id = r.space_id and shut.space_id = $2))
      order by r.starts_at, o.reference, r.reservation_id`,
    values: [facilityId, spaceId, new Date(start), new Date(end)],
  })
  return rows
}

function selectFacilities(db: Db) {
  return db
    .selectFrom('facilities')
    .select(['facility_id as id', 'code', 'name', 'time_zone as timeZone', 'facts_version as factsVersion'])
    .orderBy('created_at')
    .orderBy('code')
}

const CLOSURE = ['closure_id as id', 'space_id as spaceId', 'starts_at as start', 'ends_at as end', 'reason'] as const

interface ClosureRow extends Interval {
  readonly id: string
  readonly spaceId: string | null
  readonly reason: string
}

function toClosure({ id, spaceId, start, end, reason }: ClosureRow): Closure {
  return { id, spaceId, during: { start, end }, reason }
}
