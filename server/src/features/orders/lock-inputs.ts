import type { Queryable } from '@gongyue/db/pool.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { covers } from '@gongyue/shared/domain/policy.ts'

/**
 * Holds until the end of the transaction what the checker is about to read and the floor does not guard: the facts, shared with all others who
 * only read them (who changes them waits, see `facts_changed`), and what is counted for a party or a person, alone. Locks are taken in
 * one order, facts first, then the counters by their keys.
 */
export async function lockInputs(client: Queryable, claims: readonly Claim[], facts: Facts): Promise<void> {
  await client.query({
    name: 'lock-inputs',
    text: `
      select case when place = 1 then pg_advisory_xact_lock_shared(lock) else pg_advisory_xact_lock(lock) end
      from unnest($1::text[]) with ordinality as one (key, place), hashtextextended(key, 0) as lock
      order by place`,
    values: [[`${facts.facilityId} facts`, ...counterKeys(claims, facts)]],
  })
}

/** The counters that some quota of the policy reads for these claims, sorted. */
function counterKeys(claims: readonly Claim[], { facilityId, spaces, parties, policy }: Facts): readonly string[] {
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
