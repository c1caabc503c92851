import { gridLineFrom } from '../time/grid.ts'
import { MINUTE } from '../time/interval.ts'
import { perClaim } from './define.ts'

/** Booked early enough; never in the past. */
export const notice = perClaim({
  id: 'notice',
  topic: 'booking',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A booking is made early enough before it starts, and never in the past.',
  messages: {
    'zh-CN': '{space}须提前 {lead:duration}预约，现在最早可约 {earliest:moment} 开始',
    en: '{space} must be booked {lead:duration} ahead; the earliest start now is {earliest:moment}',
  },
  match({ spaceId, during }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space) return null
    const earliest = facts.now + space.noticeMinutes * MINUTE
    if (during.start >= earliest) return null
    return {
      by: Math.max(1, Math.ceil((earliest - during.start) / MINUTE)),
      params: {
        space: space.name,
        lead: space.noticeMinutes,
        earliest: gridLineFrom(earliest, space.gridMinutes, facts.timeZone),
      },
    }
  },
})
