import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { intersection, minutesOf } from '../time/interval.ts'
import { perPair } from './define.ts'

/** A vehicle or a kit goes with one crew at a time. It is an atom like a room, so the database says the same. */
export const equipmentOverlap = perPair({
  id: 'equipment-overlap',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'nobody',
  appliesTo: 'booking',
  summary: 'A vehicle or a kit is never promised to two visits at the same time.',
  messages: {
    'zh-CN': '{equipment}在 {from:moment} 至 {until:moment} 已派出，请换一件或换时间',
    en: '{equipment} is out from {from:moment} to {until:moment}; choose another or another time',
  },
  clearsAt: 'until',
  concerns: ({ outing }) => outing?.equipment ?? [],
  buckets({ outing, during }) {
    if (!outing || outing.equipment.length === 0) return []
    const first = Math.floor(during.start / BUCKET)
    const last = Math.floor((during.end - 1) / BUCKET)
    return outing.equipment.flatMap((id) => Array.from({ length: last - first + 1 }, (_, i) => `${id} ${first + i}`))
  },
  match(a, b, facts) {
    if (!a.outing || !b.outing || a.standing === 'pending' || b.standing === 'pending') return null
    const shared = intersection(a.during, b.during)
    if (!shared) return null
    const both = a.outing.equipment.filter((id) => b.outing?.equipment.includes(id)).toSorted()
    if (both.length === 0) return null
    const taken = isSubject(a, b) ? b : a
    return {
      by: Math.max(1, minutesOf(shared)),
      params: { equipment: namesOf(both, facts), from: taken.during.start, until: taken.during.end },
    }
  },
})

function namesOf(ids: readonly string[], { outreach }: Facts): { readonly 'zh-CN': string; readonly en: string } {
  const named = ids.map((id) => outreach?.equipment.get(id)?.name ?? { 'zh-CN': id, en: id })
  return { 'zh-CN': named.map((name) => name['zh-CN']).join('、'), en: named.map(({ en }) => en).join(', ') }
}

/** Whether the sentence is about `a`: the asked one; of two alike the later id. */
function isSubject(a: Claim, b: Claim): boolean {
  return a.standing === b.standing ? a.id > b.id : a.standing === 'asked'
}

/** Half a day: few buckets a claim, few claims a bucket. */
const BUCKET = 12 * 3_600_000
