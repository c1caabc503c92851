import type { Policy, Some } from './policy.ts'
import type { SpaceKind } from './space.ts'

/** How the house takes those who come, who are late, and who do not come. All minutes are counted from the booked start. */
export interface Attendance {
  /** The door opens to a booking so long before its start; earlier only when the desk lets them in. */
  readonly earlyMinutes: number
  /** Who has not come so long after the start loses the rest to others. Null: the house does not take note of it. */
  readonly noShowMinutes: number | null
  /** Where that is done: in a theatre or a class nobody else would be served by it. */
  readonly noShowSpaces: Some<SpaceKind>
  /** Points for one no-show. */
  readonly noShowPoints: number
  /** How long a point counts. */
  readonly noShowDays: number
  /** With so many points nothing new is booked. */
  readonly pointLimit: number
  /** Whether the rest of a booking is free for others once its people have left. */
  readonly checkOutFreesRest: boolean
}

/** Two no-shows within a month bar somebody until the older one is forgotten: the habit of the sports halls around. */
const USUAL: Attendance = {
  earlyMinutes: 30,
  noShowMinutes: 15,
  noShowSpaces: ['table', 'gym-place', 'rehearsal'],
  noShowPoints: 1,
  noShowDays: 30,
  pointLimit: 2,
  checkOutFreesRest: true,
}

/** The policy's numbers, with the usual ones where it says nothing. */
export function attendanceOf({ attendance }: Pick<Policy, 'attendance'>): Attendance {
  return { ...USUAL, ...attendance }
}

/** What a no-show left behind. Lifted and forgotten ones are no facts. */
export interface NoShowPoint {
  readonly partyId: string
  /** Null when staff booked on the party's behalf: then it is the party's own. */
  readonly personId: string | null
  readonly points: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
}
