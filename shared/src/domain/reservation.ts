export const RESERVATION_STATES = ['confirmed', 'in-use', 'ended', 'cancelled', 'no-show'] as const
export type ReservationState = (typeof RESERVATION_STATES)[number]

/** States in which the reservation's claims are live. */
export function holdsClaims(state: ReservationState): boolean {
  return state === 'confirmed' || state === 'in-use' || state === 'ended'
}
