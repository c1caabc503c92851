import { minutesOf } from '../time/interval.ts'
import { dayOf } from '../time/wall.ts'
import { perGroup } from './define.ts'
import { dateOfGroup, limitGroups, personOfGroup } from './people.ts'

/** Nobody works longer in a day than was agreed. */
export const personDay = perGroup({
  id: 'person-day',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'An instructor teaches no more hours in a day than agreed.',
  messages: {
    'zh-CN': '{person}每天最多 {limit:duration}，{day:date}加上这次共 {total:duration}',
    en: '{person} works at most {limit:duration} a day; with this it would be {total:duration} on {day:date}',
  },
  concerns: ({ people = [] }) => people,
  groups: (claim, facts) => limitGroups(claim, 'minutesADay', facts),
  match(members, group, facts) {
    const person = personOfGroup(group, facts)
    const limit = person?.minutesADay ?? null
    if (!person || limit === null) return null
    const total = members
      .filter(({ standing }) => standing !== 'pending')
      .reduce((sum, { during }) => sum + minutesOf(during), 0)
    if (total <= limit) return null
    const day = dayOf(dateOfGroup(group), facts.timeZone).start
    return { by: total - limit, params: { person: person.name, limit, total, day } }
  },
})
