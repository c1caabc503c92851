import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { findSubstitutes, type Substitute } from '@gongyue/shared/scheduling/substitutes.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { listFamilies, listSessionsOf, type SessionFamily } from '@gongyue/db/queries/people.ts'
import { readStanding, type StandingRecord } from '@gongyue/db/queries/standing.ts'
import { loadSurroundings } from '@gongyue/db/snapshot.ts'
import { claimOf } from '../acts/plan-changes.ts'

/** A session that loses one of its people, and who could come instead. */
export interface MissedSession {
  readonly standing: StandingRecord
  /** Null for a booking that belongs to no programme. */
  readonly family: SessionFamily | null
  readonly substitutes: readonly Substitute[]
}

/** What somebody is on in a span and has not begun, by start, each with substitutes ranked. The facts may know of the absence already. */
export async function missedSessions(
  db: Queryable,
  personId: string,
  during: Interval,
  facts: Facts,
): Promise<readonly MissedSession[]> {
  const { facilityId } = facts
  const ids = await listSessionsOf(db, facilityId, personId, during)
  if (ids.length === 0) return []
  const [standing, families] = await Promise.all([readStanding(db, facilityId, ids), listFamilies(db, facilityId, ids)])
  const sessions = standing
    .filter(({ start }) => start > facts.now)
    .toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1))
  const claims = sessions.map((one) => ({ ...claimOf(one, one, facts), skills: families.get(one.id)?.skills ?? [] }))
  const everybody = [...facts.people.keys()]
  const around = await loadSurroundings(
    db,
    claims.map((claim) => ({ ...claim, people: everybody })),
    facts,
  )
  return sessions.flatMap((one, i) => {
    const claim = claims[i]
    if (!claim) return []
    const family = families.get(one.id) ?? null
    const known = new Set(family?.known)
    const substitutes = findSubstitutes({ claim, missing: personId, known }, { facts, claims: around.claims })
    return [{ standing: one, family, substitutes }]
  })
}
