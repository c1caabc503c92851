import { orderByOf } from '../domain/menu.ts'
import { perClaim } from './define.ts'

/** A service is ordered early enough for a crew to be found. */
export const serviceDeadline = perClaim({
  id: 'service-deadline',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'days',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A service is ordered by its deadline, and never for the past.',
  messages: {
    'zh-CN': '{service}最晚须在 {latest:moment} 前下单，请选晚一些的日子',
    en: '{service} for this day had to be ordered by {latest:moment}; choose a later day',
  },
  match({ outing }, { outreach, now, dayTypes, timeZone }) {
    const service = outing?.serviceId ? outreach?.services.get(outing.serviceId) : undefined
    if (!outing || !service) return null
    const latest = orderByOf(service, outing.at.start, dayTypes, timeZone)
    if (now <= latest) return null
    return { by: Math.max(1, Math.ceil((now - latest) / DAY)), params: { service: service.name, latest } }
  },
})

const DAY = 86_400_000
