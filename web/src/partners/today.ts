import { session } from '../app/session.ts'
import { todayAt, type Day } from '../text/when.ts'

/** Today on the wall calendar of the reader's palace. */
export function todayHere(): Day {
  return todayAt(session.value?.facility.timeZone ?? 'UTC', Date.now())
}
