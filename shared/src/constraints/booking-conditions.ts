import { perClaim } from './define.ts'

/** The booker has accepted the conditions of the space, in the version that holds now. */
export const bookingConditions = perClaim({
  id: 'booking-conditions',
  topic: 'booking',
  level: 'hard',
  weight: 1,
  unit: 'bookings',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: "The booker has accepted the current version of the space's conditions.",
  messages: {
    'zh-CN': '请先阅读并同意{space}的预约须知（第 {version} 版）',
    en: 'Read and accept the conditions of {space} first (version {version})',
  },
  match({ spaceId, conditions }, facts) {
    const space = facts.spaces.get(spaceId)
    if (!space || (conditions[spaceId] ?? 0) >= space.conditionsVersion) return null
    return { by: 1, params: { space: space.name, version: space.conditionsVersion } }
  },
})
