import { dayOf, localDateOf } from '../time/wall.ts'
import { perGroup } from './define.ts'
import { dateOfGroup, limitGroups, personOfGroup } from './people.ts'

/** Nobody works on more days of a week than was agreed. Weeks begin on Monday. */
export const personWeek = perGroup({
  id: 'person-week',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'days',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'An instructor teaches on no more days of a week than agreed.',
  messages: {
    'zh-CN': '{person}每周最多来 {limit} 天，{week:date}起的一周加上这次共 {total} 天',
    en: '{person} comes on at most {limit} days a week; with this it would be {total} in the week of {week:date}',
  },
  concerns: ({ people = [] }) => people,
  groups: (claim, facts) => limitGroups(claim, 'daysAWeek', facts),
  match(members, group, facts) {
    const person = personOfGroup(group, facts)
    const limit = person?.daysAWeek ?? null
    if (!person || limit === null) return null
    const firm = members.filter(({ standing }) => standing !== 'pending')
    const total = new Set(firm.map(({ during }) => localDateOf(during.start, facts.timeZone))).size
    if (total <= limit) return null
    const week = dayOf(dateOfGroup(group), facts.timeZone).start
    return { by: total - limit, params: { person: person.name, limit, total, week } }
  },
})
