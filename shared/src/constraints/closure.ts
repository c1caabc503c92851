import { closuresOf } from '../domain/opening.ts'
import { intersection, merged, minutesOf, overlaps } from '../time/interval.ts'
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
  match({ spaceId, during, outing }, facts) {
    if (outing) return null
    const met = closuresOf(spaceId, facts).filter((one) => overlaps(one.during, during))
    const [first] = met
    if (!first) return null
    // of several the one that ends last is told: only then is waiting over
    const last = met.reduce((a, b) => (b.during.end > a.during.end ? b : a), first)
    const shut = merged(met.flatMap((one) => intersection(one.during, during) ?? []))
    return {
      by: Math.max(
        1,
        shut.reduce((sum, span) => sum + minutesOf(span), 0),
      ),
      params: {
        space: facts.spaces.get(spaceId)?.name ?? spaceId,
        from: last.during.start,
        until: last.during.end,
        reason: last.reason,
      },
    }
  },
})
