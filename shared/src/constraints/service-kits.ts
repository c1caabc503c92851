import { perClaim } from './define.ts'

/** What a service needs goes with it. */
export const serviceKits = perClaim({
  id: 'service-kits',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'kits',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A service has the kits that it takes, by what they are for.',
  messages: {
    'zh-CN': '所选时间还缺这些器材：{missing}',
    en: 'At this time these kits are missing: {missing}',
  },
  match({ outing }, { outreach }) {
    if (!outing) return null
    const missing = outing.needs.kits.flatMap(({ use, count }) => {
      const there = outing.equipment.filter((id) => outreach?.equipment.get(id)?.use === use).length
      return there >= count ? [] : [{ use, count: count - there }]
    })
    if (missing.length === 0) return null
    return {
      by: missing.reduce((sum, { count }) => sum + count, 0),
      params: { missing: missing.map(({ use, count }) => `${use} × ${count}`).join('、') },
    }
  },
})
