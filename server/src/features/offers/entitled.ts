import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { EntitledDate } from '@gongyue/db/queries/offers.ts'
import { claimOfDate } from '../series/planned-series.ts'

/**
 * What a lost date asks for.
 *
 * @returns null when its space is gone
 */
export function claimOfEntitled(date: EntitledDate, facts: Facts, id: string): Claim | null {
  const space = facts.spaces.get(date.spaceId)
  if (!space) return null
  const { partyId, personId, headcount, features, conditions, people, skills } = date
  const booker = { partyId, personId: personId ?? '', headcount, features, conditions }
  return { ...claimOfDate(date, space, booker, id), people, skills }
}
