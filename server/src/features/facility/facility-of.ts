import type { FastifyInstance } from 'fastify'
import { findFacility, readFacility, type Facility } from '@gongyue/db/queries/facilities.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { HttpProblem } from '../../plugins/problems.ts'

/** A reader who is signed in has one facility; a visitor names one by its code or gets the first. */
export async function facilityOf(app: FastifyInstance, who: Who | null, code: string | undefined): Promise<Facility> {
  const found = who === null ? await findFacility(app.db, code) : await readFacility(app.db, who.facilityId)
  if (found === null || (code !== undefined && found.code !== code)) throw new HttpProblem('not-found')
  return found
}
