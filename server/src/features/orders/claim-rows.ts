import type { FastifyInstance } from 'fastify'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { NewClaim } from '@gongyue/db/queries/claims.ts'

/**
 * What a reservation writes to the floor: a row for each atom of its space over all it holds, and one for each of the house's people, who are there
 * while it lasts and not for its set-up. One that is in use holds from now on, and so do they.
 */
export function claimRows(
  app: FastifyInstance,
  { spaceId, atomIds, held, during, people = [] }: Claim,
  reservationId: string,
): readonly NewClaim[] {
  const row = (atomId: string, span: Claim['held']) => ({
    claimId: app.newId(),
    atomId,
    spaceId,
    reservationId,
    held: span,
  })
  const present = { start: Math.max(during.start, held.start), end: during.end }
  return [...atomIds.map((atomId) => row(atomId, held)), ...people.map((personId) => row(personId, present))]
}
