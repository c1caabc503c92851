import type { Facts } from '../domain/facts.ts'
import type { Person } from '../domain/person.ts'
import { contains, merged, overlaps, type Interval } from '../time/interval.ts'
import { datesIn, instantAt, weekdayOf } from '../time/wall.ts'
import { perClaim } from './define.ts'
import { namesOf, peopleOn } from './people.ts'

/** Whoever is on it can be asked then: inside their hours, and not away. */
export const personHours = perClaim({
  id: 'person-hours',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'people',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'An instructor, technician or expert is asked only within their hours, and not while away.',
  messages: {
    'zh-CN': '{people}在 {from:moment} 至 {until:time} 不能到场，请换人或换时间',
    en: '{people} cannot come from {from:moment} to {until:time}; choose somebody else or another time',
  },
  match(claim, facts) {
    const missing = peopleOn(claim, facts).filter((person) => !canCome(person, claim.during, facts))
    if (missing.length === 0) return null
    const people = namesOf(
      missing.map(({ id }) => id),
      facts,
    )
    return { by: missing.length, params: { people, from: claim.during.start, until: claim.during.end } }
  },
})

function canCome({ active, hours, absences }: Person, during: Interval, { timeZone }: Facts): boolean {
  if (!active || absences.some((absence) => overlaps(absence.during, during))) return false
  if (hours.length === 0) return true
  const spans = datesIn(during, timeZone).flatMap((date) =>
    hours
      .filter(({ weekdays }) => weekdays.includes(weekdayOf(date)))
      .filter(({ validFrom, validUntil }) => (validFrom ?? date) <= date && date <= (validUntil ?? date))
      .map(({ from, until }) => ({ start: instantAt(date, from, timeZone), end: instantAt(date, until, timeZone) })),
  )
  return merged(spans).some((span) => contains(span, during))
}
