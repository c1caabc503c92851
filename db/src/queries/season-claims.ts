import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

interface Row {
  readonly claimId: string
  readonly atomId: string
  readonly spaceId: string | null
  readonly heldFrom: number
  readonly heldUntil: number
}

/**
 * What holds these atoms within a season, but for what the round itself has given out: a result that is published again does not stand in its own way.
 * People come as `people`, rooms as atoms; both block for the span that is held.
 */
export async function listSeasonClaims(
  db: Queryable,
  facilityId: string,
  {
    roundId,
    atomIds,
    personIds,
    during,
  }: {
    readonly roundId: string
    readonly atomIds: readonly string[]
    readonly personIds: readonly string[]
    readonly during: Interval
  },
): Promise<readonly Claim[]> {
  const { rows } = await db.query<Row>({
    text: `
      select c.claim_id as "claimId", c.atom_id as "atomId", c.space_id as "spaceId", c.held_from as "heldFrom",
        c.held_until as "heldUntil"
      from claims c
      left join reservations r on r.facility_id = c.facility_id and r.reservation_id = c.reservation_id
      where c.facility_id = $1 and c.atom_id = any ($2::uuid[]) and c.status <> 'released'
        and c.held_from < $4 and c.held_until > $3 and (c.expires_at is null or c.expires_at > $3)
        and not exists (select from section_series x
          join sections s on s.facility_id = x.facility_id and s.section_id = x.section_id
          join applications a on a.facility_id = s.facility_id and a.application_id = s.application_id
          where x.facility_id = c.facility_id and x.series_id = r.series_id and x.standing and a.round_id = $5)
      order by c.held_from, c.claim_id`,
    values: [facilityId, [...atomIds, ...personIds], new Date(during.start), new Date(during.end), roundId],
  })
  const people = new Set(personIds)
  return rows.map(({ claimId, atomId, spaceId, heldFrom, heldUntil }) => {
    const span = { start: heldFrom, end: heldUntil }
    const isPerson = people.has(atomId)
    return {
      ...{ id: claimId, spaceId: spaceId ?? '', atomIds: isPerson ? [] : [atomId], during: span, held: span },
      ...{ partyId: '', personId: '', headcount: 1, features: [], conditions: {}, standing: 'held' as const },
      ...(isPerson && { people: [atomId] }),
      wish: { spaceId: spaceId ?? '', start: heldFrom },
    }
  })
}
