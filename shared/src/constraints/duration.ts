import { minutesOf } from '../time/interval.ts'
import { perClaim } from './define.ts'

/** Not shorter and not longer than the space is lent for. */
export const duration = perClaim({
  id: 'duration',
  topic: 'booking',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary: 'A booking is neither shorter nor longer than its space is lent for.',
  messages: {
    'zh-CN': '{space}每次可约 {least:duration}至 {most:duration}，所选为 {chosen:duration}',
    en: '{space} is lent for {least:duration} to {most:duration} at a time; {chosen:duration} were chosen',
  },
  match({ spaceId, during }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space) return null
    const chosen = minutesOf(during)
    const off = Math.max(space.minMinutes - chosen, chosen - space.maxMinutes)
    if (off <= 0) return null
    return { by: off, params: { space: space.name, least: space.minMinutes, most: space.maxMinutes, chosen } }
  },
})
