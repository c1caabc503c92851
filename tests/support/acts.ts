import type { ActWire } from '@gongyue/shared/api/acts.ts'
import type { OrderDraftWire } from '@gongyue/shared/api/orders.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import { at, line, placed, draft } from './booking.ts'
import type { Client, Reply, TestHouse } from './house.ts'
import type { SmallPalace } from './palace.ts'

/** A reservation as a test handles it: what a change has to name. */
export interface Booked {
  readonly reservationId: string
  readonly version: number
}

/** Where a reservation stands, in words: `table-1 18:00–19:00 confirmed v1`. */
export type Stand = string

/** Books one space that needs no approval and hands back the reservation. */
export async function booked(
  by: Client,
  palace: SmallPalace,
  space: string,
  from: string,
  until: string,
  changes: Partial<OrderDraftWire> = {},
  date?: string,
): Promise<Booked> {
  const order = await placed(by, draft(palace, line(palace, space, from, until, date), changes))
  const id = order.lines[0]?.reservation?.id
  if (id === undefined) throw new Error(`${space} was meant to be confirmed at once`)
  return { reservationId: id, version: 1 }
}

/** The change that puts a reservation somewhere. */
export function move(
  palace: SmallPalace,
  { reservationId, version }: Booked,
  space: string,
  from: string,
  until: string,
  date?: string,
) {
  return {
    kind: 'move',
    reservationId,
    version,
    spaceId: palace.space(space),
    start: at(palace, from, date),
    end: at(palace, until, date),
  } as const
}

/** Sends an act. */
export async function act(
  by: Client,
  changes: readonly object[],
  rest: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<ActWire>> {
  return await by.post<ActWire>('/acts', { changes, ...rest }, headers)
}

/** Sends an act that must not be refused. */
export async function acted(by: Client, changes: readonly object[], rest: object = {}): Promise<ActWire> {
  const reply = await act(by, changes, rest)
  if (reply.status !== 201) throw new Error(`an act was meant to be performed: ${reply.text}`)
  return reply.body
}

/** Takes an act back. */
export async function undo(by: Client, { id }: Pick<ActWire, 'id'>, headers = {}): Promise<Reply<ActWire>> {
  return await by.post<ActWire>(`/acts/${id}/undo`, undefined, headers)
}

/** How a reservation stands in the tables. */
export async function standOf(
  { pool, jining }: Pick<TestHouse, 'pool' | 'jining'>,
  { reservationId }: Pick<Booked, 'reservationId'>,
): Promise<Stand> {
  const { rows } = await pool.query<{ code: string; from: string; until: string; state: ReservationState; v: number }>(
    `select s.code, to_char(r.starts_at at time zone $2, 'HH24:MI') as from, to_char(r.ends_at at time zone $2, 'HH24:MI') as until,
       r.state, r.version as v
     from reservations r join spaces s using (facility_id, space_id) where r.reservation_id = $1`,
    [reservationId, jining.timeZone],
  )
  const [row] = rows
  return row ? `${row.code} ${row.from}–${row.until} ${row.state} v${row.v}` : 'not there'
}
