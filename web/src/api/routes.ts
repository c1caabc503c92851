import type { Route } from '@gongyue/shared/api/route.ts'

/**
 * A contract as the browser needs it: where to send, with the types of what goes and comes. The contract itself stays out of
 * the bundle, because its schemas would bring 42 kB of TypeBox (gzip) to a page that may weigh 40.
 */
export interface Remote<R extends Route> {
  readonly method: R['method']
  readonly path: R['path']
  /** Types only, never there. */
  readonly contract?: R
}

/** Method and path are literal types of the contract, so a wrong one does not compile. */
export function remote<R extends Route>(method: R['method'], path: R['path']): Remote<R> {
  return { method, path }
}

type Session = typeof import('@gongyue/shared/api/session.ts')
type Facility = typeof import('@gongyue/shared/api/facility.ts')
type Availability = typeof import('@gongyue/shared/api/availability.ts')
type Orders = typeof import('@gongyue/shared/api/orders.ts')
type Messages = typeof import('@gongyue/shared/api/messages.ts')

export const signIn = remote<Session['signIn']>('POST', '/session')
export const readSession = remote<Session['readSession']>('GET', '/session')
export const signOut = remote<Session['signOut']>('DELETE', '/session')
export const listDemoAccounts = remote<Session['listDemoAccounts']>('GET', '/demo-accounts')

export const listSpaces = remote<Facility['listSpaces']>('GET', '/spaces')
export const listDayTypes = remote<Facility['listDayTypes']>('GET', '/day-types')

export const listCells = remote<Availability['listCells']>('GET', '/cells')
export const explainCell = remote<Availability['explainCellRoute']>('GET', '/cells/why')
export const findAvailability = remote<Availability['findAvailability']>('POST', '/availability')

export const checkOrder = remote<Orders['checkOrder']>('POST', '/checks')
export const placeOrder = remote<Orders['placeOrder']>('POST', '/orders')
export const listOrders = remote<Orders['listOrders']>('GET', '/orders')
export const readOrder = remote<Orders['readOrder']>('GET', '/orders/:id')
export const cancelOrder = remote<Orders['cancelOrder']>('POST', '/orders/:id/cancellation')

export const countUnread = remote<Messages['countUnread']>('GET', '/messages/unread')
