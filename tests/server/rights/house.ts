import { END, START, UNKNOWN, type Requests } from './request.ts'

/** Requests about the house itself: session, hours, screens, reports. */
export function houseRequests(): Requests {
  const wallDraft = {
    ...{ kind: 'wall', name: '大厅', hours: 6 },
    look: { orientation: 'auto', locale: 'zh-CN', theme: 'dark' },
  }
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
    'POST /closures': { path: '/closures', body: { spaceId: null, start: START, end: END, reason: '检修' }, ok: 201 },
    'DELETE /closures/:id': { path: `/closures/${UNKNOWN}`, ok: 404 },
    'GET /policies': { path: '/policies', ok: 200 },
    'GET /mails': { path: '/mails', ok: 200 },
    'POST /mails/:id/retry': { path: `/mails/${UNKNOWN}/retry`, ok: 404 },
    'GET /search': { path: '/search?q=x', ok: 200 },
    // A stream has no end to wait for: it is asked for with a fault, which only those find who have passed the door.
    'GET /events': { path: '/events?since=-', ok: 400 },
    'POST /presence': { path: '/presence', body: { page: 'page-of-a-test', doing: 'away' }, ok: 204 },
    'GET /head-counts': { path: '/head-counts', ok: 200 },
    'POST /head-counts': { path: '/head-counts', body: { countedOn: '2026-12-02', onSite: 1, online: 0 }, ok: 400 },
    'POST /head-counts/:id/withdrawal': { path: `/head-counts/${UNKNOWN}/withdrawal`, ok: 404 },
    'GET /board': { path: '/board?date=2026-12-05', ok: 200 },
    'GET /wall': { path: '/wall', ok: 200 },
    'GET /wall/doors/:code': { path: '/wall/doors/theatre', ok: 200 },
    'GET /devices': { path: '/devices', ok: 200 },
    'POST /devices': { path: '/devices', body: { ...wallDraft, spaceCodes: ['nowhere'] }, ok: 400 },
    'PATCH /devices/:id': { path: `/devices/${UNKNOWN}`, body: { name: '二楼' }, ok: 404 },
    'POST /devices/:id/token': { path: `/devices/${UNKNOWN}/token`, ok: 404 },
    'DELETE /devices/:id': { path: `/devices/${UNKNOWN}`, ok: 404 },
    'GET /programme/today': { path: '/programme/today?facility=jining', ok: 200 },
    'GET /calendars': { path: '/calendars', ok: 200 },
    'POST /calendars': { path: '/calendars', body: { kind: 'space', spaceId: UNKNOWN }, ok: 400 },
    'DELETE /calendars/:id': { path: `/calendars/${UNKNOWN}`, ok: 404 },
    'GET /calendars/:file': { path: '/calendars/nobody-has-this-token.ics', ok: 404 },
    'GET /decision-records': { path: '/decision-records', ok: 200 },
    'GET /decision-records/:id/replay': { path: `/decision-records/${UNKNOWN}/replay`, ok: 404 },
    'GET /reports/figures': { path: '/reports/figures?from=2026-01-01&until=2026-12-31', ok: 200 },
    'GET /reports/figures.xlsx': { path: '/reports/figures.xlsx?from=2026-01-01&until=2026-12-31', ok: 200 },
    'GET /reports/records': { path: '/reports/records?from=2026-01-01&until=2026-12-31', ok: 200 },
    'GET /duty-list': { path: '/duty-list?date=2026-12-05', ok: 200 },
    'GET /duty-mails': { path: '/duty-mails', ok: 200 },
    'PUT /duty-mails': { path: '/duty-mails', body: { items: [] }, ok: 200 },
    'GET /audit': { path: '/audit', ok: 200 },
  }
}
