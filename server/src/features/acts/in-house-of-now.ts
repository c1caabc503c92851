import type { FastifyInstance } from 'fastify'
import type { House } from '@gongyue/db/house.ts'
import { inTransaction, type Tx } from '@gongyue/db/transaction.ts'
import { isCodeTaken } from '../orders/code.ts'

/** Others kept getting in between; nothing was written. */
export interface Contended {
  readonly kind: 'contended'
}

/** How often one deed is done again when what it looked at has changed. */
const ATTEMPTS = 6

/**
 * Runs a deed in one transaction with the house of now, and again when it asks to look again or drew a door code that was taken. What asks for
 * it has written nothing that stays.
 */
export async function inHouseOfNow<T extends { readonly kind: string }>(
  app: FastifyInstance,
  facilityId: string,
  deed: (tx: Tx, house: House) => Promise<T | { readonly kind: 'look-again' }>,
): Promise<Exclude<T, { readonly kind: 'look-again' }> | Contended> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const house = await app.houses.current(facilityId)
    const outcome = await inTransaction(
      app.pg.pool,
      async (tx) => {
        const found = await deed(tx, house)
        return found.kind === 'look-again' ? tx.undo(found) : found
      },
      { dice: app.dice },
    ).catch(drawAgain)
    // what is left of T when it is not that kind
    if (outcome.kind !== 'look-again') return outcome as Exclude<T, { readonly kind: 'look-again' }>
  }
  return { kind: 'contended' }
}

function drawAgain(error: unknown): { readonly kind: 'look-again' } {
  if (isCodeTaken(error)) return { kind: 'look-again' }
  throw error
}
