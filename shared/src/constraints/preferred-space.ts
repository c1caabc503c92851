import { perClaim } from './define.ts'

/** In the space that was wished for: its neighbour (another table of the hall) is nearly as good, another kind of space is not. */
export const preferredSpace = perClaim({
  id: 'preferred-space',
  topic: 'wish',
  level: 'soft',
  weight: 1,
  unit: 'steps',
  waivableBy: 'staff',
  appliesTo: 'both',
  summary:
    'A booking stays in the space that was wished for (a sibling is one step, the same kind four, another kind twelve).',
  messages: {
    'zh-CN': '不是希望的{wished}',
    en: 'not in the space wished for, {wished}',
  },
  match({ spaceId, wish }, facts) {
    if (spaceId === wish.spaceId) return null
    const wished = facts.spaces.get(wish.spaceId)
    const given = facts.spaces.get(spaceId)
    if (!wished || !given) return null
    const siblings = wished.parentId !== null && wished.parentId === given.parentId && wished.kind === given.kind
    return { by: siblings ? 1 : wished.kind === given.kind ? 4 : 12, params: { wished: wished.name } }
  },
})
