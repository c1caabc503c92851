import { localDateOf } from '../time/wall.ts'
import { perClaim } from './define.ts'

/** What is not on the menu is not ordered. */
export const serviceSeason = perClaim({
  id: 'service-season',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'visits',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A service is ordered while it is on the menu, for a day of its season.',
  messages: {
    'zh-CN': '{service}在 {day:date} 不提供，请看菜单上的季节',
    en: '{service} is not given on {day:date}; its season is on the menu',
  },
  match({ outing }, { outreach, timeZone }) {
    const service = outing?.serviceId ? outreach?.services.get(outing.serviceId) : undefined
    if (!outing || !service) return null
    const date = localDateOf(outing.at.start, timeZone)
    const offered = service.active && (service.from ?? date) <= date && date <= (service.until ?? date)
    return offered ? null : { by: 1, params: { service: service.name, day: outing.at.start } }
  },
})
