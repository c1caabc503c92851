import pg from 'pg'
import { DESK } from './errors/desk.ts'
import { ORDERS } from './errors/orders.ts'
import { PALACE } from './errors/palace.ts'
import { PARTNERS } from './errors/partners.ts'
import { PEOPLE } from './errors/people.ts'
import { PROGRAMME_KINDS } from './errors/programme-kinds.ts'
import { PROGRAMMES } from './errors/programmes.ts'
import { RECORDS } from './errors/records.ts'
import { ROUNDS } from './errors/rounds.ts'
import { SERIES } from './errors/series.ts'
import { SERVICES } from './errors/services.ts'
import { type DatabaseRefusal, overlap } from './errors/refusal.ts'

export type { DatabaseRefusal } from './errors/refusal.ts'
export { type Unavailable, unavailable } from './errors/unavailable.ts'

/** Raised by the function `lost_race`, see place-order.ts. */
const LOST_RACE = 'GY001'

/** Every named constraint of the migrations, area by area. A test compares the names with `pg_constraint`. */
export const CONSTRAINT_REFUSALS: Readonly<Record<string, DatabaseRefusal>> = {
  ...PALACE,
  ...ORDERS,
  ...DESK,
  ...SERIES,
  ...PEOPLE,
  ...PROGRAMMES,
  ...RECORDS,
  ...ROUNDS,
  ...SERVICES,
  ...PROGRAMME_KINDS,
  ...PARTNERS,
}

/**
 * What a failed statement means to a use case.
 *
 * @returns null for an error that is no "no": it is a fault of the house and is thrown on
 */
export function refusalOf(error: unknown): DatabaseRefusal | null {
  if (!(error instanceof pg.DatabaseError)) return null
  if (error.code === LOST_RACE) return overlap
  if (error.code?.startsWith('23') !== true) return null
  return CONSTRAINT_REFUSALS[error.constraint ?? ''] ?? null
}
