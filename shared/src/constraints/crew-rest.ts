import { CREW_REST_MINUTES } from '../domain/outreach.ts'
import { MINUTE } from '../time/interval.ts'
import { perPair } from './define.ts'
import { peopleOnBoth, personCells } from './outings.ts'
import { namesOf } from './people.ts'

/** Whoever was out has a break before the next thing, unless the crew goes straight on. */
export const crewRest = perPair({
  id: 'crew-rest',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A crew that was out has the agreed break before and after the visit.',
  messages: {
    'zh-CN': '{people}外出前后至少休息 {limit:duration}，这样只有 {rest:duration}',
    en: '{people} needs {limit:duration} of rest before and after a visit; this leaves {rest:duration}',
  },
  concerns: ({ people = [] }) => people,
  buckets: (claim) => ((claim.people ?? []).length === 0 ? [] : personCells(claim, claim.during, DAY)),
  match(a, b, facts) {
    if (a.outing?.place !== 'outside' && b.outing?.place !== 'outside') return null
    if (a.standing === 'pending' || b.standing === 'pending') return null
    if (a.outing?.after === b.id || b.outing?.after === a.id) return null
    const both = peopleOnBoth(a, b)
    if (both.length === 0) return null
    const [first, second] = a.during.start < b.during.start ? [a, b] : [b, a]
    const rest = Math.floor((second.during.start - first.during.end) / MINUTE)
    // no agreed break is longer than a day
    const limit = Math.min(facts.policy.crewRestMinutes ?? CREW_REST_MINUTES, DAY / MINUTE)
    if (rest < 0 || rest >= limit) return null
    return { by: limit - rest, params: { people: namesOf(both.toSorted(), facts), limit, rest } }
  },
})

const DAY = 86_400_000
