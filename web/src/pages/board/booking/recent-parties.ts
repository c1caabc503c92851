import { keepDraft, recallDraft } from '../../../app/storage.ts'
import type { FoundParty } from './parties.ts'

const NAME = 'desk.parties'
const KEPT = 5

/** Those this desk booked for last, newest first; of this tab, and gone with its session. */
export function recentParties(): readonly FoundParty[] {
  const kept = recallDraft(NAME)
  // written below
  return Array.isArray(kept) ? (kept as readonly FoundParty[]) : []
}

export function keepRecent(party: FoundParty): readonly FoundParty[] {
  const next = [party, ...recentParties().filter(({ id }) => id !== party.id)].slice(0, KEPT)
  keepDraft(NAME, next)
  return next
}
