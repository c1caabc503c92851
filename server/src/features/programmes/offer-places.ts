import type { FastifyInstance } from 'fastify'
import { nextInLine, type Seats } from '@gongyue/shared/domain/enrolment.ts'
import { isConfidential } from '@gongyue/shared/domain/programme-kind.ts'
import { auditRow } from '@gongyue/db/queries/audit.ts'
import { listAskings, readPlaces, setEnrolments, type PlacesRecord } from '@gongyue/db/queries/enrolments.ts'
import type { Tx } from '@gongyue/db/transaction.ts'
import { discreet } from './confidential.ts'

/** How long a place is kept for somebody who waited: a day to see it and to answer. In milliseconds. */
export const OFFER_LASTS = 24 * 3_600_000

/** How many places a programme has, for all and for a branch. */
export function seatsOf({ capacity, branchSeats, quotas, groups, groupDifference }: PlacesRecord): Seats {
  return {
    capacity,
    ofBranch: (partyId) => quotas[partyId] ?? branchSeats,
    groups:
      groups.length === 0
        ? null
        : { seats: new Map(groups.map(({ name, seats }) => [name, seats])), difference: groupDifference },
  }
}

/**
 * Offers the free places of a programme to those who wait, in the order of asking; nobody is offered one in a programme that is over or was
 * called off. The caller holds the programme's lock.
 *
 * @returns who was offered a place
 */
export async function offerPlaces(
  app: FastifyInstance,
  tx: Tx,
  facilityId: string,
  programmeId: string,
): Promise<readonly string[]> {
  const places = await readPlaces(tx.client, facilityId, programmeId)
  const now = app.clock()
  if (!places || places.state !== 'published' || (places.lastEnd !== null && places.lastEnd <= now)) return []
  const next = nextInLine(await listAskings(tx.client, facilityId, programmeId), seatsOf(places))
  const ids = next.map(({ id }) => id)
  const until = now + OFFER_LASTS
  await setEnrolments(
    tx.client,
    facilityId,
    ids,
    'offered',
    places.lastEnd === null ? until : Math.min(until, places.lastEnd),
  )
  for (const id of ids)
    await auditRow(
      tx.client,
      discreet(
        {
          ...{ facilityId, auditId: app.newId(), at: now, userId: null },
          ...{ action: 'offer-place', noun: 'enrolment', nounId: id, data: { programmeId, until } },
        },
        programmeId,
        isConfidential(places.kind),
      ),
    )
  return ids
}
