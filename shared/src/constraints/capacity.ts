import { perClaim } from './define.ts'

/** No more people than the space may hold: fire safety, so only management may set it aside. */
export const capacity = perClaim({
  id: 'capacity',
  topic: 'space',
  level: 'hard',
  weight: 1,
  unit: 'people',
  waivableBy: 'manager',
  appliesTo: 'both',
  summary: 'A space takes no more people than it may hold.',
  messages: {
    'zh-CN': '{space}最多容纳 {capacity} 人，申请人数为 {headcount} 人',
    en: '{space} holds {capacity} people at most, {headcount} were asked for',
  },
  match({ spaceId, headcount }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space || headcount <= space.capacity) return null
    return { by: headcount - space.capacity, params: { space: space.name, capacity: space.capacity, headcount } }
  },
})
