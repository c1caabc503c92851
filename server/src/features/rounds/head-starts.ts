import type { Party } from '@gongyue/shared/solver/conditions.ts'
import type { Queryable } from '@gongyue/db/pool.ts'
import { lastRoundBefore, metIn } from '@gongyue/db/queries/ledger.ts'
import type { RoundRecord } from '@gongyue/db/queries/rounds.ts'

/**
 * What parties had of what they asked for in the last published round before this one, in slots of this round: who got much then waits behind who got
 * little, where both want the same.
 */
export async function headStarts(
  db: Queryable,
  facilityId: string,
  round: RoundRecord,
  sections: readonly { readonly partyId: string }[],
): Promise<ReadonlyMap<string, Party>> {
  const last = await lastRoundBefore(db, facilityId, round)
  if (last === null) return new Map()
  const parties = new Set(sections.map(({ partyId }) => partyId))
  const slots = (minutes: number): number => Math.round(minutes / round.gridMinutes)
  const rows = await metIn(db, facilityId, last)
  return new Map(
    rows
      .filter(({ partyId }) => parties.has(partyId))
      .map(({ partyId, askedMinutes, hadMinutes }) => {
        const asked = slots(askedMinutes)
        return [partyId, { asked, had: Math.min(asked, slots(hadMinutes)) }] as const
      }),
  )
}
