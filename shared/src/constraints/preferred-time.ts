import { daysBetween, localDateOf, minuteOfDayAt } from '../time/wall.ts'
import { perClaim } from './define.ts'

/**
 * Near the time that was wished for. A quarter of an hour costs one; another day at the same hour costs as much as four hours,
 * because people keep their hour rather than their date.
 */
export const preferredTime = perClaim({
  id: 'preferred-time',
  topic: 'wish',
  level: 'soft',
  weight: 1,
  unit: 'steps',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary: 'A booking stays near the time that was wished for (a quarter of an hour is one step, a day sixteen).',
  messages: {
    'zh-CN': '与希望的时间 {wished:moment} 不同',
    en: 'not at the time wished for, {wished:moment}',
  },
  match({ during, wish }, { timeZone }) {
    if (during.start === wish.start) return null
    const days = Math.abs(daysBetween(localDateOf(wish.start, timeZone), localDateOf(during.start, timeZone)))
    const minutes = Math.abs(minuteOfDayAt(during.start, timeZone) - minuteOfDayAt(wish.start, timeZone))
    return { by: Math.max(1, Math.ceil(minutes / 15) + days * 16), params: { wished: wish.start } }
  },
})
