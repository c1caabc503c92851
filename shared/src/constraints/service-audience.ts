import { perClaim } from './define.ts'

/** Neither too few for a crew to travel nor more than it can serve. */
export const serviceAudience = perClaim({
  id: 'service-audience',
  topic: 'service',
  level: 'hard',
  weight: 1,
  unit: 'people',
  waivableBy: 'staff',
  appliesTo: 'booking',
  summary: 'A service is given to as many people as it is made for.',
  messages: {
    'zh-CN': '{service}适合 {least}–{most} 人，申请人数为 {headcount} 人',
    en: '{service} is for {least} to {most} people; {headcount} were asked for',
  },
  match({ outing, headcount }, { outreach }) {
    const service = outing?.serviceId ? outreach?.services.get(outing.serviceId) : undefined
    if (!service) return null
    const { audienceMin: least, audienceMax: most } = service
    const by = headcount < least ? least - headcount : headcount - most
    return by <= 0 ? null : { by, params: { service: service.name, least, most, headcount } }
  },
})
