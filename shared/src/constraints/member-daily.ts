import { perGroup } from './define.ts'
import { amount, dayOfGroup, quotaGroups, quotaOf, used } from './quota.ts'
import { localDateOf } from '../time/wall.ts'

/** One person's share of a day: one table an hour leaves tables for others. Requests that wait for an answer count too. */
export const memberDaily = perGroup({
  id: 'member-daily',
  topic: 'quota',
  level: 'hard',
  weight: 1,
  unit: 'bookings',
  waivableBy: 'manager',
  appliesTo: 'booking',
  summary: 'One person books no more than the daily share for this kind of space.',
  messages: {
    'zh-CN': '每人每天在这类场地最多 {limit}，{day:date}加上这次共 {total}',
    en: 'One person may have {limit} a day in this kind of space; with this it would be {total} on {day:date}',
  },
  concerns: ({ personId }) => [personId],
  groups: (claim, facts) =>
    quotaGroups(claim, 'member-day', claim.personId, () => [localDateOf(claim.during.start, facts.timeZone)], facts),
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
