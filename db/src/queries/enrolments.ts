import type { Asking, EnrolmentState } from '@gongyue/shared/domain/enrolment.ts'
import type { ProgrammeKind } from '@gongyue/shared/domain/programme-kind.ts'
import type { Queryable } from '../pool.ts'

/** A place somebody has or waits for. Instants are epoch milliseconds. */
export interface EnrolmentRecord {
  readonly id: string
  readonly programmeId: string
  readonly programmeTitle: string
  readonly name: string
  readonly phone: string
  readonly partyId: string | null
  readonly partyName: string | null
  readonly userId: string | null
  readonly state: EnrolmentState
  readonly askedAt: number
  readonly offeredUntil: number | null
  readonly version: number
  readonly group: string | null
  /** Six digits for the door. */
  readonly code: string | null
  readonly arrivedAt: number | null
  /** Told to nobody but the organisers and whose place it is. */
  readonly confidential: boolean
}

export type NewEnrolment = Pick<
  EnrolmentRecord,
  'id' | 'programmeId' | 'name' | 'phone' | 'partyId' | 'userId' | 'state' | 'askedAt'
> &
  Partial<Pick<EnrolmentRecord, 'group' | 'code' | 'confidential'>>

/** What decides about places: read under the programme's lock. */
export interface PlacesRecord {
  readonly programmeId: string
  readonly title: string
  readonly state: 'draft' | 'published' | 'cancelled'
  readonly capacity: number
  readonly branchSeats: number | null
  readonly opensAt: number
  readonly closesAt: number
  readonly firstStart: number | null
  readonly lastEnd: number | null
  /** Seats by party, where a branch has a number of its own. */
  readonly quotas: Readonly<Record<string, number>>
  readonly kind: ProgrammeKind
  readonly groups: readonly { readonly name: string; readonly seats: number | null }[]
  readonly groupDifference: number | null
}

/** Locks a programme for whoever takes, gives back or offers a place in it; one after the other. */
export async function lockProgramme(db: Queryable, facilityId: string, programmeId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'select 1 from programmes where facility_id = $1 and programme_id = $2 for update',
    values: [facilityId, programmeId],
  })
  return rowCount === 1
}

export async function readPlaces(db: Queryable, facilityId: string, programmeId: string): Promise<PlacesRecord | null> {
  const { rows } = await db.query<PlacesRecord>({
    text: `
      select g.programme_id as "programmeId", g.title, g.kind, g.state, g.capacity, g.group_difference as "groupDifference",
        (select coalesce(json_agg(json_build_object('name', o.name, 'seats', o.seats) order by o.position), '[]')
          from programme_groups o where o.facility_id = g.facility_id and o.programme_id = g.programme_id) as groups, g.branch_seats as "branchSeats", g.opens_at as "opensAt",
        g.closes_at as "closesAt", s.first as "firstStart", s.last as "lastEnd",
        coalesce((select jsonb_object_agg(q.party_id, q.seats) from programme_quotas q
          where q.facility_id = g.facility_id and q.programme_id = g.programme_id), '{}') as quotas
      from programmes g, lateral (
        select min(r.starts_at) as first, max(r.ends_at) as last
        from programme_sessions ps
        join reservations r on r.facility_id = ps.facility_id and r.reservation_id = ps.reservation_id
        where ps.facility_id = g.facility_id and ps.programme_id = g.programme_id and r.state not in ('cancelled', 'no-show')) as s
      where g.facility_id = $1 and g.programme_id = $2`,
    values: [facilityId, programmeId],
  })
  return rows[0] ?? null
}

/** Everybody who has or waits for a place, in the order of asking. */
export async function listAskings(db: Queryable, facilityId: string, programmeId: string): Promise<readonly Asking[]> {
  const { rows } = await db.query<Asking>({
    text: `
      select enrolment_id as id, party_id as "partyId", group_name as "group", state from enrolments
      where facility_id = $1 and programme_id = $2 and state in ('enrolled', 'waiting', 'offered')
      order by asked_at, enrolment_id`,
    values: [facilityId, programmeId],
  })
  return rows
}

export async function insertEnrolment(db: Queryable, facilityId: string, one: NewEnrolment): Promise<void> {
  await db.query({
    text: `
      insert into enrolments (facility_id, enrolment_id, programme_id, name, phone, party_id, user_id, state, asked_at, group_name, code,
        confidential)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      ...[facilityId, one.id, one.programmeId, one.name, one.phone, one.partyId, one.userId, one.state],
      ...[new Date(one.askedAt), one.group ?? null, one.code ?? null, one.confidential ?? false],
    ],
  })
}

/** Sets the state of places. An offer has its end; nothing else has one. */
export async function setEnrolments(
  db: Queryable,
  facilityId: string,
  enrolmentIds: readonly string[],
  state: EnrolmentState,
  offeredUntil: number | null = null,
): Promise<void> {
  if (enrolmentIds.length === 0) return
  await db.query({
    text: `
      update enrolments set state = $3, offered_until = $4, version = version + 1
      where facility_id = $1 and enrolment_id = any ($2::uuid[])`,
    values: [facilityId, enrolmentIds, state, offeredUntil === null ? null : new Date(offeredUntil)],
  })
}

/** Which places to list. */
export interface EnrolmentFilter {
  readonly programmeId?: string
  readonly enrolmentId?: string
  /** Of this user or of one of these parties. */
  readonly own?: { readonly userId: string; readonly partyIds: readonly string[] }
  /** Under this phone, and not given back. */
  readonly phone?: string
}

/** Places, in the order of asking. */
export async function listEnrolments(
  db: Queryable,
  facilityId: string,
  { programmeId, enrolmentId, own, phone }: EnrolmentFilter,
): Promise<readonly EnrolmentRecord[]> {
  const { rows } = await db.query<EnrolmentRecord>({
    text: `
      select e.enrolment_id as id, e.programme_id as "programmeId", g.title as "programmeTitle", e.name, e.phone, e.party_id as "partyId",
        p.name as "partyName", e.user_id as "userId", e.state, e.asked_at as "askedAt", e.offered_until as "offeredUntil", e.version,
        e.group_name as "group", e.code, e.arrived_at as "arrivedAt", e.confidential
      from enrolments e
      join programmes g on g.facility_id = e.facility_id and g.programme_id = e.programme_id
      left join parties p on p.facility_id = e.facility_id and p.party_id = e.party_id
      where e.facility_id = $1 and ($2::uuid is null or e.programme_id = $2) and ($3::uuid is null or e.enrolment_id = $3)
        and ($4::uuid is null or e.user_id = $4 or (e.party_id = any ($5::uuid[]) and not e.confidential))
        and ($6::text is null or (e.phone = $6 and e.state in ('enrolled', 'waiting', 'offered')))
      order by e.asked_at, e.enrolment_id`,
    values: [
      facilityId,
      programmeId ?? null,
      enrolmentId ?? null,
      own?.userId ?? null,
      own?.partyIds ?? [],
      phone ?? null,
    ],
  })
  return rows
}

/** Programmes in which an offer has run out. */
export async function listOverdueOffers(
  db: Queryable,
  now: number,
): Promise<readonly { readonly facilityId: string; readonly programmeId: string }[]> {
  const { rows } = await db.query<{ facilityId: string; programmeId: string }>({
    text: `
      select distinct facility_id as "facilityId", programme_id as "programmeId" from enrolments
      where state = 'offered' and offered_until <= $1 order by 1, 2`,
    values: [new Date(now)],
  })
  return rows
}

/** Offers of a programme that have run out by now. */
export async function expireOffers(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  now: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      update enrolments set state = 'expired', offered_until = null, version = version + 1
      where facility_id = $1 and programme_id = $2 and state = 'offered' and offered_until <= $3
      returning enrolment_id as id`,
    values: [facilityId, programmeId, new Date(now)],
  })
  return rows.map(({ id }) => id)
}

/** What is known of a user who asks for a place of their own. */
export async function readContact(
  db: Queryable,
  facilityId: string,
  userId: string,
): Promise<{ readonly name: string; readonly phone: string | null } | null> {
  const { rows } = await db.query<{ name: string; phone: string | null }>({
    text: 'select display_name as name, phone from users where facility_id = $1 and user_id = $2',
    values: [facilityId, userId],
  })
  return rows[0] ?? null
}

/** The codes of a programme that are given. */
export async function listCodes(db: Queryable, facilityId: string, programmeId: string): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ code: string }>({
    text: 'select code from enrolments where facility_id = $1 and programme_id = $2 and code is not null',
    values: [facilityId, programmeId],
  })
  return new Set(rows.map(({ code }) => code))
}

/** The place that somebody has in a programme with an account of their own. */
export async function findOwnEnrolment(
  db: Queryable,
  facilityId: string,
  programmeId: string,
  userId: string,
): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>({
    text: `
      select enrolment_id as id from enrolments where facility_id = $1 and programme_id = $2 and user_id = $3
        and state in ('enrolled', 'waiting', 'offered') order by asked_at limit 1`,
    values: [facilityId, programmeId, userId],
  })
  return rows[0]?.id ?? null
}

/** Notes that somebody is there, the first time only. */
export async function noteArrival(db: Queryable, facilityId: string, enrolmentId: string, at: number): Promise<void> {
  await db.query({
    text: `
      update enrolments set arrived_at = coalesce(arrived_at, $3), version = version + 1
      where facility_id = $1 and enrolment_id = $2`,
    values: [facilityId, enrolmentId, new Date(at)],
  })
}
