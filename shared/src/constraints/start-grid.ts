import { minutesOffGrid } from '../time/grid.ts'
import { perClaim } from './define.ts'

/** Starts and ends fall on the space's grid, counted from the facility's midnight: no five unusable minutes between two bookings. */
export const startGrid = perClaim({
  id: 'start-grid',
  topic: 'booking',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary: "Bookings start and end on the space's time grid.",
  messages: {
    'zh-CN': '{space}须从每 {grid} 分钟的整格开始和结束',
    en: '{space} is booked in steps of {grid} minutes; start and end must fall on them',
  },
  match({ spaceId, during }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space) return null
    const { gridMinutes: grid } = space
    const off = minutesOffGrid(during.start, grid, facts.timeZone) + minutesOffGrid(during.end, grid, facts.timeZone)
    return off === 0 ? null : { by: off, params: { space: space.name, grid } }
  },
})
