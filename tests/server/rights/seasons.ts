import { END, START, UNKNOWN, type Palaces, type Requests } from './request.ts'

/** Requests about a season's round. */
export function seasonRequests({ berlin, jining }: Palaces): Requests {
  const round = {
    ...{ name: '春季', summary: '', from: '2027-03-01', until: '2027-06-30', opensAt: START, closesAt: END },
    ...{ spaceIds: [berlin.space('classroom')], windows: [{ weekday: 5, from: 1080, until: 1260 }] },
    ...{ gridMinutes: 30, partyMinutes: null },
  }
  const section = {
    ...{ title: '合唱', headcount: 20, features: [], minMinutes: 60, maxMinutes: 90, timesAWeek: 1 },
    ...{ from: '2027-03-01', until: '2027-06-30', spaceIds: [] },
    times: [{ weekday: 5, from: 1080, until: 1260, rank: 'primary' }],
    ...{ sameSpace: false, sameTime: false, apart: false },
  }
  return {
    'GET /rounds': { path: '/rounds', ok: 200 },
    'GET /rounds/:id': { path: `/rounds/${UNKNOWN}`, ok: 404 },
    // With a space of another palace: nothing is written.
    'POST /rounds': { path: '/rounds', body: round, ok: 400 },
    'PATCH /rounds/:id': { path: `/rounds/${UNKNOWN}`, body: { name: '秋季' }, ok: 404 },
    'POST /rounds/:id/cancellation': { path: `/rounds/${UNKNOWN}/cancellation`, body: { reason: '不办了' }, ok: 404 },
    'POST /rounds/:id/copies': {
      path: `/rounds/${UNKNOWN}/copies`,
      body: {
        name: '秋季',
        from: '2027-09-01',
        until: '2027-12-31',
        opensAt: START,
        closesAt: END,
        withApplications: true,
      },
      ok: 404,
    },
    'GET /rounds/:id/applications': { path: `/rounds/${UNKNOWN}/applications`, ok: 404 },
    'POST /rounds/:id/applications': {
      path: `/rounds/${UNKNOWN}/applications`,
      body: { partyId: jining.party('branch-1'), note: '', sections: [section] },
      ok: 404,
    },
    'PUT /applications/:id': { path: `/applications/${UNKNOWN}`, body: { note: '', sections: [section] }, ok: 404 },
    'POST /applications/:id/withdrawal': { path: `/applications/${UNKNOWN}/withdrawal`, ok: 404 },
    'PATCH /sections/:id': { path: `/sections/${UNKNOWN}`, body: { weight: 5 }, ok: 404 },
    'GET /rounds/:id/pins': { path: `/rounds/${UNKNOWN}/pins`, ok: 404 },
    'POST /rounds/:id/pins': {
      path: `/rounds/${UNKNOWN}/pins`,
      body: {
        kind: 'ban',
        sectionId: UNKNOWN,
        nth: null,
        spaceId: null,
        weekday: 1,
        from: null,
        until: null,
        reason: '',
      },
      ok: 404,
    },
    'DELETE /pins/:id': { path: `/pins/${UNKNOWN}`, ok: 404 },
    'GET /rounds/:id/runs': { path: `/rounds/${UNKNOWN}/runs`, ok: 404 },
    'POST /rounds/:id/runs': { path: `/rounds/${UNKNOWN}/runs`, body: { seconds: 5 }, ok: 404 },
    'GET /runs/:id': { path: `/runs/${UNKNOWN}`, ok: 404 },
    'GET /runs/:id/events': { path: `/runs/${UNKNOWN}/events`, ok: 404 },
    'POST /runs/:id/stop': { path: `/runs/${UNKNOWN}/stop`, ok: 404 },
    'POST /runs/:id/continuation': { path: `/runs/${UNKNOWN}/continuation`, body: { seconds: 5 }, ok: 404 },
    'GET /rounds/:id/plans': { path: `/rounds/${UNKNOWN}/plans`, ok: 404 },
    'POST /rounds/:id/plans': { path: `/rounds/${UNKNOWN}/plans`, body: { name: '手工方案' }, ok: 404 },
    'GET /season-plans/:id': { path: `/season-plans/${UNKNOWN}`, ok: 404 },
    'POST /season-plans/:id/changes': {
      path: `/season-plans/${UNKNOWN}/changes`,
      body: { changes: [{ sectionId: UNKNOWN, nth: 0, to: null }] },
      ok: 404,
    },
    'GET /season-plans/:id/placements': {
      path: `/season-plans/${UNKNOWN}/placements?sectionId=${UNKNOWN}&nth=0`,
      ok: 404,
    },
    'GET /season-plans/:id/comparison': { path: `/season-plans/${UNKNOWN}/comparison?with=${UNKNOWN}`, ok: 404 },
    'POST /rounds/:id/handling': { path: `/rounds/${UNKNOWN}/handling`, body: { planId: UNKNOWN }, ok: 404 },
    'POST /rounds/:id/reset': { path: `/rounds/${UNKNOWN}/reset`, ok: 404 },
    'POST /rounds/:id/publication': { path: `/rounds/${UNKNOWN}/publication`, body: { planId: UNKNOWN }, ok: 404 },
    'GET /rounds/:id/results': { path: `/rounds/${UNKNOWN}/results`, ok: 404 },
    'GET /public/rounds/:id': { path: `/public/rounds/${UNKNOWN}`, ok: 404 },
  }
}
