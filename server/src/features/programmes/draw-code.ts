import type { Dice } from '@gongyue/db/transaction.ts'

/** Six digits that nobody of the programme has yet. */
export function drawCode(dice: Dice, given: ReadonlySet<string>): string {
  let code = Math.floor(dice() * 1_000_000)
  while (given.has(text(code))) code = (code + 1) % 1_000_000
  return text(code)
}

function text(code: number): string {
  return String(code).padStart(6, '0')
}
