import type pg from 'pg'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** One row of the floor: an atom over a span, set-up and strike included. */
export interface NewClaim {
  readonly claimId: string
  readonly atomId: string
  readonly spaceId: string
  /** Null for a hold given on purpose. */
  readonly reservationId: string | null
  readonly held: Interval
}

/**
 * The order in which claims are always written. Two orders over the same atoms in opposite order would deadlock otherwise
 * (88 of 160 in the measurement of the exclusion constraint under random order, 0 when sorted).
 */
export function inWritingOrder<C extends Pick<NewClaim, 'atomId' | 'held'>>(claims: readonly C[]): readonly C[] {
  return claims.toSorted((a, b) => (a.atomId < b.atomId ? -1 : a.atomId > b.atomId ? 1 : a.held.start - b.held.start))
}

/**
 * Writes claims under the exclusion constraint. A conflict is a row that does not come back, never an error: a plain insert would
 * deadlock when many want one slot.
 *
 * @param expiresAt - epoch milliseconds for a tentative hold, null for a confirmed claim
 * @returns whether all of them were written; when not, the caller rolls back
 */
export async function insertClaims(
  client: pg.ClientBase,
  facilityId: string,
  claims: readonly NewClaim[],
  expiresAt: number | null = null,
): Promise<boolean> {
  const sorted = inWritingOrder(claims)
  const { rowCount } = await client.query({
    name: 'insert-claims',
    text: `
      insert into claims (facility_id, claim_id, atom_id, space_id, reservation_id, held_from, held_until, status, expires_at)
      select $1, c.*, case when $8::timestamptz is null then 'confirmed' else 'tentative' end, $8
      from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[]) as c
      on conflict do nothing`,
    values: [
      facilityId,
      sorted.map(({ claimId }) => claimId),
      sorted.map(({ atomId }) => atomId),
      sorted.map(({ spaceId }) => spaceId),
      sorted.map(({ reservationId }) => reservationId),
      sorted.map(({ held }) => new Date(held.start)),
      sorted.map(({ held }) => new Date(held.end)),
      expiresAt === null ? null : new Date(expiresAt),
    ],
  })
  return rowCount === claims.length
}

/** Frees what some reservations held. */
export async function releaseClaims(
  db: Queryable,
  facilityId: string,
  reservationIds: readonly string[],
): Promise<void> {
  await db.query({
    text: `update claims set status = 'released' where facility_id = $1 and reservation_id = any ($2::uuid[]) and status <> 'released'`,
    values: [facilityId, reservationIds],
  })
}

/** Clears holds whose time is over, and only those: one renewed meanwhile stays. */
export async function releaseExpiredHolds(
  db: Queryable,
  facilityId: string,
  claimIds: readonly string[],
  now: number,
): Promise<void> {
  await db.query({
    text: `
      update claims set status = 'released'
      where facility_id = $1 and claim_id = any ($2::uuid[]) and status = 'tentative' and expires_at <= $3`,
    values: [facilityId, claimIds.toSorted(), new Date(now)],
  })
}
