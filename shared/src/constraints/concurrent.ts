import { deepestOverlap, intersection } from '../time/interval.ts'
import { datesIn } from '../time/wall.ts'
import { perGroup } from './define.ts'
import { dayOfGroup, quotaGroups, quotaOf } from './quota.ts'

/**
 * How many spaces one party may have at one moment, found by a sweep over starts and ends: bookings that only touch do not add up. Counted day
 * by day; a booking across midnight counts in both.
 */
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
  concerns: ({ partyId }) => [partyId],
  groups: (claim, facts) =>
    quotaGroups(claim, 'party-at-once', claim.partyId, () => datesIn(claim.during, facts.timeZone), facts),
  match(members, group, facts) {
    const { limit } = quotaOf(group, facts)
    if (members.length <= limit) return null
    const day = dayOfGroup(group, facts)
    const total = deepestOverlap(members.flatMap(({ during }) => intersection(during, day) ?? []))
    if (total <= limit) return null
    return { by: total - limit, params: { limit, total, day: day.start } }
  },
})
