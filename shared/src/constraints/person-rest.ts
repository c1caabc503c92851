import type { Claim } from '../domain/claim.ts'
import type { Facts } from '../domain/facts.ts'
import { MINUTE } from '../time/interval.ts'
import { addDays, localDateOf } from '../time/wall.ts'
import { perPair } from './define.ts'
import { peopleOn } from './people.ts'

/** Between one day's work and the next lies the rest that was agreed. Two sessions of one day are the business of `person-day`. */
export const personRest = perPair({
  id: 'person-rest',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'An instructor has the agreed rest between the last session of one day and the first of the next.',
  messages: {
    'zh-CN': '{person}两天之间至少休息 {limit:duration}，这样只有 {rest:duration}',
    en: '{person} needs {limit:duration} of rest between two days; this leaves {rest:duration}',
  },
  concerns: ({ people = [] }) => people,
  buckets({ people, during }, facts) {
    if (!people || people.length === 0) return []
    const date = localDateOf(during.start, facts.timeZone)
    return people.flatMap((id) => [`${id} ${date}`, `${id} ${addDays(date, 1)}`])
  },
  match(a, b, facts) {
    if (a.standing === 'pending' || b.standing === 'pending') return null
    const [early, late] = a.during.start < b.during.start ? [a, b] : [b, a]
    if (dateOf(late, facts) !== addDays(dateOf(early, facts), 1)) return null
    const rest = Math.max(0, Math.floor((late.during.start - early.during.end) / MINUTE))
    const tired = peopleOn(early, facts)
      .filter(({ id }) => late.people?.includes(id))
      .filter(({ restMinutes }) => restMinutes !== null && rest < restMinutes)
      .toSorted((one, other) => (other.restMinutes ?? 0) - (one.restMinutes ?? 0))[0]
    if (!tired) return null
    const limit = tired.restMinutes ?? 0
    return { by: limit - rest, params: { person: tired.name, limit, rest } }
  },
})

function dateOf({ during }: Claim, { timeZone }: Facts): string {
  return localDateOf(during.start, timeZone)
}
