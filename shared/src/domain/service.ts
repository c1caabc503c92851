import type { LocalDate } from '../time/wall.ts'

export const VOLUNTEER_OFFER_STATES = ['waiting', 'taken-in', 'declined'] as const
export type VolunteerOfferState = (typeof VOLUNTEER_OFFER_STATES)[number]

/** What somebody gave their time to: a booking they were on, or hours written down by hand. */
export const SERVICE_KINDS = ['booking', 'visit', 'noted'] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

/** From so many hours on, a star: how the house says thanks. */
export const THANKS_HOURS = [20, 50, 100, 300] as const

/** How many stars hours are worth. */
export function starsOf(minutes: number): number {
  return THANKS_HOURS.filter((hours) => minutes >= hours * 60).length
}

/** The consent that a volunteer's form asks for; a change of its words is a new number. */
export const VOLUNTEER_CONSENT = 1

/** Hours with a half: 90 minutes are 1.5. */
export function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 10) / 10
}

/** Days from and until, both included. */
export interface Period {
  readonly from: LocalDate
  readonly until: LocalDate
}
