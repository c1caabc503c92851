import type { Name } from '../domain/names.ts'
import { PARTY_KIND_NAMES } from '../domain/party.ts'
import { perClaim } from './define.ts'

/** Some spaces are kept for some kinds of party, and a suspended party books nothing new. */
export const eligibility = perClaim({
  id: 'eligibility',
  topic: 'party',
  level: 'hard',
  weight: 1,
  unit: 'bookings',
  waivableBy: 'manager',
  appliesTo: 'both',
  summary: 'The party is of a kind that may book this space, and is not suspended.',
  messages: {
    'zh-CN': '{space}不接受{party}预约：{why}',
    en: '{space} can not be booked by {party}: {why}',
  },
  match({ spaceId, partyId }, facts) {
    const space = facts.spaces.get(spaceId)
    const party = facts.parties.get(partyId)
    if (!space) return null
    if (!space.bookable) return refusal(space.name, party?.name ?? ANYBODY, NOT_BOOKABLE)
    if (!party) return null
    if (party.suspended) return refusal(space.name, party.name, SUSPENDED)
    const rules = facts.policy.eligibility.filter(({ spaces }) => spaces.includes(space.kind))
    if (rules.length === 0 || rules.some(({ parties }) => parties.includes(party.kind))) return null
    const kinds = [...new Set(rules.flatMap(({ parties }) => parties))].map((kind) => PARTY_KIND_NAMES[kind])
    const why = {
      'zh-CN': `只面向${kinds.map((name) => name['zh-CN']).join('、')}开放`,
      en: `it is kept for ${kinds.map((name) => name.en).join(', ')}`,
    }
    return refusal(space.name, party.name, why)
  },
})

const SUSPENDED = {
  'zh-CN': '该单位的预约资格已暂停，请联系前台',
  en: 'its right to book is suspended, please ask the front desk',
}
const NOT_BOOKABLE = { 'zh-CN': '该场地不单独接受预约，或已暂停使用', en: 'it is not lent by itself, or out of use' }
const ANYBODY = { 'zh-CN': '任何单位', en: 'anybody' }

function refusal(space: Name, party: string | Name, why: Name) {
  return { by: 1, params: { space, party, why } }
}
