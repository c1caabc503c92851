import type { FastifyInstance } from 'fastify'
import type { ProgrammeWire } from '@gongyue/shared/api/programmes.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { listOrganisers } from '@gongyue/db/queries/particulars.ts'
import { listProgrammes, listQuotas, listSessions, type ProgrammeRecord } from '@gongyue/db/queries/programmes.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'
import { programmeWire } from './wire.ts'

/**
 * A programme as the reader may see it: drafts are the desk's.
 *
 * @throws HttpProblem `not-found`
 */
export async function findProgramme(
  app: FastifyInstance,
  facilityId: string,
  who: Who | null,
  programmeId: string,
): Promise<ProgrammeRecord> {
  const drafts = who !== null && mayEnter(who.roles, 'desk')
  const filter = { programmeId, termId: null, drafts, userId: who?.userId ?? null }
  const [found] = await listProgrammes(app.pg.pool, facilityId, filter)
  if (!found) throw new HttpProblem('not-found')
  return found
}

/**
 * With its sessions and shares; who runs it is told to the desk.
 *
 * @throws HttpProblem `not-found`
 */
export async function wholeProgramme(
  app: FastifyInstance,
  { facilityId, timeZone }: Pick<Who, 'facilityId' | 'timeZone'>,
  who: Who | null,
  id: string,
): Promise<ProgrammeWire> {
  const { pool } = app.pg
  const isDesk = who !== null && mayEnter(who.roles, 'desk')
  const [one, sessions, quotas, organisers] = await Promise.all([
    findProgramme(app, facilityId, who, id),
    listSessions(pool, facilityId, id),
    listQuotas(pool, facilityId, id),
    isDesk ? listOrganisers(pool, facilityId, id) : null,
  ])
  return programmeWire(one, sessions, quotas, app.clock(), timeZone, organisers)
}
