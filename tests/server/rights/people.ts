import { END, RULE, START, UNKNOWN, type Palaces, type Requests } from './request.ts'

/** Requests about people, parties, partners and accounts. */
export function peopleRequests({ berlin, jining }: Palaces): Requests {
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
  return {
    'GET /parties': { path: '/parties?q=x', ok: 200 },
    'POST /parties': { path: '/parties', body: { kind: 'person', name: '李四' }, ok: 201 },
    'POST /parties/:id/phone': { path: `/parties/${UNKNOWN}/phone`, body: { reason: '回电' }, ok: 404 },
    'GET /parties/:id/standing': { path: `/parties/${UNKNOWN}/standing`, ok: 404 },
    'GET /people': { path: '/people', ok: 200 },
    'POST /people': { path: '/people', body: { ...person, partyId: berlin.party('branch-1') }, ok: 400 },
    'PUT /people/:id': { path: `/people/${UNKNOWN}`, body: { ...person, active: true }, ok: 404 },
    'POST /people/:id/absences': {
      path: `/people/${UNKNOWN}/absences`,
      body: { start: START, end: END, reason: '病假' },
      ok: 404,
    },
    'DELETE /absences/:id': { path: `/absences/${UNKNOWN}`, ok: 404 },
    'GET /absences/:id/sessions': { path: `/absences/${UNKNOWN}/sessions`, ok: 404 },
    'PUT /reservations/:id/people': {
      path: `/reservations/${UNKNOWN}/people`,
      body: { version: 1, people: [] },
      ok: 404,
    },
    'GET /volunteers': { path: '/volunteers', ok: 200 },
    'GET /volunteers/:id/services': { path: `/volunteers/${UNKNOWN}/services`, ok: 404 },
    'GET /volunteers/certificates.xlsx': { path: '/volunteers/certificates.xlsx', ok: 200 },
    'POST /people/:id/service-hours': {
      path: `/people/${UNKNOWN}/service-hours`,
      body: { day: '2026-12-01', minutes: 60, title: '义写春联', reason: '馆外活动' },
      ok: 404,
    },
    'DELETE /service-hours/:id': { path: `/service-hours/${UNKNOWN}`, ok: 404 },
    'GET /my-service': { path: '/my-service', ok: 200 },
    'POST /volunteer-offers': {
      path: '/volunteer-offers',
      body: { name: '张三', phone: '13800000001', skills: [], note: '', consent: 1, facility: 'jining' },
      ok: 202,
    },
    'GET /volunteer-offers': { path: '/volunteer-offers', ok: 200 },
    'POST /volunteer-offers/:id/decisions': {
      path: `/volunteer-offers/${UNKNOWN}/decisions`,
      body: { decision: 'decline' },
      ok: 404,
    },
    'GET /contracts': { path: '/contracts', ok: 200 },
    'GET /contracts/:id': { path: `/contracts/${UNKNOWN}`, ok: 404 },
    // a branch is no partner
    'POST /contracts': { path: '/contracts', body: { ...contract, partyId: jining.party('branch-1') }, ok: 400 },
    'PUT /contracts/:id': { path: `/contracts/${UNKNOWN}`, body: contract, ok: 404 },
    'POST /contracts/:id/ending': {
      path: `/contracts/${UNKNOWN}/ending`,
      body: { lastDay: '2026-12-31', reason: '到期' },
      ok: 404,
    },
    'POST /contracts/:id/slots': {
      path: `/contracts/${UNKNOWN}/slots`,
      body: { title: '排练', purpose: 'commercial', spaceId: UNKNOWN, headcount: 10, rule: RULE },
      ok: 404,
    },
    'GET /contracts/:id/statement': { path: `/contracts/${UNKNOWN}/statement?month=2026-12`, ok: 404 },
    'GET /contracts/:id/statement.xlsx': { path: `/contracts/${UNKNOWN}/statement.xlsx?month=2026-12`, ok: 404 },
    'POST /uses/:id/correction': {
      path: `/uses/${UNKNOWN}/correction`,
      body: { version: 1, purpose: 'commercial', fen: 0, reason: '减免' },
      ok: 404,
    },
    'GET /users': { path: '/users', ok: 200 },
    'POST /users': { path: '/users', body: { ...account, username: 'jining-desk' }, ok: 400 },
    'PUT /users/:id': { path: `/users/${UNKNOWN}`, body: { ...account, active: true }, ok: 404 },
    'POST /users/:id/password': { path: `/users/${UNKNOWN}/password`, ok: 404 },
    'GET /price-lists': { path: '/price-lists', ok: 200 },
    'POST /price-lists': { path: '/price-lists', body: { validFrom: '2026-12-01', items: [] }, ok: 400 },
    // A table comes as a form; tests/server/imports.test.ts sends real ones.
    'POST /imports/parties': { path: '/imports/parties', body: {}, ok: 415 },
    'POST /imports/people': { path: '/imports/people', body: {}, ok: 415 },
    'POST /imports/enrolments': { path: `/imports/enrolments?programmeId=${UNKNOWN}`, body: {}, ok: 415 },
    'GET /imports/templates/:kind': { path: '/imports/templates/people', ok: 200 },
  }
}
