import { listActs, performAct, undoAct } from './acts.ts'
import { explainCellRoute, findAvailability, listCells } from './availability.ts'
import { addAttachment, listAttachments, readAttachment, removeAttachment } from './attachments.ts'
import { readBoard } from './board.ts'
import {
  appealNoShow,
  checkIn,
  checkInByCode,
  checkOut,
  countPresent,
  findArrivals,
  noteNoShow,
  readAttendance,
  releaseReservation,
  takeBackAttendance,
} from './check-ins.ts'
import { addDevice, changeDevice, listDevices, renewDevice, revokeDevice } from './devices.ts'
import { listConflicts } from './conflicts.ts'
import { listDutyMails, readDutyList, setDutyMails } from './duty.ts'
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
import { importHolidayNotice } from './holiday-notices.ts'
import { readImpact } from './impact.ts'
import { listMails, sendMailAgain } from './mail.ts'
import { countUnread, listMessages, markMessagesRead, writeMessage } from './messages.ts'
import { openEvents, tellPresence } from './live.ts'
import { cancelOrder, checkOrder, decideOrder, listOrders, placeOrder, readOrder, readQueue } from './orders.ts'
import { createParty, findParties, revealPhone, searchBookings } from './parties.ts'
import { acceptEnrolmentOffer, enrol, listEnrolments, listMyEnrolments, withdrawEnrolment } from './enrolments.ts'
import {
  addProgramme,
  addTerm,
  callRoll,
  changeProgramme,
  listProgrammes,
  listTerms,
  readProgrammeRoute,
  readRoll,
} from './programmes.ts'
import { addPerson, changePerson, endAbsence, listMissed, listPeople, reportAbsence, staffSession } from './people.ts'
import { addFeed, listFeeds, readCalendar, readProgramme, revokeFeed } from './programme.ts'
import { changeReservation, listAudit, listReservations, readReservation } from './reservations.ts'
import { listSeries, listSeriesDates, readSeries } from './series.ts'
import { applyRepair, createRepair, dismissRepair, listDrafts, readRepair, settleDraft } from './repairs.ts'
import { listDemoAccounts, readSession, signIn, signOut } from './session.ts'
import { readDoor, readWall } from './wall.ts'

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
  readImpact,
  importHolidayNotice,
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
  listMessages,
  writeMessage,
  markMessagesRead,
  countUnread,
  listAttachments,
  addAttachment,
  readAttachment,
  removeAttachment,
  listMails,
  sendMailAgain,
  listReservations,
  readReservation,
  listSeries,
  listSeriesDates,
  readSeries,
  changeReservation,
  findArrivals,
  checkInByCode,
  readAttendance,
  checkIn,
  countPresent,
  checkOut,
  releaseReservation,
  noteNoShow,
  appealNoShow,
  takeBackAttendance,
  findParties,
  createParty,
  revealPhone,
  searchBookings,
  performAct,
  undoAct,
  listActs,
  createRepair,
  readRepair,
  applyRepair,
  dismissRepair,
  listDrafts,
  settleDraft,
  listConflicts,
  listPeople,
  addPerson,
  changePerson,
  reportAbsence,
  endAbsence,
  listMissed,
  staffSession,
  listTerms,
  addTerm,
  listProgrammes,
  readProgrammeRoute,
  addProgramme,
  changeProgramme,
  readRoll,
  callRoll,
  enrol,
  listEnrolments,
  listMyEnrolments,
  withdrawEnrolment,
  acceptEnrolmentOffer,
  readBoard,
  openEvents,
  tellPresence,
  readWall,
  readDoor,
  listDevices,
  addDevice,
  changeDevice,
  renewDevice,
  revokeDevice,
  readProgramme,
  listFeeds,
  addFeed,
  revokeFeed,
  readCalendar,
  readDutyList,
  listDutyMails,
  setDutyMails,
  listAudit,
] as const
