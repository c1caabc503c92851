import type pg from 'pg'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { instantAt, localDateOf } from '@gongyue/shared/time/wall.ts'
import { insertOrder, type NewOrder } from '@gongyue/db/queries/place-order.ts'
import { DAY } from './booking.ts'
import { idOf, type SmallPalace } from './palace.ts'

/** A booking as a test names it; times are on the facility's clock. */
export interface Booking {
  readonly space: string
  readonly from: string
  readonly until: string
  readonly date?: string
  readonly party?: string
  /** The officer whom quotas count; nobody when left out. */
  readonly person?: string
}

/** What the checker looks at, for a booking. The booking's name becomes the claim's id. */
export function claim(palace: SmallPalace, facts: Facts, name: string, booking: Booking): Claim {
  const { space: code, from, until, date = DAY, party = 'branch-1', person } = booking
  const space = facts.spaces.get(palace.space(code))
  if (!space) throw new Error(`${palace.code} has no space ${code}`)
  const during = { start: instantOf(from, date, facts), end: instantOf(until, date, facts) }
  return {
    id: idOf(name),
    spaceId: space.id,
    atomIds: space.atomIds,
    during,
    held: heldBy(space, during),
    partyId: palace.party(party),
    personId: person === undefined ? '' : palace.user(person),
    headcount: 2,
    features: [],
    conditions: {},
    standing: 'asked',
    wish: { spaceId: space.id, start: during.start },
  }
}

/** Rows of an order with one line: a reservation with its claims, or a request. Its ids come from its name. */
export function orderRows(
  palace: SmallPalace,
  facts: Facts,
  name: string,
  booking: Booking,
  state: 'accepted' | 'pending' = 'accepted',
): NewOrder {
  const { partyId, personId, spaceId, atomIds, during, held } = claim(palace, facts, name, booking)
  const reservationId = idOf(`${name}/reservation`)
  const code = String(Number.parseInt(idOf(name).slice(0, 8), 16) % 1_000_000).padStart(6, '0')
  const day = localDateOf(during.start, facts.timeZone)
  return {
    facilityId: facts.facilityId,
    orderId: idOf(`${name}/order`),
    partyId,
    placedBy: palace.user('branch'),
    personId: personId || null,
    title: name,
    purpose: '',
    headcount: 2,
    features: [],
    conditions: {},
    state: state === 'accepted' ? 'accepted' : 'placed',
    policyVersion: 1,
    placedAt: facts.now,
    year: '2026',
    lines: [
      {
        lineId: idOf(name),
        spaceId,
        start: during.start,
        end: during.end,
        heldFrom: held.start,
        heldUntil: held.end,
        state,
        reservation: state === 'accepted' ? { id: reservationId, day, code } : null,
      },
    ],
    claims:
      state === 'accepted'
        ? atomIds.map((atomId) => ({ claimId: idOf(`${name}/${atomId}`), atomId, spaceId, reservationId, held }))
        : [],
    auditId: idOf(`${name}/audit`),
  }
}

/** Writes an order; the floor must take it, or this throws as the query does. */
export async function store(pool: pg.Pool, order: NewOrder): Promise<void> {
  const client = await pool.connect()
  try {
    await insertOrder(client, order, null)
  } finally {
    client.release()
  }
}

/** The instant of a clock time; `24:00` is the end of the day. */
export function instantOf(time: string, date: string, { timeZone }: Pick<Facts, 'timeZone'>): number {
  return instantAt(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), timeZone)
}
