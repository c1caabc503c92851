import { perClaim } from './define.ts'

/** Ten people in a hall of six hundred keep it from those who need it. Up to twice the head-count is a good fit. */
export const roomFit = perClaim({
  id: 'room-fit',
  topic: 'wish',
  level: 'soft',
  weight: 1,
  unit: 'steps',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary:
    'A space is not much larger than the head-count needs (each doubling beyond twice the head-count is a step).',
  messages: {
    'zh-CN': '{space}可容纳 {capacity} 人，对 {headcount} 人偏大',
    en: '{space} holds {capacity}, large for {headcount} people',
  },
  match({ spaceId, headcount }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space || headcount < 1 || space.capacity <= 2 * headcount) return null
    const by = Math.ceil(Math.log2(space.capacity / (2 * headcount)))
    return { by, params: { space: space.name, capacity: space.capacity, headcount } }
  },
})
