import { addDays, dayOf, daysBetween, localDateOf } from '../time/wall.ts'
import { perClaim } from './define.ts'

/** Not booked further ahead than the space's calendar is open. Today is day 0. */
export const horizon = perClaim({
  id: 'horizon',
  topic: 'booking',
  level: 'hard',
  weight: 1,
  unit: 'days',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: "A booking lies within the days for which the space's calendar is open.",
  messages: {
    'zh-CN': '{space}只能提前 {days:days}预约，这一天从 {opens:date} 起可约',
    en: '{space} can be booked {days:days} ahead; this day opens for booking on {opens:date}',
  },
  clearsAt: 'opens',
  match({ spaceId, during }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space) return null
    const date = localDateOf(during.start, facts.timeZone)
    const over = daysBetween(localDateOf(facts.now, facts.timeZone), date) - space.horizonDays
    if (over <= 0) return null
    const opens = dayOf(addDays(date, -space.horizonDays), facts.timeZone).start
    return { by: over, params: { space: space.name, days: space.horizonDays, opens } }
  },
})
