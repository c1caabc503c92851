import type { Undoing } from '@gongyue/db/queries/acts.ts'

/**
 * Whether a reservation at a version stands as it stood at an earlier one: what came between was taken back, step by step. Versions only grow, so
 * whoever takes back two moves of one booking names, the second time, a version that has been left and come back to.
 */
export function standsAs(reservationId: string, now: number, asked: number, undoings: readonly Undoing[]): boolean {
  for (let version = now; version > asked;) {
    const undoing = undoings.find((one) => one.reservationId === reservationId && one.version === version)
    if (!undoing) return false
    version = undoing.standsAs
    if (version === asked) return true
  }
  return now === asked
}
