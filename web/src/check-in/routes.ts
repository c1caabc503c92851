import { remote } from '../api/routes.ts'

/* Apart from the others: pages that every officer opens do not carry the desk's addresses. */
type CheckIns = typeof import('@gongyue/shared/api/check-ins.ts')

export const findArrivals = remote<CheckIns['findArrivals']>('GET', '/check-ins')
export const checkInByCode = remote<CheckIns['checkInByCode']>('POST', '/check-ins')
export const readAttendance = remote<CheckIns['readAttendance']>('GET', '/reservations/:id/attendance')
export const checkIn = remote<CheckIns['checkIn']>('POST', '/reservations/:id/check-in')
export const countPresent = remote<CheckIns['countPresent']>('POST', '/reservations/:id/present')
export const checkOut = remote<CheckIns['checkOut']>('POST', '/reservations/:id/check-out')
export const releaseReservation = remote<CheckIns['releaseReservation']>('POST', '/reservations/:id/release')
export const noteNoShow = remote<CheckIns['noteNoShow']>('POST', '/reservations/:id/no-show')
export const appealNoShow = remote<CheckIns['appealNoShow']>('POST', '/reservations/:id/appeal')
export const takeBackAttendance = remote<CheckIns['takeBackAttendance']>('POST', '/reservations/:id/take-back')
