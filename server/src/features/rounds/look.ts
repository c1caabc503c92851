import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { roundStateOf, type RoundState } from '@gongyue/shared/domain/round.ts'
import { roundStateWords, roundWaysOut } from '@gongyue/shared/i18n/rounds.ts'
import { listApplications, type ApplicationRecord } from '@gongyue/db/queries/applications.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { readRound, type RoundRecord } from '@gongyue/db/queries/rounds.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem, type ProblemAnswer } from '../../plugins/problems.ts'

/** Whether the reader sees everything. */
export function isAtDesk(who: Who): boolean {
  return mayEnter(who.roles, 'desk')
}

/** A round that this reader may know of: before it opens only the desk does. */
export async function findRound(db: Queryable, who: Who, id: string, now: number): Promise<RoundRecord> {
  const round = await readRound(db, who.facilityId, id)
  if (!round || (roundStateOf(round, now) === 'upcoming' && !isAtDesk(who))) throw new HttpProblem('not-found')
  return round
}

/** An application of a party that the reader acts for. */
export async function findApplication(db: Queryable, who: Who, id: string): Promise<ApplicationRecord> {
  const partyIds = isAtDesk(who) ? null : who.partyIds
  const [found] = await listApplications(db, who.facilityId, { roundId: null, applicationId: id, partyIds })
  if (!found) throw new HttpProblem('not-found')
  return found
}

/** The "no" for what a round's point in life does not allow; null when it does. */
export function stateRefusal(
  round: RoundRecord,
  { now }: Pick<Facts, 'now'>,
  allowed: readonly RoundState[],
  wayOut: keyof typeof roundWaysOut,
): ProblemAnswer | null {
  const state = roundStateOf(round, now)
  if (allowed.includes(state)) return null
  const params = { round: round.name, state: roundStateWords[state], wayOut: roundWaysOut[wayOut] }
  return { problem: 'round-settled', params }
}
