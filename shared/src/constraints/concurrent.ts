import { deepestOverlap } from '../time/interval.ts'
import { perGroup } from './define.ts'
import { quotaGroups, quotaOf } from './quota.ts'

/** How many spaces one party may have at one moment, found by a sweep over starts and ends: bookings that only touch do not add up. */
export const concurrent = perGroup({
  id: 'concurrent',
  topic: 'quota',
  level: 'hard',
  weight: 1,
  unit: 'bookings',
  waivableBy: 'manager',
  appliesTo: 'booking',
  summary: 'One party has no more spaces at the same moment than it may.',
  messages: {
    'zh-CN': '每个单位同一时刻最多使用 {limit} 处场地，{day:date}会达到 {total} 处',
    en: 'One party may use {limit} spaces at the same moment; it would be {total} on {day:date}',
  },
  groups: (claim, facts) => quotaGroups(claim, 'party-at-once', claim.partyId, facts),
  match(members, group, facts) {
    const { limit } = quotaOf(group, facts)
    const total = deepestOverlap(members.map(({ during }) => during))
    const first = members[0]
    if (!first || total <= limit) return null
    return { by: total - limit, params: { limit, total, day: first.during.start } }
  },
})
