import { limitsReached, type EntryLimit } from '@gongyue/shared/domain/competition.ts'
import type { PlacesRecord } from '@gongyue/db/queries/enrolments.ts'
import type { EnteredRecord } from '@gongyue/db/queries/entries.ts'

/** Counts who takes part, and says for each that comes which limits it would break. Taking one counts it. */
export interface EntryTally {
  readonly reached: (entry: Pick<EnteredRecord, 'group' | 'partyId'>) => readonly EntryLimit[]
  readonly take: (entry: Pick<EnteredRecord, 'group' | 'partyId'>) => void
  /** The number of the next entry; whoever withdrew keeps theirs. */
  readonly nextNumber: () => number
  /** The number under which the same contact has entered the same piece, or null. */
  readonly same: (entry: Pick<EnteredRecord, 'name' | 'phone' | 'title'>) => number | null
}

export function tallyOf(
  entered: readonly EnteredRecord[],
  { capacity, branchSeats, quotas, groups }: PlacesRecord,
): EntryTally {
  const standing = entered.filter(({ state }) => state !== 'withdrawn')
  const counts = new Map<string, number>()
  const count = (key: string) => counts.get(key) ?? 0
  const take = ({ group, partyId }: Pick<EnteredRecord, 'group' | 'partyId'>) => {
    for (const key of ['all', `group ${group}`, `branch ${partyId}`]) counts.set(key, count(key) + 1)
  }
  for (const one of standing) take(one)
  const numbers = new Map(standing.map((one) => [keyOf(one), one.number]))
  let last = Math.max(0, ...entered.map(({ number }) => number))
  const seatsOf = new Map(groups.map(({ name, seats }) => [name, seats]))
  return {
    take,
    reached: ({ group, partyId }) =>
      limitsReached(
        { all: count('all'), ofGroup: count(`group ${group}`), ofBranch: count(`branch ${partyId}`) },
        {
          all: capacity,
          ofGroup: group === null ? null : (seatsOf.get(group) ?? null),
          ofBranch: partyId === null ? null : (quotas[partyId] ?? branchSeats),
        },
      ),
    nextNumber: () => (last += 1),
    same: (one) => numbers.get(keyOf(one)) ?? null,
  }
}

/** What makes two entries the same: who is spoken to, and the piece. */
export function keyOf({ name, phone, title }: Pick<EnteredRecord, 'name' | 'phone' | 'title'>): string {
  return [phone, name, title].join('\n')
}
