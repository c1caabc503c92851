import { wayMinutes } from '../domain/outreach.ts'
import { perClaim } from './define.ts'
import { districtName } from './outings.ts'

/** Nobody is sent where the way is not known: the table of travel times has the answer, or staff put it there. */
export const travelUnknown = perClaim({
  id: 'travel-unknown',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'visits',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary:
    'A visit goes to a district whose way is in the table of travel times; set aside, two hours are kept for it.',
  messages: {
    'zh-CN': '还没有登记{from}到{to}的路程时间，请联系文化宫，由工作人员在“服务管理—路程”里补上',
    en: 'The way from {from} to {to} is not known yet: ask the palace; staff enter it under “Services – Travel times”',
  },
  match({ outing }, facts) {
    if (outing?.place !== 'outside' || outing.districtId === null || !facts.outreach) return null
    if (wayMinutes(null, outing.districtId, facts.outreach) !== null) return null
    return { by: 1, params: { from: districtName(null, facts), to: districtName(outing.districtId, facts) } }
  },
})
