import { intersection, merged, minutesOf, overlaps } from '../time/interval.ts'
import type { Facts } from '../domain/facts.ts'
import { perClaim } from './define.ts'

/** While an exhibition is on, its hall and what shares an atom with it are for its visitors. Buffers may run into it; people may not. */
export const exhibitionPeriod = perClaim({
  id: 'exhibition-period',
  topic: 'hours',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'manager',
  appliesTo: 'both',
  summary: 'No other booking of a hall while an exhibition is on in it; people come to see it in its own slots.',
  messages: {
    'zh-CN': '{space}从 {from:moment} 至 {until:moment} 举办“{exhibition}”，不接受其他使用；参观请预约参观时段',
    en: '{space} shows “{exhibition}” from {from:moment} to {until:moment} and takes nothing else; to see it, book one of its slots',
  },
  clearsAt: 'until',
  match({ spaceId, during }, facts) {
    const met = exhibitionsIn(spaceId, facts).filter((one) => overlaps(one.during, during))
    const [first] = met
    if (!first) return null
    // of several the one that ends last is told: only then is waiting over
    const last = met.reduce((a, b) => (b.during.end > a.during.end ? b : a), first)
    const taken = merged(met.flatMap((one) => intersection(one.during, during) ?? []))
    return {
      by: Math.max(
        1,
        taken.reduce((sum, span) => sum + minutesOf(span), 0),
      ),
      params: {
        space: facts.spaces.get(spaceId)?.name ?? spaceId,
        exhibition: last.title,
        from: last.during.start,
        until: last.during.end,
      },
    }
  },
})

function exhibitionsIn(spaceId: string, { exhibitions = [], spaces }: Facts) {
  const atoms = new Set(spaces.get(spaceId)?.atomIds)
  return exhibitions.filter((one) => spaces.get(one.spaceId)?.atomIds.some((atom) => atoms.has(atom)))
}
