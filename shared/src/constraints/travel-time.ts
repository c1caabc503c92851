import { wayMinutes } from '../domain/outreach.ts'
import { MINUTE, overlaps } from '../time/interval.ts'
import { perPair } from './define.ts'
import { districtName, peopleOnBoth, personCells, siteOf } from './outings.ts'
import { namesOf } from './people.ts'

/** Between two places lies a way: whoever leaves one has the time to get to the other. */
export const travelTime = perPair({
  id: 'travel-time',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'Between a visit and whatever comes before or after it, the crew has the time for the way.',
  messages: {
    'zh-CN': '{people}从{from}到{to}路上要 {way:duration}，两场之间只有 {gap:duration}',
    en: '{people} needs {way:duration} from {from} to {to}; there are {gap:duration} between the two',
  },
  concerns: ({ people = [] }) => people,
  buckets: (claim) => ((claim.people ?? []).length === 0 ? [] : personCells(claim, siteOf(claim).span, LONGEST_WAY)),
  match(a, b, facts) {
    const { outreach } = facts
    if (!outreach || (a.outing?.place !== 'outside' && b.outing?.place !== 'outside')) return null
    if (a.standing === 'pending' || b.standing === 'pending') return null
    const both = peopleOnBoth(a, b)
    if (both.length === 0) return null
    const [one, other] = [siteOf(a), siteOf(b)]
    if (overlaps(one.span, other.span)) return null
    const [first, second] = one.span.start < other.span.start ? [one, other] : [other, one]
    const way = wayMinutes(first.districtId, second.districtId, outreach)
    const gap = Math.floor((second.span.start - first.span.end) / MINUTE)
    if (way === null || gap >= way) return null
    return {
      by: way - gap,
      params: {
        people: namesOf(both.toSorted(), facts),
        from: districtName(first.districtId, facts),
        to: districtName(second.districtId, facts),
        way,
        gap,
      },
    }
  },
})

/** No way is entered that is longer. */
const LONGEST_WAY = 600 * MINUTE
