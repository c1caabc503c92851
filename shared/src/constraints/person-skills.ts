import { perClaim } from './define.ts'
import { peopleOn } from './people.ts'

/** Between them, the people on it can do what it takes. */
export const personSkills = perClaim({
  id: 'person-skills',
  topic: 'people',
  level: 'hard',
  weight: 1,
  unit: 'skills',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A session has people with the skills that it needs: who teaches pottery can teach pottery.',
  messages: {
    'zh-CN': '还缺会这些的人：{missing}',
    en: 'Nobody on it knows: {missing}',
  },
  match(claim, facts) {
    const known = new Set(peopleOn(claim, facts).flatMap(({ skills }) => skills))
    const missing = (claim.skills ?? []).filter((skill) => !known.has(skill))
    return missing.length === 0 ? null : { by: missing.length, params: { missing: missing.join('、') } }
  },
})
