import type { Queryable } from '@gongyue/db/pool.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { covers } from '@gongyue/shared/domain/policy.ts'

/**
 * Makes counted rules safe: whoever counts what a party or a person has, holds its lock until the transaction ends, taken in the order of the
 * keys. Claims need no lock: the floor guards them.
 */
export async function lockCounters(client: Queryable, claims: readonly Claim[], facts: Facts): Promise<void> {
  const keys = counterKeys(claims, facts)
  if (keys.length === 0) return
  await client.query({
    name: 'lock-counters',
    text: 'select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as key',
    values: [keys],
  })
}

/** The counters that some quota of the policy reads for these claims, sorted. */
export function counterKeys(
  claims: readonly Claim[],
  { facilityId, spaces, parties, policy }: Facts,
): readonly string[] {
  const keys = new Set<string>()
  for (const { spaceId, partyId, personId } of claims) {
    const space = spaces.get(spaceId)
    const party = parties.get(partyId)
    if (!space || !party) continue
    for (const { per, spaces: ofSpaces, parties: ofParties } of policy.quotas) {
      if (!covers(ofSpaces, space.kind) || !covers(ofParties, party.kind)) continue
      if (per !== 'member-day') keys.add(`${facilityId} party ${partyId}`)
      else if (personId !== '') keys.add(`${facilityId} person ${personId}`)
    }
  }
  return [...keys].toSorted()
}
