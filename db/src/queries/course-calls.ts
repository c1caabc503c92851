import type { LocalDate } from '@gongyue/shared/time/wall.ts'
import type { Queryable } from '../pool.ts'

/** A time to choose from: a weekday (Monday is 1) and minutes of the facility's day. */
export interface CallSlot {
  readonly weekday: number
  readonly from: number
}

/** A course put up for demand. Instants are epoch milliseconds. */
export interface CallRow {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly skills: readonly string[]
  readonly least: number
  readonly capacity: number
  readonly sessions: number
  readonly minutes: number
  readonly slots: readonly CallSlot[]
  readonly fromDate: LocalDate
  readonly closesAt: number
}

export interface CallRecord extends CallRow {
  readonly state: 'open' | 'opened' | 'closed'
  readonly programmeId: string | null
  readonly version: number
}

/** Somebody who joined, and when they could come. */
export interface VoteRecord {
  readonly id: string
  readonly callId: string
  readonly name: string
  readonly phone: string
  readonly partyId: string | null
  readonly userId: string | null
  readonly slots: readonly number[]
}

/** Courses on call, those that close first before the others. */
export async function listCalls(
  db: Queryable,
  facilityId: string,
  callId: string | null,
): Promise<readonly CallRecord[]> {
  const { rows } = await db.query<CallRecord>({
    text: `
      select call_id as id, title, summary, skills, least, capacity, sessions, minutes, slots, from_date as "fromDate",
        closes_at as "closesAt", state, programme_id as "programmeId", version
      from course_calls where facility_id = $1 and ($2::uuid is null or call_id = $2)
      order by state = 'open' desc, closes_at, call_id`,
    values: [facilityId, callId],
  })
  return rows
}

export async function insertCall(db: Queryable, facilityId: string, call: CallRow, createdBy: string): Promise<void> {
  await db.query({
    text: `
      insert into course_calls (facility_id, call_id, title, summary, skills, least, capacity, sessions, minutes, slots, from_date,
        closes_at, state, created_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13)`,
    values: [
      ...[facilityId, call.id, call.title, call.summary, call.skills, call.least, call.capacity, call.sessions],
      ...[call.minutes, JSON.stringify(call.slots), call.fromDate, new Date(call.closesAt), createdBy],
    ],
  })
}

/** Locks a course on call for whoever joins or opens it. */
export async function lockCall(db: Queryable, facilityId: string, callId: string): Promise<void> {
  await db.query({
    text: 'select 1 from course_calls where facility_id = $1 and call_id = $2 for update',
    values: [facilityId, callId],
  })
}

/** Notes the class that a course became, or is becoming. */
export async function setCall(
  db: Queryable,
  facilityId: string,
  callId: string,
  { state, programmeId }: Pick<CallRecord, 'state' | 'programmeId'>,
): Promise<void> {
  await db.query({
    text: 'update course_calls set state = $3, programme_id = $4, version = version + 1 where facility_id = $1 and call_id = $2',
    values: [facilityId, callId, state, programmeId],
  })
}

/** Who joined, in the order of joining. */
export async function listVotes(
  db: Queryable,
  facilityId: string,
  callIds: readonly string[],
): Promise<readonly VoteRecord[]> {
  const { rows } = await db.query<VoteRecord>({
    text: `
      select vote_id as id, call_id as "callId", name, phone, party_id as "partyId", user_id as "userId", slots
      from course_votes where facility_id = $1 and call_id = any ($2::uuid[])
      order by voted_at, vote_id`,
    values: [facilityId, callIds],
  })
  return rows
}

/** One vote for each phone; said again, it is changed and keeps its place in the order. */
export async function writeVote(db: Queryable, facilityId: string, vote: VoteRecord, at: number): Promise<void> {
  await db.query({
    text: `
      insert into course_votes (facility_id, call_id, vote_id, name, phone, party_id, user_id, slots, voted_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict on constraint course_votes_person_key do update set name = excluded.name, party_id = excluded.party_id, slots = excluded.slots`,
    values: [
      ...[facilityId, vote.callId, vote.id, vote.name, vote.phone, vote.partyId, vote.userId, vote.slots],
      new Date(at),
    ],
  })
}
