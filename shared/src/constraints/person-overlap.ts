import type { Claim } from '../domain/claim.ts'
import { intersection, minutesOf } from '../time/interval.ts'
import { perPair } from './define.ts'
import { namesOf } from './people.ts'

/** Nobody is at two places at once. A person is an atom like a room, so the database says the same. */
export const personOverlap = perPair({
  id: 'person-overlap',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'nobody',
  appliesTo: 'booking',
  summary: 'An instructor, technician or expert is never promised to two sessions at the same time.',
  messages: {
    'zh-CN': '{people}在 {from:moment} 至 {until:time} 已有其他安排，请换人或换时间',
    en: '{people} is engaged elsewhere from {from:moment} to {until:time}; choose somebody else or another time',
  },
  clearsAt: 'until',
  concerns: ({ people = [] }) => people,
  buckets({ people = [], during }) {
    const first = Math.floor(during.start / BUCKET)
    const last = Math.floor((during.end - 1) / BUCKET)
    return people.flatMap((id) => Array.from({ length: last - first + 1 }, (_, i) => `${id} ${first + i}`))
  },
  match(a, b, facts) {
    if (a.standing === 'pending' || b.standing === 'pending') return null
    const shared = intersection(a.during, b.during)
    if (!shared) return null
    const both = (a.people ?? []).filter((id) => b.people?.includes(id))
    if (both.length === 0) return null
    const taken = isSubject(a, b) ? b : a
    return {
      by: Math.max(1, minutesOf(shared)),
      params: { people: namesOf(both, facts), from: taken.during.start, until: taken.during.end },
    }
  },
})

/** Whether the sentence is about `a`: the asked one; of two alike the later id, so that the order of the pair does not matter. */
function isSubject(a: Claim, b: Claim): boolean {
  return a.standing === b.standing ? a.id > b.id : a.standing === 'asked'
}

/** Half a day: few buckets a claim, few claims a bucket. */
const BUCKET = 12 * 3_600_000
