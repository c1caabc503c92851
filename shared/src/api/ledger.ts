import Type, { type Static } from 'typebox'
import { route } from './route.ts'
import { Id, LocalDateText, Nullable, Strict } from './schemas.ts'

/** What a party used of the house in a time: the ground on which the next season is given out. */
const figures = {
  /** Hours that were booked and not given back. */
  hours: Type.Number(),
  /** Of them, in prime time: evenings of workdays from half past five, and weekends. */
  primeHours: Type.Number(),
  bookings: Type.Integer(),
  cancelled: Type.Integer(),
  /** Given back when it was too late to be of use to others. */
  cancelledLate: Type.Integer(),
  noShows: Type.Integer(),
  /** Visits of the house to the party. */
  visits: Type.Integer(),
}

const Spread = Strict({ least: Type.Number(), median: Type.Number(), most: Type.Number() })

export const LedgerSchema = Strict({
  from: LocalDateText,
  until: LocalDateText,
  items: Type.Array(
    Strict({
      partyId: Id,
      partyName: Type.String(),
      ...figures,
      /** By prime hours among all parties that used the house, 1 for the most. */
      rank: Type.Integer(),
      /** Weekly times asked for, and met, in the last published round of the time; null for who was not in one. */
      asked: Nullable(Type.Integer()),
      met: Nullable(Type.Integer()),
    }),
  ),
  /** Of all parties, nobody named. */
  parties: Type.Integer(),
  hours: Spread,
  primeHours: Spread,
})
export type LedgerWire = Static<typeof LedgerSchema>

export const readLedger = route({
  method: 'GET',
  path: '/ledger',
  scope: 'orders',
  summary: "What the reader's parties used of the house, and where they stand among all; every party for the desk",
  query: Strict({ from: LocalDateText, until: LocalDateText }),
  replies: { 200: LedgerSchema },
})
