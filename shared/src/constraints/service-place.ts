import { perClaim } from './define.ts'
import { OUTSIDE, PALACE } from './outings.ts'

/** A service is given where it can be given. */
export const servicePlace = perClaim({
  id: 'service-place',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'visits',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A service is given at the palace, elsewhere, or at both, as the menu says.',
  messages: {
    'zh-CN': '{service}只在{where}提供',
    en: '{service} is given at {where} only',
  },
  match({ outing }, { outreach }) {
    const service = outing?.serviceId ? outreach?.services.get(outing.serviceId) : undefined
    if (!outing || !service || service.givenAt === 'both' || service.givenAt === outing.place) return null
    return { by: 1, params: { service: service.name, where: service.givenAt === 'palace' ? PALACE : OUTSIDE } }
  },
})
