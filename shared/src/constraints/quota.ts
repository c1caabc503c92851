import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { covers, type Quota } from '../domain/policy.ts'
import { minutesOf, type Interval } from '../time/interval.ts'
import { dayOf, type LocalDate } from '../time/wall.ts'

/** What the three quota rules share: which quotas of the policy bind a claim, and the days they are counted in. */
export function quotaGroups(
  claim: Claim,
  per: Quota['per'],
  who: string,
  datesOf: () => readonly LocalDate[],
  facts: Facts,
): readonly string[] {
  if (who === '') return []
  const party = facts.parties.get(claim.partyId)
  const space = facts.spaces.get(claim.spaceId)
  if (!party || !space) return []
  const keys: string[] = []
  facts.policy.quotas.forEach((quota, index) => {
    if (quota.per === per && covers(quota.spaces, space.kind) && covers(quota.parties, party.kind))
      for (const date of datesOf()) keys.push(`${index} ${who} ${date}`)
  })
  return keys
}

/** The quota that a group's key names. A key made from another policy is misuse. */
export function quotaOf(group: string, facts: Facts): Quota {
  const quota = facts.policy.quotas[Number(group.slice(0, group.indexOf(' ')))]
  if (!quota)
    throw new Error(
      `group "${group}" names no quota of policy ${facts.policy.version}. Maybe the index outlived its facts.`,
    )
  return quota
}

/** The day that a group's key names, as a span. */
export function dayOfGroup(group: string, { timeZone }: Facts): Interval {
  return dayOf(group.slice(group.lastIndexOf(' ') + 1), timeZone)
}

/** What members use up, in the quota's unit. */
export function used(members: readonly Claim[], { unit }: Quota): number {
  return unit === 'bookings' ? members.length : members.reduce((sum, { during }) => sum + minutesOf(during), 0)
}

/** A limit or an amount with its unit, as people say it. */
export function amount(value: number, { unit }: Quota) {
  return unit === 'bookings'
    ? { 'zh-CN': `${value} 次`, en: value === 1 ? '1 booking' : `${value} bookings` }
    : { 'zh-CN': `${value} 分钟`, en: `${value} minutes` }
}
