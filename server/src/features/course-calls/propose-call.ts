import type { FastifyInstance } from 'fastify'
import { proposeCourse, type CourseProposal } from '@gongyue/shared/scheduling/propose-course.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listCalls, listVotes, type CallRecord, type VoteRecord } from '@gongyue/db/queries/course-calls.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { loadWindow } from '@gongyue/db/snapshot.ts'
import { datesOfCall } from './dates-of-call.ts'

/** What the house could offer for a course, and to whom. */
export interface ProposedCall {
  readonly call: CallRecord
  readonly votes: readonly VoteRecord[]
  readonly dates: readonly (readonly Interval[])[]
  readonly proposals: readonly CourseProposal[]
}

/** The times that serve most of those who joined; null when there is no such course. Looks only, and promises nothing. */
export async function proposeCall(app: FastifyInstance, who: Who, callId: string): Promise<ProposedCall | null> {
  const { facilityId } = who
  const { pool } = app.pg
  const [[call], votes] = await Promise.all([
    listCalls(pool, facilityId, callId),
    listVotes(pool, facilityId, [callId]),
  ])
  if (!call) return null
  const facts = factsAt(await app.houses.current(facilityId), app.clock())
  const dates = datesOfCall(call, facts)
  const spans = dates.flat()
  if (spans.length === 0) return { call, votes, dates, proposals: [] }
  const window = {
    start: Math.min(...spans.map(({ start }) => start)) - DAY,
    end: Math.max(...spans.map(({ end }) => end)) + DAY,
  }
  const around = await loadWindow(pool, window, facts)
  const palace = [...facts.parties.values()].find(({ kind }) => kind === 'palace')
  const rooms = [...facts.spaces.values()].filter(({ kind }) => kind === 'classroom' || kind === 'rehearsal')
  const wanted = {
    ...call,
    partyId: palace?.id ?? '',
    slots: dates,
    votes: votes.map(({ slots }) => slots),
    spaceIds: rooms.map(({ id }) => id),
  }
  return { call, votes, dates, proposals: proposeCourse(wanted, { facts, claims: around.claims }) }
}

/** A session's set-up and strike, and the rest of who teaches it, reach into the days beside. */
const DAY = 86_400_000
