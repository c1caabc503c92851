import { OTHER, START, UNKNOWN, type Palaces, type Requests } from './request.ts'

/** Requests about services, dispatch and wishes. */
export function serviceRequests({ berlin }: Palaces): Requests {
  const service = {
    ...{
      code: 'talk',
      name: { 'zh-CN': '讲座', en: 'Talk' },
      summary: { 'zh-CN': '', en: '' },
      kind: 'lecture',
      minutes: 90,
    },
    ...{
      audienceMin: 20,
      audienceMax: 10,
      needs: { crew: [], kits: [], vehicle: false },
      setUpMinutes: 0,
      strikeMinutes: 0,
    },
    ...{ orderBy: { days: 0, unit: 'days' }, givenAt: 'both', route: 'approval', from: null, until: null },
    ...{ active: true, position: 0 },
  }
  const place = {
    ...{
      name: '村部',
      districtId: UNKNOWN,
      address: '一号',
      contact: '',
      contactPhone: null,
      partyId: null,
      active: true,
    },
  }
  const kit = { code: 'kit-1', name: { 'zh-CN': '音响', en: 'Sound' }, kind: 'kit', use: '', seats: null, active: true }
  const wish = {
    ...{ partyId: berlin.party('branch-1'), title: '减压', words: '', headcount: 80 },
    ...{ from: '2026-12-05', until: '2026-12-20', place: { kind: 'palace' } },
  }
  return {
    'GET /services': { path: '/services', ok: 200 },
    'POST /services': { path: '/services', body: service, ok: 400 },
    'PUT /services/:id': { path: `/services/${UNKNOWN}`, body: { ...service, audienceMin: 1 }, ok: 404 },
    'GET /outreach': { path: '/outreach', ok: 200 },
    'POST /districts': { path: '/districts', body: { name: '任城区' }, ok: 400 },
    'PUT /travel-times': { path: '/travel-times', body: { from: UNKNOWN, to: UNKNOWN, minutes: 20 }, ok: 400 },
    'POST /outside-places': { path: '/outside-places', body: place, ok: 400 },
    'PUT /outside-places/:id': { path: `/outside-places/${UNKNOWN}`, body: place, ok: 404 },
    'POST /equipment': { path: '/equipment', body: kit, ok: 400 },
    'PUT /equipment/:id': { path: `/equipment/${UNKNOWN}`, body: { ...kit, use: '音响' }, ok: 404 },
    'GET /dispatch': { path: '/dispatch?from=2026-12-05&until=2026-12-06', ok: 200 },
    'GET /service-lines/:id/crews': { path: `/service-lines/${UNKNOWN}/crews`, ok: 404 },
    'POST /service-lines/:id/assignment': { path: `/service-lines/${UNKNOWN}/assignment`, body: {}, ok: 404 },
    'POST /service-lines/:id/delivery': { path: `/service-lines/${UNKNOWN}/delivery`, body: { onSite: 1 }, ok: 404 },
    'POST /service-lines/:id/feedback': { path: `/service-lines/${UNKNOWN}/feedback`, body: { rating: 5 }, ok: 404 },
    'GET /dispatch/joins': { path: '/dispatch/joins?from=2026-12-05&until=2026-12-06', ok: 200 },
    'POST /dispatch/joins': {
      path: '/dispatch/joins',
      body: { first: UNKNOWN, second: OTHER, start: START },
      ok: 404,
    },
    'GET /dispatch/sheets': { path: '/dispatch/sheets?date=2026-12-05', ok: 200 },
    'POST /service-lines/:id/contact': {
      path: `/service-lines/${UNKNOWN}/contact`,
      body: { reason: '约时间' },
      ok: 404,
    },
    'GET /wishes': { path: '/wishes', ok: 200 },
    'POST /wishes': { path: '/wishes', body: wish, ok: 400 },
    'POST /wishes/:id/closing': { path: `/wishes/${UNKNOWN}/closing`, body: {}, ok: 404 },
    'POST /wishes/:id/offers': {
      path: `/wishes/${UNKNOWN}/offers`,
      body: { serviceId: UNKNOWN, start: START },
      ok: 400,
    },
    'POST /wish-offers/:id/answer': { path: `/wish-offers/${UNKNOWN}/answer`, body: { take: true }, ok: 404 },
  }
}
