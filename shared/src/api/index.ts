import { explainCellRoute, findAvailability, listCells } from './availability.ts'
import { readBoard } from './board.ts'
import {
  declareClosure,
  liftClosure,
  listClosures,
  listDayTypes,
  listFacilities,
  listOpeningHours,
  listSpaces,
  readPolicy,
} from './facility.ts'
import { cancelOrder, checkOrder, decideOrder, listOrders, placeOrder, readOrder, readQueue } from './orders.ts'
import { listAudit, listReservations, readReservation } from './reservations.ts'
import { listDemoAccounts, readSession, signIn, signOut } from './session.ts'

/** Every route of the house, in reading order. */
export const ROUTES = [
  signIn,
  readSession,
  signOut,
  listDemoAccounts,
  listFacilities,
  listSpaces,
  listOpeningHours,
  listDayTypes,
  listClosures,
  declareClosure,
  liftClosure,
  readPolicy,
  listCells,
  explainCellRoute,
  findAvailability,
  checkOrder,
  placeOrder,
  listOrders,
  readOrder,
  decideOrder,
  cancelOrder,
  readQueue,
  listReservations,
  readReservation,
  readBoard,
  listAudit,
] as const
