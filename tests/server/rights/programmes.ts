import { END, RULE, START, UNKNOWN, type Palaces, type Requests } from './request.ts'

/** Requests about programmes, entries, viewings and enrolments. */
export function programmeRequests({ jining }: Palaces): Requests {
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
    closesAt: END,
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
    opensAt: START,
    closesAt: END,
    attendancePercent: 80,
    certificateHours: null,
  }
  return {
    'GET /terms': { path: '/terms?facility=jining', ok: 200 },
    'POST /terms': {
      path: '/terms',
      body: { name: '春季', startsOn: '2027-03-01', endsOn: '2027-02-01', opensAt: START, closesAt: END },
      ok: 400,
    },
    'GET /programmes': { path: '/programmes?facility=jining', ok: 200 },
    'GET /programmes/:id': { path: `/programmes/${UNKNOWN}`, ok: 404 },
    'POST /programmes': { path: '/programmes', body: { ...programme, partyId: UNKNOWN }, ok: 400 },
    'PUT /programmes/:id': { path: `/programmes/${UNKNOWN}`, body: { ...programme, state: 'draft' }, ok: 404 },
    'POST /programmes/:id/series': {
      path: `/programmes/${UNKNOWN}/series`,
      body: { spaceId: UNKNOWN, rule: RULE, onConflict: 'skip' },
      ok: 404,
    },
    'POST /programmes/:id/make-up': {
      path: `/programmes/${UNKNOWN}/make-up`,
      body: { reservationId: UNKNOWN },
      ok: 404,
    },
    'POST /programmes/:id/sessions': {
      path: `/programmes/${UNKNOWN}/sessions`,
      body: { spaceId: UNKNOWN, start: START, end: END, makesUpFor: null, people: [] },
      ok: 404,
    },
    'GET /programmes/:id/roll': { path: `/programmes/${UNKNOWN}/roll`, ok: 404 },
    'PUT /reservations/:id/roll': {
      path: `/reservations/${UNKNOWN}/roll`,
      body: { marks: [{ enrolmentId: UNKNOWN, mark: 'present' }] },
      ok: 404,
    },
    'PUT /programmes/:id/particulars': { path: `/programmes/${UNKNOWN}/particulars`, body: {}, ok: 404 },
    'POST /programmes/:id/entries': { path: `/programmes/${UNKNOWN}/entries`, body: {}, ok: 404 },
    'GET /programmes/:id/entries': { path: `/programmes/${UNKNOWN}/entries`, ok: 200 },
    'GET /entries': { path: '/entries', ok: 200 },
    'POST /entries/:id/withdrawal': { path: `/entries/${UNKNOWN}/withdrawal`, ok: 404 },
    // A file comes as a form; tests/server/competitions.test.ts sends real ones.
    'POST /programmes/:id/entries/import': { path: `/programmes/${UNKNOWN}/entries/import`, body: {}, ok: 415 },
    'PUT /stages/:id/state': { path: `/stages/${UNKNOWN}/state`, body: { state: 'closed' }, ok: 404 },
    'POST /stages/:id/slots': { path: `/stages/${UNKNOWN}/slots`, body: {}, ok: 404 },
    'PUT /stages/:id/results': {
      path: `/stages/${UNKNOWN}/results`,
      body: { results: [{ entryId: UNKNOWN, score: 9 }] },
      ok: 404,
    },
    'POST /stages/:id/conclusion': { path: `/stages/${UNKNOWN}/conclusion`, body: { advance: [] }, ok: 404 },
    'GET /programmes/:id/viewing-slots': { path: `/programmes/${UNKNOWN}/viewing-slots?facility=jining`, ok: 404 },
    'POST /programmes/:id/viewing-slots': {
      path: `/programmes/${UNKNOWN}/viewing-slots`,
      body: {
        ...{ from: '2026-12-05', until: '2026-12-06', weekdays: [6], opens: 540, closes: 600, minutes: 30 },
        capacity: 80,
      },
      ok: 404,
    },
    'POST /viewing-slots/:id/viewings': { path: `/viewing-slots/${UNKNOWN}/viewings`, body: { people: 1 }, ok: 404 },
    'GET /programmes/:id/viewings': { path: `/programmes/${UNKNOWN}/viewings`, ok: 200 },
    'GET /viewings': { path: '/viewings', ok: 200 },
    'POST /viewings/:id/withdrawal': { path: `/viewings/${UNKNOWN}/withdrawal`, ok: 404 },
    'POST /programmes/:id/arrivals': { path: `/programmes/${UNKNOWN}/arrivals`, body: { code: '000000' }, ok: 404 },
    'POST /programmes/:id/enrolments': { path: `/programmes/${UNKNOWN}/enrolments`, body: {}, ok: 404 },
    'GET /programmes/:id/enrolments': { path: `/programmes/${UNKNOWN}/enrolments`, ok: 200 },
    'GET /enrolments': { path: '/enrolments', ok: 200 },
    'POST /enrolments/:id/withdrawal': { path: `/enrolments/${UNKNOWN}/withdrawal`, ok: 404 },
    'POST /enrolments/:id/acceptance': { path: `/enrolments/${UNKNOWN}/acceptance`, ok: 404 },
    'GET /course-calls': { path: '/course-calls?facility=jining', ok: 200 },
    'POST /course-calls': { path: '/course-calls', body: { ...call, least: 9, capacity: 8 }, ok: 400 },
    'PUT /course-calls/:id/vote': {
      path: `/course-calls/${UNKNOWN}/vote`,
      body: { slots: [0], phone: '13900000001' },
      ok: 404,
    },
    'GET /course-calls/:id/proposals': { path: `/course-calls/${UNKNOWN}/proposals`, ok: 404 },
    'POST /course-calls/:id/opening': {
      path: `/course-calls/${UNKNOWN}/opening`,
      body: { slot: 0, spaceId: jining.space('classroom'), personId: null, partyId: jining.party('palace') },
      ok: 404,
    },
  }
}
