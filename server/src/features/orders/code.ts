import { refusalOf } from '@gongyue/db/errors.ts'
import type { Dice } from '@gongyue/db/transaction.ts'

/** Six digits for the door. Unique within a facility's day by constraint, so a repeat is drawn again. */
export function reservationCode(dice: Dice): string {
  return String(Math.floor(dice() * 1_000_000)).padStart(6, '0')
}

/** Whether a write failed because another reservation of the day has drawn the same code. */
export function isCodeTaken(error: unknown): boolean {
  const refusal = refusalOf(error)
  return refusal?.kind === 'already-there' && refusal.noun === 'reservation' && refusal.field === 'code'
}
