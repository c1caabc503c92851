import type { FastifyInstance } from 'fastify'
import type { ActVerdictWire } from '@gongyue/shared/api/acts.ts'
import type { DeedWire } from '@gongyue/shared/api/problem.ts'
import type { Name } from '@gongyue/shared/domain/names.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { latestDeeds } from '@gongyue/db/queries/acts.ts'
import { readStanding } from '@gongyue/db/queries/standing.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { ProblemAnswer } from '../../plugins/problems.ts'
import { alternativesFor } from '../orders/alternatives.ts'
import type { Fits, Judged, RearrangeNo, Refused } from './change.ts'
import { deedsText } from './deeds-text.ts'
import { obstaclesOf } from './obstacles.ts'
import { standingWire, violationsWire } from './wire.ts'

/** How many ways out a refusal names. */
const ALTERNATIVES = 6

/** All reasons, who stands there, and for a single booking that has not begun where else it fits. */
export async function verdictOf(app: FastifyInstance, who: Who, judged: Fits | Refused): Promise<ActVerdictWire> {
  const violations = violationsWire(judged)
  if (judged.kind === 'fits') return { verdict: 'fits', violations, alternatives: [], obstacles: [] }
  return {
    verdict: 'refused',
    violations,
    alternatives: await waysOut(app, judged),
    obstacles: await obstaclesOf(app, who, {
      asked: judged.planned.flatMap(({ claim }) => claim ?? []),
      violations: judged.violations,
      except: judged.planned.map(({ before }) => before.id),
    }),
  }
}

/** What a "no" to a rearrangement says. */
export async function problemOf(
  app: FastifyInstance,
  who: Who,
  no: Exclude<RearrangeNo, { readonly kind: 'malformed' | 'look-again' }>,
): Promise<ProblemAnswer> {
  switch (no.kind) {
    case 'refused': {
      const { verdict: _, ...members } = await verdictOf(app, who, no)
      return { problem: 'refused', ...members }
    }
    case 'not-changeable':
      return {
        problem: 'not-changeable',
        errors: no.errors,
        current: no.current.map((one) => standingWire(one, who.timeZone)),
      }
    case 'stale':
      return {
        problem: 'stale',
        current: no.current.map((one) => standingWire(one, who.timeZone)),
        since: await sinceOf(
          app,
          who,
          no.current.map(({ id }) => id),
        ),
      }
  }
}

/** That the world has moved on: what was done since, by whom and when, as data and in a sentence. */
export async function movedOn(
  app: FastifyInstance,
  who: Who,
  reservationIds: readonly string[],
): Promise<ProblemAnswer> {
  const [since, current] = await Promise.all([
    sinceOf(app, who, reservationIds),
    readStanding(app.pg.pool, who.facilityId, reservationIds),
  ])
  const deeds: Name = deedsText(since)
  return {
    problem: 'moved-on',
    params: { deeds },
    since,
    current: current.map((one) => standingWire(one, who.timeZone)),
  }
}

async function sinceOf(app: FastifyInstance, who: Who, reservationIds: readonly string[]): Promise<DeedWire[]> {
  const deeds = await latestDeeds(app.pg.pool, who.facilityId, reservationIds)
  return deeds.map((deed) => ({ ...deed, at: formatInstant(deed.at, who.timeZone) }))
}

async function waysOut(app: FastifyInstance, { planned, facts }: Judged): Promise<ActVerdictWire['alternatives']> {
  const [one, ...others] = planned
  if (!one?.claim || others.length > 0 || one.after.state !== 'confirmed') return []
  return await alternativesFor(app, [one.claim], facts, ALTERNATIVES)
}
