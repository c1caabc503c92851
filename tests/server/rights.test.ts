// Long because it holds one request for every route.
import Fastify from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '@gongyue/shared/api/index.ts'
import type { Route } from '@gongyue/shared/api/route.ts'
import { signIn } from '@gongyue/shared/api/session.ts'
import { contracts } from '@gongyue/server/plugins/contracts.ts'
import { openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { idOf } from '../support/palace.ts'

let house: TestHouse
/** What a screen shows of itself. */
let bearer: Readonly<Record<string, string>>

beforeAll(async () => {
  house = await openHouse()
  const look = { orientation: 'auto', locale: 'zh-CN', theme: 'dark' }
  const screen = { kind: 'wall', name: '大厅', spaceCodes: [], hours: 6, look }
  const { body } = await (await house.as('manager')).post<{ token: string }>('/devices', screen)
  bearer = { authorization: `Bearer ${body.token}` }
  await (await house.as('manager')).post('/districts', { name: '任城区' })
})
afterAll(async () => await house.close())

const READERS = ['nobody', 'screen', 'visitor', 'branch', 'desk', 'coordinator', 'manager', 'admin'] as const
type Reader = (typeof READERS)[number]

/** One request for each contract that holds against its schemas, and the status for those who may enter. */
function requests(): Readonly<Record<string, { readonly path: string; readonly body?: unknown; readonly ok: number }>> {
  const { jining } = house
  const start = '2026-12-05T18:00:00+08:00'
  const end = '2026-12-05T19:00:00+08:00'
  const order = {
    title: '练球',
    headcount: 2,
    partyId: jining.party('branch-1'),
    lines: [{ kind: 'space', spaceId: jining.space('table-1'), start, end }],
  }
  const unknown = idOf('unknown')
  const rule = {
    from: '2026-12-05',
    time: '18:00',
    durationMinutes: 60,
    pattern: { kind: 'weekly', every: 1, weekdays: [6] },
    ends: { kind: 'count', sessions: 4 },
    onHolidays: 'skip',
    moveToMakeUpDay: false,
    except: [],
  }
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
      districtId: unknown,
      address: '一号',
      contact: '',
      contactPhone: null,
      partyId: null,
      active: true,
    },
  }
  const kit = { code: 'kit-1', name: { 'zh-CN': '音响', en: 'Sound' }, kind: 'kit', use: '', seats: null, active: true }
  const wish = {
    ...{ partyId: house.berlin.party('branch-1'), title: '减压', words: '', headcount: 80 },
    ...{ from: '2026-12-05', until: '2026-12-20', place: { kind: 'palace' } },
  }
  const call = {
    title: '插花',
    summary: '',
    skills: [],
    least: 1,
    capacity: 8,
    sessions: 4,
    minutes: 90,
    slots: [{ weekday: 2, from: 1140 }],
    fromDate: '2026-12-07',
    closesAt: end,
  }
  const programme = {
    termId: null,
    title: '陶艺',
    summary: '',
    partyId: jining.party('palace'),
    personId: null,
    skills: [],
    capacity: 10,
    least: 1,
    branchSeats: null,
    quotas: [],
    opensAt: start,
    closesAt: end,
    attendancePercent: 80,
    certificateHours: null,
  }
  const person = {
    name: '陈静',
    kind: 'instructor',
    skills: ['陶艺'],
    partyId: null,
    phone: null,
    minutesADay: null,
    restMinutes: null,
    daysAWeek: null,
    hours: [],
  }
  const account = { displayName: '新人', roles: ['front-desk'], partyIds: [], email: null }
  const contract = {
    ...{ number: '', title: '场地合作', startsOn: '2026-12-01', endsOn: '2027-11-30' },
    ...{ leastPublicPercent: 30, otherUses: 'commercial', note: '' },
  }
  const wallDraft = {
    ...{ kind: 'wall', name: '大厅', hours: 6 },
    look: { orientation: 'auto', locale: 'zh-CN', theme: 'dark' },
  }
  const round = {
    ...{ name: '春季', summary: '', from: '2027-03-01', until: '2027-06-30', opensAt: start, closesAt: end },
    ...{ spaceIds: [house.berlin.space('classroom')], windows: [{ weekday: 5, from: 1080, until: 1260 }] },
    ...{ gridMinutes: 30, partyMinutes: null },
  }
  const section = {
    ...{ title: '合唱', headcount: 20, features: [], minMinutes: 60, maxMinutes: 90, timesAWeek: 1 },
    ...{ from: '2027-03-01', until: '2027-06-30', spaceIds: [] },
    times: [{ weekday: 5, from: 1080, until: 1260, rank: 'primary' }],
    ...{ sameSpace: false, sameTime: false, apart: false },
  }
  const table = `spaceId=${jining.space('table-1')}`
  const span = `start=${encodeURIComponent(start)}&end=${encodeURIComponent(end)}`
  return {
    'POST /session': { path: '/session', body: { username: 'x', password: 'x' }, ok: 401 },
    'GET /session': { path: '/session', ok: 200 },
    'DELETE /session': { path: '/session', ok: 204 },
    'GET /demo-accounts': { path: '/demo-accounts', ok: 200 },
    'GET /facilities': { path: '/facilities', ok: 200 },
    'GET /spaces': { path: '/spaces?facility=jining', ok: 200 },
    'GET /opening-hours': { path: '/opening-hours?facility=jining', ok: 200 },
    'GET /day-types': { path: '/day-types?from=2026-12-01&until=2026-12-02&facility=jining', ok: 200 },
    'GET /closures': { path: '/closures?facility=jining', ok: 200 },
    'POST /closures': { path: '/closures', body: { spaceId: null, start, end, reason: '检修' }, ok: 201 },
    'DELETE /closures/:id': { path: `/closures/${unknown}`, ok: 404 },
    'GET /policies': { path: '/policies', ok: 200 },
    'GET /rounds': { path: '/rounds', ok: 200 },
    'GET /rounds/:id': { path: `/rounds/${unknown}`, ok: 404 },
    // With a space of another palace: nothing is written.
    'POST /rounds': { path: '/rounds', body: round, ok: 400 },
    'PATCH /rounds/:id': { path: `/rounds/${unknown}`, body: { name: '秋季' }, ok: 404 },
    'POST /rounds/:id/cancellation': { path: `/rounds/${unknown}/cancellation`, body: { reason: '不办了' }, ok: 404 },
    'POST /rounds/:id/copies': {
      path: `/rounds/${unknown}/copies`,
      body: {
        name: '秋季',
        from: '2027-09-01',
        until: '2027-12-31',
        opensAt: start,
        closesAt: end,
        withApplications: true,
      },
      ok: 404,
    },
    'GET /rounds/:id/applications': { path: `/rounds/${unknown}/applications`, ok: 404 },
    'POST /rounds/:id/applications': {
      path: `/rounds/${unknown}/applications`,
      body: { partyId: jining.party('branch-1'), note: '', sections: [section] },
      ok: 404,
    },
    'PUT /applications/:id': { path: `/applications/${unknown}`, body: { note: '', sections: [section] }, ok: 404 },
    'POST /applications/:id/withdrawal': { path: `/applications/${unknown}/withdrawal`, ok: 404 },
    'PATCH /sections/:id': { path: `/sections/${unknown}`, body: { weight: 5 }, ok: 404 },
    'GET /rounds/:id/pins': { path: `/rounds/${unknown}/pins`, ok: 404 },
    'POST /rounds/:id/pins': {
      path: `/rounds/${unknown}/pins`,
      body: {
        kind: 'ban',
        sectionId: unknown,
        nth: null,
        spaceId: null,
        weekday: 1,
        from: null,
        until: null,
        reason: '',
      },
      ok: 404,
    },
    'DELETE /pins/:id': { path: `/pins/${unknown}`, ok: 404 },
    'GET /rounds/:id/runs': { path: `/rounds/${unknown}/runs`, ok: 404 },
    'POST /rounds/:id/runs': { path: `/rounds/${unknown}/runs`, body: { seconds: 5 }, ok: 404 },
    'GET /runs/:id': { path: `/runs/${unknown}`, ok: 404 },
    'GET /runs/:id/events': { path: `/runs/${unknown}/events`, ok: 404 },
    'POST /runs/:id/stop': { path: `/runs/${unknown}/stop`, ok: 404 },
    'POST /runs/:id/continuation': { path: `/runs/${unknown}/continuation`, body: { seconds: 5 }, ok: 404 },
    'GET /rounds/:id/plans': { path: `/rounds/${unknown}/plans`, ok: 404 },
    'POST /rounds/:id/plans': { path: `/rounds/${unknown}/plans`, body: { name: '手工方案' }, ok: 404 },
    'GET /season-plans/:id': { path: `/season-plans/${unknown}`, ok: 404 },
    'POST /season-plans/:id/changes': {
      path: `/season-plans/${unknown}/changes`,
      body: { changes: [{ sectionId: unknown, nth: 0, to: null }] },
      ok: 404,
    },
    'GET /season-plans/:id/placements': {
      path: `/season-plans/${unknown}/placements?sectionId=${unknown}&nth=0`,
      ok: 404,
    },
    'GET /season-plans/:id/comparison': { path: `/season-plans/${unknown}/comparison?with=${unknown}`, ok: 404 },
    'POST /rounds/:id/handling': { path: `/rounds/${unknown}/handling`, body: { planId: unknown }, ok: 404 },
    'POST /rounds/:id/reset': { path: `/rounds/${unknown}/reset`, ok: 404 },
    'POST /rounds/:id/publication': { path: `/rounds/${unknown}/publication`, body: { planId: unknown }, ok: 404 },
    'GET /rounds/:id/results': { path: `/rounds/${unknown}/results`, ok: 404 },
    'GET /public/rounds/:id': { path: `/public/rounds/${unknown}`, ok: 404 },
    'GET /ledger': { path: '/ledger?from=2026-09-01&until=2026-12-31', ok: 200 },
    'GET /cells': { path: `/cells?${table}&date=2026-12-05`, ok: 200 },
    'GET /cells/why': { path: `/cells/why?${table}&${span}`, ok: 200 },
    'POST /availability': {
      path: '/availability',
      body: { durationMinutes: 60, headcount: 2, windows: [{ start, end }] },
      ok: 200,
    },
    // For a party of another palace the body is refused: nobody here may act for it, and nothing is written.
    'POST /checks': { path: '/checks', body: { ...order, partyId: house.berlin.party('branch-1') }, ok: 400 },
    'POST /orders': { path: '/orders', body: { ...order, partyId: house.berlin.party('branch-1') }, ok: 400 },
    'GET /orders': { path: '/orders', ok: 200 },
    'GET /orders/:id': { path: `/orders/${unknown}`, ok: 404 },
    'POST /orders/:id/decisions': { path: `/orders/${unknown}/decisions`, body: { decision: 'accept' }, ok: 404 },
    'POST /orders/:id/cancellation': { path: `/orders/${unknown}/cancellation`, body: {}, ok: 404 },
    'GET /queue': { path: '/queue', ok: 200 },
    'GET /orders/:id/messages': { path: `/orders/${unknown}/messages`, ok: 404 },
    'POST /orders/:id/messages': { path: `/orders/${unknown}/messages`, body: { text: '你好' }, ok: 404 },
    'POST /orders/:id/read-mark': { path: `/orders/${unknown}/read-mark`, body: { messageId: unknown }, ok: 404 },
    'GET /messages/unread': { path: '/messages/unread', ok: 200 },
    'GET /orders/:id/attachments': { path: `/orders/${unknown}/attachments`, ok: 404 },
    // A file comes as a form; tests/server/attachments.test.ts sends real ones.
    'POST /orders/:id/attachments': { path: `/orders/${unknown}/attachments`, body: {}, ok: 415 },
    'GET /orders/:id/attachments/:attachmentId': { path: `/orders/${unknown}/attachments/${unknown}`, ok: 404 },
    'DELETE /orders/:id/attachments/:attachmentId': { path: `/orders/${unknown}/attachments/${unknown}`, ok: 404 },
    'GET /mails': { path: '/mails', ok: 200 },
    'POST /mails/:id/retry': { path: `/mails/${unknown}/retry`, ok: 404 },
    'GET /reservations': { path: '/reservations?from=2026-12-01&until=2026-12-02', ok: 200 },
    'GET /reservations/:id': { path: `/reservations/${unknown}`, ok: 404 },
    'GET /parties': { path: '/parties?q=x', ok: 200 },
    'POST /parties': { path: '/parties', body: { kind: 'person', name: '李四' }, ok: 201 },
    'POST /parties/:id/phone': { path: `/parties/${unknown}/phone`, body: { reason: '回电' }, ok: 404 },
    'GET /parties/:id/standing': { path: `/parties/${unknown}/standing`, ok: 404 },
    'GET /search': { path: '/search?q=x', ok: 200 },
    'POST /acts': {
      path: '/acts',
      body: { changes: [{ kind: 'cancel', reservationId: unknown, version: 1 }] },
      ok: 400,
    },
    'POST /acts/:id/undo': { path: `/acts/${unknown}/undo`, ok: 404 },
    'GET /acts': { path: '/acts', ok: 200 },
    // A stream has no end to wait for: it is asked for with a fault, which only those find who have passed the door.
    'GET /events': { path: '/events?since=-', ok: 400 },
    'POST /presence': { path: '/presence', body: { page: 'page-of-a-test', doing: 'away' }, ok: 204 },
    'GET /terms': { path: '/terms?facility=jining', ok: 200 },
    'POST /terms': {
      path: '/terms',
      body: { name: '春季', startsOn: '2027-03-01', endsOn: '2027-02-01', opensAt: start, closesAt: end },
      ok: 400,
    },
    'GET /programmes': { path: '/programmes?facility=jining', ok: 200 },
    'GET /programmes/:id': { path: `/programmes/${unknown}`, ok: 404 },
    'POST /programmes': { path: '/programmes', body: { ...programme, partyId: unknown }, ok: 400 },
    'PUT /programmes/:id': { path: `/programmes/${unknown}`, body: { ...programme, state: 'draft' }, ok: 404 },
    'POST /programmes/:id/series': {
      path: `/programmes/${unknown}/series`,
      body: { spaceId: unknown, rule, onConflict: 'skip' },
      ok: 404,
    },
    'POST /programmes/:id/make-up': {
      path: `/programmes/${unknown}/make-up`,
      body: { reservationId: unknown },
      ok: 404,
    },
    'POST /programmes/:id/sessions': {
      path: `/programmes/${unknown}/sessions`,
      body: { spaceId: unknown, start, end, makesUpFor: null, people: [] },
      ok: 404,
    },
    'GET /programmes/:id/roll': { path: `/programmes/${unknown}/roll`, ok: 404 },
    'PUT /reservations/:id/roll': {
      path: `/reservations/${unknown}/roll`,
      body: { marks: [{ enrolmentId: unknown, mark: 'present' }] },
      ok: 404,
    },
    'PUT /programmes/:id/particulars': { path: `/programmes/${unknown}/particulars`, body: {}, ok: 404 },
    'POST /programmes/:id/entries': { path: `/programmes/${unknown}/entries`, body: {}, ok: 404 },
    'GET /programmes/:id/entries': { path: `/programmes/${unknown}/entries`, ok: 200 },
    'GET /entries': { path: '/entries', ok: 200 },
    'POST /entries/:id/withdrawal': { path: `/entries/${unknown}/withdrawal`, ok: 404 },
    // A file comes as a form; tests/server/competitions.test.ts sends real ones.
    'POST /programmes/:id/entries/import': { path: `/programmes/${unknown}/entries/import`, body: {}, ok: 415 },
    'PUT /stages/:id/state': { path: `/stages/${unknown}/state`, body: { state: 'closed' }, ok: 404 },
    'POST /stages/:id/slots': { path: `/stages/${unknown}/slots`, body: {}, ok: 404 },
    'PUT /stages/:id/results': {
      path: `/stages/${unknown}/results`,
      body: { results: [{ entryId: unknown, score: 9 }] },
      ok: 404,
    },
    'POST /stages/:id/conclusion': { path: `/stages/${unknown}/conclusion`, body: { advance: [] }, ok: 404 },
    'GET /programmes/:id/viewing-slots': { path: `/programmes/${unknown}/viewing-slots?facility=jining`, ok: 404 },
    'POST /programmes/:id/viewing-slots': {
      path: `/programmes/${unknown}/viewing-slots`,
      body: {
        ...{ from: '2026-12-05', until: '2026-12-06', weekdays: [6], opens: 540, closes: 600, minutes: 30 },
        capacity: 80,
      },
      ok: 404,
    },
    'POST /viewing-slots/:id/viewings': { path: `/viewing-slots/${unknown}/viewings`, body: { people: 1 }, ok: 404 },
    'GET /programmes/:id/viewings': { path: `/programmes/${unknown}/viewings`, ok: 200 },
    'GET /viewings': { path: '/viewings', ok: 200 },
    'POST /viewings/:id/withdrawal': { path: `/viewings/${unknown}/withdrawal`, ok: 404 },
    'POST /programmes/:id/arrivals': { path: `/programmes/${unknown}/arrivals`, body: { code: '000000' }, ok: 404 },
    'GET /head-counts': { path: '/head-counts', ok: 200 },
    'POST /head-counts': { path: '/head-counts', body: { countedOn: '2026-12-02', onSite: 1, online: 0 }, ok: 400 },
    'POST /head-counts/:id/withdrawal': { path: `/head-counts/${unknown}/withdrawal`, ok: 404 },
    'POST /programmes/:id/enrolments': { path: `/programmes/${unknown}/enrolments`, body: {}, ok: 404 },
    'GET /programmes/:id/enrolments': { path: `/programmes/${unknown}/enrolments`, ok: 200 },
    'GET /enrolments': { path: '/enrolments', ok: 200 },
    'POST /enrolments/:id/withdrawal': { path: `/enrolments/${unknown}/withdrawal`, ok: 404 },
    'POST /enrolments/:id/acceptance': { path: `/enrolments/${unknown}/acceptance`, ok: 404 },
    'GET /course-calls': { path: '/course-calls?facility=jining', ok: 200 },
    'POST /course-calls': { path: '/course-calls', body: { ...call, least: 9, capacity: 8 }, ok: 400 },
    'PUT /course-calls/:id/vote': {
      path: `/course-calls/${unknown}/vote`,
      body: { slots: [0], phone: '13900000001' },
      ok: 404,
    },
    'GET /course-calls/:id/proposals': { path: `/course-calls/${unknown}/proposals`, ok: 404 },
    'POST /course-calls/:id/opening': {
      path: `/course-calls/${unknown}/opening`,
      body: { slot: 0, spaceId: jining.space('classroom'), personId: null, partyId: jining.party('palace') },
      ok: 404,
    },
    'GET /services': { path: '/services', ok: 200 },
    'POST /services': { path: '/services', body: service, ok: 400 },
    'PUT /services/:id': { path: `/services/${unknown}`, body: { ...service, audienceMin: 1 }, ok: 404 },
    'GET /outreach': { path: '/outreach', ok: 200 },
    'POST /districts': { path: '/districts', body: { name: '任城区' }, ok: 400 },
    'PUT /travel-times': { path: '/travel-times', body: { from: unknown, to: unknown, minutes: 20 }, ok: 400 },
    'POST /outside-places': { path: '/outside-places', body: place, ok: 400 },
    'PUT /outside-places/:id': { path: `/outside-places/${unknown}`, body: place, ok: 404 },
    'POST /equipment': { path: '/equipment', body: kit, ok: 400 },
    'PUT /equipment/:id': { path: `/equipment/${unknown}`, body: { ...kit, use: '音响' }, ok: 404 },
    'GET /dispatch': { path: '/dispatch?from=2026-12-05&until=2026-12-06', ok: 200 },
    'GET /service-lines/:id/crews': { path: `/service-lines/${unknown}/crews`, ok: 404 },
    'POST /service-lines/:id/assignment': { path: `/service-lines/${unknown}/assignment`, body: {}, ok: 404 },
    'POST /service-lines/:id/delivery': { path: `/service-lines/${unknown}/delivery`, body: { onSite: 1 }, ok: 404 },
    'POST /service-lines/:id/feedback': { path: `/service-lines/${unknown}/feedback`, body: { rating: 5 }, ok: 404 },
    'GET /dispatch/joins': { path: '/dispatch/joins?from=2026-12-05&until=2026-12-06', ok: 200 },
    'POST /dispatch/joins': {
      path: '/dispatch/joins',
      body: { first: unknown, second: idOf('other'), start },
      ok: 404,
    },
    'GET /dispatch/sheets': { path: '/dispatch/sheets?date=2026-12-05', ok: 200 },
    'POST /service-lines/:id/contact': {
      path: `/service-lines/${unknown}/contact`,
      body: { reason: '约时间' },
      ok: 404,
    },
    'GET /wishes': { path: '/wishes', ok: 200 },
    'POST /wishes': { path: '/wishes', body: wish, ok: 400 },
    'POST /wishes/:id/closing': { path: `/wishes/${unknown}/closing`, body: {}, ok: 404 },
    'POST /wishes/:id/offers': { path: `/wishes/${unknown}/offers`, body: { serviceId: unknown, start }, ok: 400 },
    'POST /wish-offers/:id/answer': { path: `/wish-offers/${unknown}/answer`, body: { take: true }, ok: 404 },
    'GET /people': { path: '/people', ok: 200 },
    'POST /people': { path: '/people', body: { ...person, partyId: house.berlin.party('branch-1') }, ok: 400 },
    'PUT /people/:id': { path: `/people/${unknown}`, body: { ...person, active: true }, ok: 404 },
    'POST /people/:id/absences': { path: `/people/${unknown}/absences`, body: { start, end, reason: '病假' }, ok: 404 },
    'DELETE /absences/:id': { path: `/absences/${unknown}`, ok: 404 },
    'GET /absences/:id/sessions': { path: `/absences/${unknown}/sessions`, ok: 404 },
    'PUT /reservations/:id/people': {
      path: `/reservations/${unknown}/people`,
      body: { version: 1, people: [] },
      ok: 404,
    },
    'GET /volunteers': { path: '/volunteers', ok: 200 },
    'GET /volunteers/:id/services': { path: `/volunteers/${unknown}/services`, ok: 404 },
    'GET /volunteers/certificates.xlsx': { path: '/volunteers/certificates.xlsx', ok: 200 },
    'POST /people/:id/service-hours': {
      path: `/people/${unknown}/service-hours`,
      body: { day: '2026-12-01', minutes: 60, title: '义写春联', reason: '馆外活动' },
      ok: 404,
    },
    'DELETE /service-hours/:id': { path: `/service-hours/${unknown}`, ok: 404 },
    'GET /my-service': { path: '/my-service', ok: 200 },
    'POST /volunteer-offers': {
      path: '/volunteer-offers',
      body: { name: '张三', phone: '13800000001', skills: [], note: '', consent: 1, facility: 'jining' },
      ok: 202,
    },
    'GET /volunteer-offers': { path: '/volunteer-offers', ok: 200 },
    'POST /volunteer-offers/:id/decisions': {
      path: `/volunteer-offers/${unknown}/decisions`,
      body: { decision: 'decline' },
      ok: 404,
    },
    'GET /contracts': { path: '/contracts', ok: 200 },
    'GET /contracts/:id': { path: `/contracts/${unknown}`, ok: 404 },
    // a branch is no partner
    'POST /contracts': { path: '/contracts', body: { ...contract, partyId: jining.party('branch-1') }, ok: 400 },
    'PUT /contracts/:id': { path: `/contracts/${unknown}`, body: contract, ok: 404 },
    'POST /contracts/:id/ending': {
      path: `/contracts/${unknown}/ending`,
      body: { lastDay: '2026-12-31', reason: '到期' },
      ok: 404,
    },
    'POST /contracts/:id/slots': {
      path: `/contracts/${unknown}/slots`,
      body: { title: '排练', purpose: 'commercial', spaceId: unknown, headcount: 10, rule },
      ok: 404,
    },
    'GET /contracts/:id/statement': { path: `/contracts/${unknown}/statement?month=2026-12`, ok: 404 },
    'GET /contracts/:id/statement.xlsx': { path: `/contracts/${unknown}/statement.xlsx?month=2026-12`, ok: 404 },
    'POST /uses/:id/correction': {
      path: `/uses/${unknown}/correction`,
      body: { version: 1, purpose: 'commercial', fen: 0, reason: '减免' },
      ok: 404,
    },
    'GET /users': { path: '/users', ok: 200 },
    'POST /users': { path: '/users', body: { ...account, username: 'jining-desk' }, ok: 400 },
    'PUT /users/:id': { path: `/users/${unknown}`, body: { ...account, active: true }, ok: 404 },
    'POST /users/:id/password': { path: `/users/${unknown}/password`, ok: 404 },
    'GET /price-lists': { path: '/price-lists', ok: 200 },
    'POST /price-lists': { path: '/price-lists', body: { validFrom: '2026-12-01', items: [] }, ok: 400 },
    // A table comes as a form; tests/server/imports.test.ts sends real ones.
    'POST /imports/parties': { path: '/imports/parties', body: {}, ok: 415 },
    'POST /imports/people': { path: '/imports/people', body: {}, ok: 415 },
    'POST /imports/enrolments': { path: `/imports/enrolments?programmeId=${unknown}`, body: {}, ok: 415 },
    'GET /imports/templates/:kind': { path: '/imports/templates/people', ok: 200 },
    'GET /series': { path: '/series', ok: 200 },
    'GET /series-dates': { path: '/series-dates?from=2026-12-01&until=2026-12-02', ok: 200 },
    'GET /series/:id': { path: `/series/${unknown}`, ok: 404 },
    'PATCH /reservations/:id': { path: `/reservations/${unknown}`, body: { headcount: 3 }, ok: 404 },
    'GET /check-ins': { path: '/check-ins?text=wang', ok: 200 },
    'POST /check-ins': { path: '/check-ins', body: { code: '000000', spaceId: unknown }, ok: 400 },
    'GET /reservations/:id/attendance': { path: `/reservations/${unknown}/attendance`, ok: 404 },
    'POST /reservations/:id/check-in': { path: `/reservations/${unknown}/check-in`, body: {}, ok: 404 },
    'POST /reservations/:id/present': { path: `/reservations/${unknown}/present`, body: { present: 2 }, ok: 404 },
    'POST /reservations/:id/check-out': { path: `/reservations/${unknown}/check-out`, body: {}, ok: 404 },
    'POST /reservations/:id/release': { path: `/reservations/${unknown}/release`, body: {}, ok: 404 },
    'POST /reservations/:id/no-show': { path: `/reservations/${unknown}/no-show`, body: {}, ok: 404 },
    'POST /reservations/:id/appeal': { path: `/reservations/${unknown}/appeal`, body: { reason: '堵车' }, ok: 404 },
    'POST /reservations/:id/take-back': { path: `/reservations/${unknown}/take-back`, body: { version: 2 }, ok: 404 },
    'PATCH /series/:id': { path: `/series/${unknown}`, body: { scope: 'all', changes: {} }, ok: 404 },
    'POST /series/:id/cancellation': { path: `/series/${unknown}/cancellation`, body: { scope: 'all' }, ok: 404 },
    'GET /offers': { path: '/offers', ok: 200 },
    'POST /offers/:id/acceptance': { path: `/offers/${unknown}/acceptance`, ok: 404 },
    'POST /offers/:id/refusal': { path: `/offers/${unknown}/refusal`, ok: 404 },
    'GET /board': { path: '/board?date=2026-12-05', ok: 200 },
    'GET /wall': { path: '/wall', ok: 200 },
    'GET /wall/doors/:code': { path: '/wall/doors/theatre', ok: 200 },
    'GET /devices': { path: '/devices', ok: 200 },
    'POST /devices': { path: '/devices', body: { ...wallDraft, spaceCodes: ['nowhere'] }, ok: 400 },
    'PATCH /devices/:id': { path: `/devices/${unknown}`, body: { name: '二楼' }, ok: 404 },
    'POST /devices/:id/token': { path: `/devices/${unknown}/token`, ok: 404 },
    'DELETE /devices/:id': { path: `/devices/${unknown}`, ok: 404 },
    'GET /programme/today': { path: '/programme/today?facility=jining', ok: 200 },
    'GET /calendars': { path: '/calendars', ok: 200 },
    'POST /calendars': { path: '/calendars', body: { kind: 'space', spaceId: unknown }, ok: 400 },
    'DELETE /calendars/:id': { path: `/calendars/${unknown}`, ok: 404 },
    'GET /calendars/:file': { path: '/calendars/nobody-has-this-token.ics', ok: 404 },
    'GET /decision-records': { path: '/decision-records', ok: 200 },
    'GET /decision-records/:id/replay': { path: `/decision-records/${unknown}/replay`, ok: 404 },
    'GET /reports/figures': { path: '/reports/figures?from=2026-01-01&until=2026-12-31', ok: 200 },
    'GET /reports/figures.xlsx': { path: '/reports/figures.xlsx?from=2026-01-01&until=2026-12-31', ok: 200 },
    'GET /reports/records': { path: '/reports/records?from=2026-01-01&until=2026-12-31', ok: 200 },
    'GET /duty-list': { path: '/duty-list?date=2026-12-05', ok: 200 },
    'GET /duty-mails': { path: '/duty-mails', ok: 200 },
    'PUT /duty-mails': { path: '/duty-mails', body: { items: [] }, ok: 200 },
    'GET /closures/:id/impact': { path: `/closures/${unknown}/impact`, ok: 404 },
    'POST /holiday-notices': { path: '/holiday-notices', body: { year: 2027 }, ok: 400 },
    'POST /repairs': {
      path: '/repairs',
      body: { cause: { kind: 'conflict', reservationIds: [unknown] } },
      ok: 400,
    },
    'GET /repairs/:id': { path: `/repairs/${unknown}`, ok: 404 },
    'POST /repairs/:id/application': {
      path: `/repairs/${unknown}/application`,
      body: { plan: 0, version: 1 },
      ok: 404,
    },
    'POST /repairs/:id/dismissal': { path: `/repairs/${unknown}/dismissal`, body: {}, ok: 404 },
    'GET /drafts': { path: '/drafts', ok: 200 },
    'POST /drafts/:id': { path: `/drafts/${unknown}`, body: { version: 1 }, ok: 404 },
    'GET /conflicts': { path: '/conflicts', ok: 200 },
    'GET /audit': { path: '/audit', ok: 200 },
  }
}

/** Who may enter which scope, written down a second time on purpose. */
const MAY: Readonly<Record<Route['scope'], readonly Reader[]>> = {
  public: READERS,
  device: ['screen'],
  'signed-in': ['visitor', 'branch', 'desk', 'coordinator', 'manager', 'admin'],
  orders: ['branch', 'desk', 'coordinator', 'manager', 'admin'],
  desk: ['desk', 'coordinator', 'manager', 'admin'],
  management: ['manager', 'admin'],
  administration: ['admin'],
}

const routes: readonly Route[] = ROUTES

describe.each(routes.map((route) => ({ route, name: `${route.method} ${route.path}` })))('$name', ({ route, name }) => {
  test.each(READERS)('for %s', async (reader) => {
    const request = requests()[name]
    if (request === undefined) throw new Error(`write down a request for ${name}`)
    const stranger = reader === 'nobody' || reader === 'screen'
    const who = stranger ? house.visitor : await house.as(reader)
    const { status, body } = await send(who, route.method, request, reader === 'screen' ? bearer : {})
    const refused = stranger || route.scope === 'device' ? 401 : 403
    const expected = MAY[route.scope].includes(reader) ? request.ok : refused
    const told = expected === 401 && (route.scope === 'public' || route.scope === 'device') ? route.scope : expected
    expect({ status, type: status < 400 ? null : (body as { type: string }).type }).toEqual({
      status: expected,
      type: TYPES[told] ?? null,
    })
  })
})

test('no request here is for a contract that is gone', () => {
  expect(Object.keys(requests()).toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
})

test('an address below the API that is not made from a contract cannot be registered', async () => {
  const app = Fastify()
  for (const name of ['session', 'problems', 'validation']) await app.register(fastifyPlugin(async () => {}, { name }))
  await app.register(contracts)
  const config = { contract: signIn }
  expect(() => app.get('/api/v1/secret', async () => 'open')).toThrow('GET /api/v1/secret is not made from a contract')
  expect(() => app.get('/api/v1/secret', { config }, async () => 'open')).toThrow('is not made from a contract')
  expect(() => app.get('/elsewhere', async () => 'open')).not.toThrow()
})

const TYPES: Readonly<Record<string, string>> = {
  public: '/problems/wrong-password',
  device: '/problems/unknown-device',
  400: '/problems/malformed',
  401: '/problems/not-signed-in',
  403: '/problems/not-allowed',
  404: '/problems/not-found',
  415: '/problems/wrong-media-type',
}

async function send(
  who: Client,
  method: Route['method'],
  { path, body }: { readonly path: string; readonly body?: unknown },
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  switch (method) {
    case 'GET':
      return await who.get(path, headers)
    case 'POST':
      return await who.post(path, body, headers)
    case 'PUT':
      return await who.put(path, body, headers)
    case 'PATCH':
      return await who.patch(path, body, headers)
    case 'DELETE':
      return await who.delete(path, headers)
  }
}
