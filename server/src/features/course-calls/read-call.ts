import type { FastifyInstance } from 'fastify'
import type { CallWire } from '@gongyue/shared/api/enrolments.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { listCalls, listVotes, type CallRecord, type VoteRecord } from '@gongyue/db/queries/course-calls.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'

/**
 * One course as the reader is told.
 *
 * @throws HttpProblem `not-found`
 */
export async function readCall({ pg: { pool } }: FastifyInstance, who: Who, callId: string): Promise<CallWire> {
  const [[call], votes] = await Promise.all([
    listCalls(pool, who.facilityId, callId),
    listVotes(pool, who.facilityId, [callId]),
  ])
  if (!call) throw new HttpProblem('not-found')
  return callWire(call, votes, who, who.timeZone)
}

/** A course with how many could come at each of its times; who they are is told to the desk apart. */
export function callWire(call: CallRecord, votes: readonly VoteRecord[], who: Who | null, timeZone: string): CallWire {
  const own = votes.filter(({ callId }) => callId === call.id)
  const mine = who === null ? undefined : own.find(({ userId }) => userId === who.userId)
  const { skills, slots, closesAt, ...rest } = call
  return {
    ...rest,
    skills: [...skills],
    slots: slots.map(({ weekday, from }) => ({ weekday, from })),
    closesAt: formatInstant(closesAt, timeZone),
    votes: own.length,
    bySlot: slots.map((_, i) => own.filter((vote) => vote.slots.includes(i)).length),
    mine: mine ? { slots: [...mine.slots] } : null,
  }
}
