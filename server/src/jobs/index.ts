import type { Task } from './define.ts'
import { dutyList } from './duty-list.ts'
import { expirePlaces } from './expire-places.ts'
import { forgetPeople } from './forget-people.ts'
import { makeOffers } from './make-offers.ts'
import { pruneOldChanges } from './prune-changes.ts'
import { pruneOldDecisions } from './prune-decisions.ts'
import { recordUses } from './record-uses.ts'
import { remindOfContracts } from './remind-of-contracts.ts'
import { sendMail } from './send-mail.ts'
import { sweepReservations } from './sweep-reservations.ts'

/** Every task of the house. */
export const TASKS: readonly Task[] = [
  sweepReservations,
  sendMail,
  dutyList,
  expirePlaces,
  makeOffers,
  pruneOldChanges,
  pruneOldDecisions,
  forgetPeople,
  recordUses,
  remindOfContracts,
]

/** What is done by the clock (UTC: minute, hour, day, month, weekday). One process does it, however many there are. */
export const CRONTAB: readonly { readonly task: Task; readonly at: string }[] = [
  { task: sweepReservations, at: '* * * * *' },
  { task: sendMail, at: '* * * * *' },
  { task: dutyList, at: '* * * * *' },
  { task: expirePlaces, at: '* * * * *' },
  { task: makeOffers, at: '* * * * *' },
  { task: recordUses, at: '*/15 * * * *' },
  { task: remindOfContracts, at: '23 * * * *' },
  { task: pruneOldChanges, at: '17 * * * *' },
  { task: pruneOldDecisions, at: '11 19 * * *' },
  { task: forgetPeople, at: '41 18 * * *' },
]
