import { intersection, minutesOf } from '../time/interval.ts'
import { perPair } from './define.ts'
import type { Claim } from '../domain/claim.ts'

/** Two promises may not hold one atom at one time, set-up and strike included. What the database forbids no officer can allow. */
export const spaceOverlap = perPair({
  id: 'space-overlap',
  topic: 'space',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'nobody',
  appliesTo: 'both',
  summary: 'Two promises never hold the same room, table or place at the same time, set-up and strike included.',
  messages: {
    'zh-CN': '{space}在 {from:moment} 至 {until:time} 已有安排（含布置与撤场），请换时段或场地',
    en: '{space} is taken from {from:moment} to {until:time} (set-up and strike included); choose another time or space',
  },
  clearsAt: 'until',
  concerns: ({ atomIds }) => atomIds,
  buckets({ atomIds, held }) {
    const first = Math.floor(held.start / BUCKET)
    const last = Math.floor((held.end - 1) / BUCKET)
    const keys: string[] = []
    for (const atomId of atomIds) for (let bucket = first; bucket <= last; bucket++) keys.push(`${atomId} ${bucket}`)
    return keys
  },
  match(a, b, facts) {
    if (a.standing === 'pending' || b.standing === 'pending') return null
    const shared = intersection(a.held, b.held)
    if (!shared || !a.atomIds.some((atomId) => b.atomIds.includes(atomId))) return null
    const taken = takenSpan(a, b)
    const { spaceId } = subject(a, b)
    const name = facts.spaces.get(spaceId)?.name ?? { 'zh-CN': spaceId, en: spaceId }
    return { by: Math.max(1, minutesOf(shared)), params: { space: name, from: taken.start, until: taken.end } }
  },
})

/** Half a day: few buckets a claim, few claims a bucket. */
const BUCKET = 12 * 3_600_000

/** The claim the sentence is about: the asked one; of two asked ones the later id, so that the order of the pair does not matter. */
function subject(a: Claim, b: Claim): Claim {
  if (a.standing !== b.standing) return a.standing === 'asked' ? a : b
  return a.id > b.id ? a : b
}

function takenSpan(a: Claim, b: Claim): { readonly start: number; readonly end: number } {
  return subject(a, b) === a ? b.held : a.held
}
