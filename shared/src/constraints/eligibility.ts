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
    if (!space || !party) return null
    if (!space.bookable) return refusal(space.name, party.name, NOT_BOOKABLE)
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
const NOT_BOOKABLE = { 'zh-CN': '该场地暂停使用', en: 'the space is out of use' }

function refusal<P>(space: P, party: string, why: { readonly 'zh-CN': string; readonly en: string }) {
  return { by: 1, params: { space, party, why } }
}
