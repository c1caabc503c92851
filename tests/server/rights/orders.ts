import { END, START, UNKNOWN, type Palaces, type Requests } from './request.ts'

/** Requests about orders, series, reservations and what moves them. */
export function orderRequests({ berlin, jining }: Palaces): Requests {
  const order = {
    title: '练球',
    headcount: 2,
    partyId: jining.party('branch-1'),
    lines: [{ kind: 'space', spaceId: jining.space('table-1'), start: START, end: END }],
  }
  const table = `spaceId=${jining.space('table-1')}`
  const span = `start=${encodeURIComponent(START)}&end=${encodeURIComponent(END)}`
  return {
    'GET /ledger': { path: '/ledger?from=2026-09-01&until=2026-12-31', ok: 200 },
    'GET /cells': { path: `/cells?${table}&date=2026-12-05`, ok: 200 },
    'GET /cells/why': { path: `/cells/why?${table}&${span}`, ok: 200 },
    'POST /availability': {
      path: '/availability',
      body: { durationMinutes: 60, headcount: 2, windows: [{ start: START, end: END }] },
      ok: 200,
    },
    // For a party of another palace the body is refused: nobody here may act for it, and nothing is written.
    'POST /checks': { path: '/checks', body: { ...order, partyId: berlin.party('branch-1') }, ok: 400 },
    'POST /orders': { path: '/orders', body: { ...order, partyId: berlin.party('branch-1') }, ok: 400 },
    'GET /orders': { path: '/orders', ok: 200 },
    'GET /orders/:id': { path: `/orders/${UNKNOWN}`, ok: 404 },
    'POST /orders/:id/decisions': { path: `/orders/${UNKNOWN}/decisions`, body: { decision: 'accept' }, ok: 404 },
    'POST /orders/:id/cancellation': { path: `/orders/${UNKNOWN}/cancellation`, body: {}, ok: 404 },
    'GET /queue': { path: '/queue', ok: 200 },
    'GET /orders/:id/messages': { path: `/orders/${UNKNOWN}/messages`, ok: 404 },
    'POST /orders/:id/messages': { path: `/orders/${UNKNOWN}/messages`, body: { text: '你好' }, ok: 404 },
    'POST /orders/:id/read-mark': { path: `/orders/${UNKNOWN}/read-mark`, body: { messageId: UNKNOWN }, ok: 404 },
    'GET /messages/unread': { path: '/messages/unread', ok: 200 },
    'GET /orders/:id/attachments': { path: `/orders/${UNKNOWN}/attachments`, ok: 404 },
    // A file comes as a form; tests/server/attachments.test.ts sends real ones.
    'POST /orders/:id/attachments': { path: `/orders/${UNKNOWN}/attachments`, body: {}, ok: 415 },
    'GET /orders/:id/attachments/:attachmentId': { path: `/orders/${UNKNOWN}/attachments/${UNKNOWN}`, ok: 404 },
    'DELETE /orders/:id/attachments/:attachmentId': { path: `/orders/${UNKNOWN}/attachments/${UNKNOWN}`, ok: 404 },
    'GET /reservations': { path: '/reservations?from=2026-12-01&until=2026-12-02', ok: 200 },
    'GET /reservations/:id': { path: `/reservations/${UNKNOWN}`, ok: 404 },
    'POST /acts': {
      path: '/acts',
      body: { changes: [{ kind: 'cancel', reservationId: UNKNOWN, version: 1 }] },
      ok: 400,
    },
    'POST /acts/:id/undo': { path: `/acts/${UNKNOWN}/undo`, ok: 404 },
    'GET /acts': { path: '/acts', ok: 200 },
    'GET /series': { path: '/series', ok: 200 },
    'GET /series-dates': { path: '/series-dates?from=2026-12-01&until=2026-12-02', ok: 200 },
    'GET /series/:id': { path: `/series/${UNKNOWN}`, ok: 404 },
    'PATCH /reservations/:id': { path: `/reservations/${UNKNOWN}`, body: { headcount: 3 }, ok: 404 },
    'GET /check-ins': { path: '/check-ins?text=wang', ok: 200 },
    'POST /check-ins': { path: '/check-ins', body: { code: '000000', spaceId: UNKNOWN }, ok: 400 },
    'GET /reservations/:id/attendance': { path: `/reservations/${UNKNOWN}/attendance`, ok: 404 },
    'POST /reservations/:id/check-in': { path: `/reservations/${UNKNOWN}/check-in`, body: {}, ok: 404 },
    'POST /reservations/:id/present': { path: `/reservations/${UNKNOWN}/present`, body: { present: 2 }, ok: 404 },
    'POST /reservations/:id/check-out': { path: `/reservations/${UNKNOWN}/check-out`, body: {}, ok: 404 },
    'POST /reservations/:id/release': { path: `/reservations/${UNKNOWN}/release`, body: {}, ok: 404 },
    'POST /reservations/:id/no-show': { path: `/reservations/${UNKNOWN}/no-show`, body: {}, ok: 404 },
    'POST /reservations/:id/appeal': { path: `/reservations/${UNKNOWN}/appeal`, body: { reason: '堵车' }, ok: 404 },
    'POST /reservations/:id/take-back': { path: `/reservations/${UNKNOWN}/take-back`, body: { version: 2 }, ok: 404 },
    'PATCH /series/:id': { path: `/series/${UNKNOWN}`, body: { scope: 'all', changes: {} }, ok: 404 },
    'POST /series/:id/cancellation': { path: `/series/${UNKNOWN}/cancellation`, body: { scope: 'all' }, ok: 404 },
    'GET /offers': { path: '/offers', ok: 200 },
    'POST /offers/:id/acceptance': { path: `/offers/${UNKNOWN}/acceptance`, ok: 404 },
    'POST /offers/:id/refusal': { path: `/offers/${UNKNOWN}/refusal`, ok: 404 },
    'GET /closures/:id/impact': { path: `/closures/${UNKNOWN}/impact`, ok: 404 },
    'POST /holiday-notices': { path: '/holiday-notices', body: { year: 2027 }, ok: 400 },
    'POST /repairs': {
      path: '/repairs',
      body: { cause: { kind: 'conflict', reservationIds: [UNKNOWN] } },
      ok: 400,
    },
    'GET /repairs/:id': { path: `/repairs/${UNKNOWN}`, ok: 404 },
    'POST /repairs/:id/application': {
      path: `/repairs/${UNKNOWN}/application`,
      body: { plan: 0, version: 1 },
      ok: 404,
    },
    'POST /repairs/:id/dismissal': { path: `/repairs/${UNKNOWN}/dismissal`, body: {}, ok: 404 },
    'GET /drafts': { path: '/drafts', ok: 200 },
    'POST /drafts/:id': { path: `/drafts/${UNKNOWN}`, body: { version: 1 }, ok: 404 },
    'GET /conflicts': { path: '/conflicts', ok: 200 },
  }
}
