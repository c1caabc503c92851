import { perGroup } from './define.ts'
import { amount, dayOfGroup, quotaGroups, quotaOf, used } from './quota.ts'
import { localDateOf } from '../time/wall.ts'

/** All members of one branch together: the other half of fairness at the tables. Requests that wait for an answer count too. */
export const branchDaily = perGroup({
  id: 'branch-daily',
  topic: 'quota',
  level: 'hard',
  weight: 1,
  unit: 'bookings',
  waivableBy: 'manager',
  appliesTo: 'booking',
  summary: 'One party books no more than the daily share for this kind of space, all its members together.',
  messages: {
    'zh-CN': '每个单位每天在这类场地最多 {limit}，{day:date}加上这次共 {total}',
    en: 'One party may have {limit} a day in this kind of space; with this it would be {total} on {day:date}',
  },
  concerns: ({ partyId }) => [partyId],
  groups: (claim, facts) =>
    quotaGroups(claim, 'party-day', claim.partyId, () => [localDateOf(claim.during.start, facts.timeZone)], facts),
  match(members, group, facts) {
    const quota = quotaOf(group, facts)
    const total = used(members, quota)
    if (total <= quota.limit) return null
    return {
      by: total - quota.limit,
      params: { limit: amount(quota.limit, quota), total: amount(total, quota), day: dayOfGroup(group, facts).start },
    }
  },
})
