import { closuresOf } from '../domain/opening.ts'
import { intersection, minutesOf } from '../time/interval.ts'
import { perClaim } from './define.ts'

/** Nothing is booked while the space, or what it shares an atom with, is shut. Buffers may run into a closure; people may not. */
export const closure = perClaim({
  id: 'closure',
  topic: 'hours',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'manager',
  appliesTo: 'both',
  summary: 'No booking while its space is shut for repairs, an exhibition or another declared reason.',
  messages: {
    'zh-CN': '{space}从 {from:moment} 至 {until:moment} 关闭：{reason}',
    en: '{space} is closed from {from:moment} to {until:moment}: {reason}',
  },
  clearsAt: 'until',
  match({ spaceId, during }, facts) {
    for (const { during: shut, reason } of closuresOf(spaceId, facts)) {
      const shared = intersection(shut, during)
      if (shared)
        return {
          by: Math.max(1, minutesOf(shared)),
          params: { space: facts.spaces.get(spaceId)?.name ?? spaceId, from: shut.start, until: shut.end, reason },
        }
    }
    return null
  },
})
