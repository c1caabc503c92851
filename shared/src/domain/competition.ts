/** Open: entries may join it. Closed: they may not any more. Concluded: its results have moved them on. */
export const STAGE_STATES = ['open', 'closed', 'concluded'] as const
export type StageState = (typeof STAGE_STATES)[number]

export const ENTRY_STATES = ['entered', 'out', 'withdrawn'] as const
export type EntryState = (typeof ENTRY_STATES)[number]

/** What became of an entry in a stage. */
export const OUTCOMES = ['heard', 'absent', 'advanced', 'out'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The stages of a competition as the trade knows them; a competition may have others. */
export const USUAL_STAGES = ['初选', '复赛', '半决赛', '决赛'] as const

/** Why an entry is not taken: its group, its branch, or the competition has as many as it takes. */
export type EntryLimit = 'competition' | 'group' | 'branch'

/** What counts against the limits of a competition. */
export interface EntryCounts {
  readonly all: number
  readonly ofGroup: number
  readonly ofBranch: number
}

/** Null limits do not bind. */
export interface EntrySeats {
  readonly all: number
  readonly ofGroup: number | null
  readonly ofBranch: number | null
}

/** Every limit that is reached, the widest first; none: there is room. */
export function limitsReached(counts: EntryCounts, seats: EntrySeats): readonly EntryLimit[] {
  const reached: EntryLimit[] = []
  if (counts.all >= seats.all) reached.push('competition')
  if (seats.ofGroup !== null && counts.ofGroup >= seats.ofGroup) reached.push('group')
  if (seats.ofBranch !== null && counts.ofBranch >= seats.ofBranch) reached.push('branch')
  return reached
}

/** Ranks by score, the best first; equal scores share a rank (1, 2, 2, 4). Without a score there is no rank. */
export function ranksOf(scores: ReadonlyMap<string, number | null>): ReadonlyMap<string, number | null> {
  const known = [...scores.values()].filter((score) => score !== null)
  return new Map(
    [...scores].map(([id, score]) => [id, score === null ? null : 1 + known.filter((other) => other > score).length]),
  )
}
