import { missingCrew } from '../domain/crew.ts'
import { perClaim } from './define.ts'
import { peopleOn } from './people.ts'

/** The crew can do what the service takes, each of them one thing at a time. */
export const crewSkills = perClaim({
  id: 'crew-skills',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'people',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A service has as many people of each skill as it takes; nobody counts twice.',
  messages: {
    'zh-CN': '所选时间还派不出这些人：{missing}',
    en: 'At this time there is nobody to send for: {missing}',
  },
  match(claim, facts) {
    if (!claim.outing) return null
    const missing = missingCrew(claim.outing.needs.crew, peopleOn(claim, facts))
    if (missing.length === 0) return null
    return {
      by: missing.reduce((sum, { count }) => sum + count, 0),
      params: { missing: missing.map(({ skill, count }) => `${skill} × ${count}`).join('、') },
    }
  },
})
