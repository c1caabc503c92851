import type { ProblemId } from '@gongyue/shared/api/problem.ts'
import type { Route } from '@gongyue/shared/api/route.ts'

/** Whether a route may answer with a problem: what the API's description says of it. */
export function mayAnswer(
  { method, path, scope, params, query, body, consumes, idempotent }: Route,
  problem: ProblemId,
): boolean {
  switch (problem) {
    case 'malformed':
      return Boolean(params ?? query ?? body)
    case 'not-signed-in':
    case 'not-allowed':
      return scope !== 'public' && scope !== 'device'
    case 'unknown-device':
      return scope === 'device'
    case 'csrf-token':
      return method !== 'GET'
    case 'wrong-password':
      return path === '/session' && method === 'POST'
    case 'too-many-requests':
      return (
        (path === '/session' && method === 'POST') ||
        path === '/events' ||
        (path === '/volunteer-offers' && method === 'POST')
      )
    case 'not-found':
      return params !== undefined || query !== undefined
    case 'method-not-allowed':
      return false
    case 'too-large':
    case 'wrong-media-type':
      return (body ?? consumes) !== undefined
    case 'key-reused':
      return idempotent === true
    case 'refused':
      return (
        SENDS_CREWS.test(`${method} ${path}`) ||
        path === '/stages/:id/slots' ||
        changesWhatStands(method, path) ||
        PLACES_SESSIONS.test(path) ||
        (idempotent === true &&
          /^\/(orders|repairs)/.test(path) &&
          consumes === undefined &&
          !path.endsWith('/messages'))
      )
    case 'already-decided':
      return (
        SENDS_CREWS.test(`${method} ${path}`) ||
        ANSWERS_WISHES.test(path) ||
        (/\/(decisions|withdrawal|opening|ending)$|^\/contracts\/:id(\/slots)?$/.test(path) &&
          method !== 'GET' &&
          !path.startsWith('/head-counts'))
      )
    case 'would-displace':
      return path.endsWith('/decisions') || (path === '/orders' && method === 'POST')
    case 'too-late-to-cancel':
      return path.endsWith('/cancellation')
    case 'stale':
      return (
        (changesWhatStands(method, path) && !path.endsWith('/undo')) ||
        path === '/reservations/:id/people' ||
        STATES_VERSION.test(`${method} ${path}`) ||
        /^(PUT \/services\/:id|POST \/service-lines\/:id\/assignment)$/.test(`${method} ${path}`) ||
        (/^\/(rounds|applications)\/:id$|^\/season-plans\/:id\/changes$/.test(path) && method !== 'GET') ||
        /^\/orders\/:id\/(decisions|cancellation)$|^\/repairs\/:id\/application$|^\/drafts\/:id$/.test(path)
      )
    case 'plans-changed':
      return path.endsWith('/application') || (path === '/dispatch/joins' && method === 'POST')
    case 'repair-settled':
      return /\/(application|dismissal)$|^\/drafts\/:id$/.test(path) && method === 'POST'
    case 'code-unknown':
    case 'wrong-palace':
    case 'wrong-room':
      return path === '/check-ins' && method === 'POST'
    case 'wrong-day':
    case 'too-early':
    case 'already-checked-in':
      return method === 'POST' && /\/check-ins?$/.test(path)
    case 'freed-as-no-show':
    case 'reservation-cancelled':
    case 'reservation-over':
    case 'not-checked-in':
    case 'not-a-no-show':
      return method === 'POST' && AT_THE_DOOR.test(path)
    case 'not-begun':
      return method === 'POST' && (AT_THE_DOOR.test(path) || path === '/service-lines/:id/delivery')
    case 'no-longer-free':
      return method === 'POST' && (AT_THE_DOOR.test(path) || path === '/acts/:id/undo')
    case 'room-declined':
      return /^\/(service-lines\/:id\/assignment|orders\/:id\/decisions)$/.test(path)
    case 'not-accepted':
      return path === '/service-lines/:id/delivery'
    case 'not-delivered':
      return path === '/service-lines/:id/feedback'
    case 'not-changeable':
      return changesWhatStands(method, path)
    case 'already-enrolled':
      return /^\/programmes\/:id\/enrolments$|^\/viewing-slots/.test(path) && method === 'POST'
    case 'enrolment-not-open':
      return /^\/programmes\/:id\/(enrolments|entries)$/.test(path) && method === 'POST'
    case 'enrolment-closed':
      return (path === '/programmes/:id/enrolments' && method === 'POST') || path.endsWith('/vote')
    case 'offer-over':
      return path === '/enrolments/:id/acceptance'
    case 'kind-mismatch':
      return (
        /^\/programmes\/:id\/(enrolments|entries|entries\/import|viewing-slots|arrivals|series)$/.test(path) &&
        method === 'POST'
      )
    case 'entries-closed':
    case 'already-entered':
    case 'entries-full':
      return path.startsWith('/programmes/:id/entries') && method === 'POST'
    case 'stage-open':
      return /^\/stages\/:id\/(slots|conclusion)$/.test(path)
    case 'stage-concluded':
      return path.startsWith('/stages/')
    case 'viewing-full':
    case 'viewing-over':
    case 'guide-busy':
      return path === '/viewing-slots/:id/viewings'
    case 'arrival-unknown':
      return path === '/programmes/:id/arrivals'
    case 'party-exists':
      return path === '/parties' && method === 'POST'
    case 'moved-on':
      return path.endsWith('/undo')
    case 'not-in-time':
      return /^\/(rounds\/:id\/applications|applications\/:id)$/.test(path) && method !== 'GET'
    case 'already-applied':
      return path === '/rounds/:id/applications' && method === 'POST'
    case 'round-settled':
      return /^\/(rounds|applications|sections|pins|season-plans)\/:id/.test(path) && method !== 'GET'
    case 'run-in-progress':
      return path === '/rounds/:id/runs' || path === '/runs/:id/continuation'
    case 'plan-fits-not':
      return /^\/rounds\/:id\/(handling|publication)$/.test(path)
    case 'something-wrong':
    case 'try-again':
      return true
  }
}

/** Where people come and go. */
const AT_THE_DOOR = /^\/check-ins$|^\/reservations\/:id\/(check-in|present|check-out|release|no-show|appeal|take-back)$/

/** Acts, by whichever door. */
function changesWhatStands(method: Route['method'], path: string): boolean {
  return (path.startsWith('/acts') && method === 'POST') || (path === '/reservations/:id' && method === 'PATCH')
}

/** Classes get rooms, dates and people by the rules of any booking. */
const PLACES_SESSIONS =
  /^\/programmes\/:id\/(series|sessions)$|^\/contracts\/:id\/slots$|^\/reservations\/:id\/people$|\/opening$/

/** Services that are given, or change who gives them. */
const SENDS_CREWS = /^POST \/(service-lines\/:id\/assignment|wish-offers\/:id\/answer)$/

/** A wish is open, or settled. */
const ANSWERS_WISHES = /^\/wishes\/:id\/(closing|offers)$/

/** Partners' papers and books: whoever is late is shown how they stand. */
const STATES_VERSION =
  /^(PUT \/(contracts|users)\/:id|POST \/contracts\/:id\/ending|POST \/uses\/:id\/correction|POST \/price-lists|POST \/policies)$/
