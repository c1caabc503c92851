import type pg from 'pg'
import type { LineState, OrderState } from '@gongyue/shared/domain/order.ts'
import { inWritingOrder, type NewClaim } from './claims.ts'
import type { KeyedRequest } from './idempotency.ts'

/** A whole new order, worked out: rows ready to be written. Instants are epoch milliseconds. */
export interface NewOrder {
  readonly facilityId: string
  readonly orderId: string
  readonly partyId: string
  readonly placedBy: string
  readonly personId: string | null
  readonly title: string
  readonly purpose: string
  readonly headcount: number
  readonly features: readonly string[]
  readonly conditions: Readonly<Record<string, number>>
  readonly state: OrderState
  readonly policyVersion: number
  readonly placedAt: number
  /** The facility's year, the first half of the reference. */
  readonly year: string
  readonly lines: readonly NewLine[]
  readonly claims: readonly NewClaim[]
  readonly auditId: string
  /** The series of which all lines are dates; it is written after the order, see place-series.ts. */
  readonly seriesId?: string
}

export interface NewLine {
  readonly lineId: string
  readonly spaceId: string
  readonly start: number
  readonly end: number
  readonly heldFrom: number
  readonly heldUntil: number
  readonly state: LineState
  /** What the house stands by, for a line that needs no approval. */
  readonly reservation: { readonly id: string; readonly day: string; readonly code: string } | null
}

/** What a second sending under the same key is answered; `reference` is filled in here. */
export interface KeptAnswer extends Pick<KeyedRequest, 'key' | 'requestHash'> {
  readonly response: unknown
}

/**
 * Writes order, lines, reservations, claims, audit row and idempotency key in one statement: one trip instead of six. Claims come sorted and
 * `on conflict do nothing`: what cannot be claimed waits for nobody in a ring, it is missing from the count.
 *
 * @returns the order's reference
 * @throws DatabaseError that errors.ts calls `space-overlap`, when a claim is missing: somebody was quicker than the check
 */
export async function insertOrder(client: pg.ClientBase, order: NewOrder, kept: KeptAnswer | null): Promise<string> {
  const claims = inWritingOrder(order.claims)
  const { rows } = await client.query<{ reference: string }>({
    name: 'insert-order',
    text: INSERT_ORDER,
    values: [
      order.facilityId,
      order.orderId,
      order.partyId,
      order.placedBy,
      order.personId,
      order.title,
      order.purpose,
      order.headcount,
      order.features,
      JSON.stringify(order.conditions),
      order.state,
      order.policyVersion,
      new Date(order.placedAt),
      order.year,
      JSON.stringify(order.lines.map(lineRow)),
      claims.map(({ claimId }) => claimId),
      claims.map(({ atomId }) => atomId),
      claims.map(({ spaceId }) => spaceId),
      claims.map(({ reservationId }) => reservationId),
      claims.map(({ held }) => new Date(held.start)),
      claims.map(({ held }) => new Date(held.end)),
      order.auditId,
      kept?.key ?? null,
      kept?.requestHash ?? null,
      kept ? JSON.stringify(kept.response) : null,
      order.seriesId ?? null,
    ],
  })
  const row = rows[0]
  if (!row) throw new Error(`order ${order.orderId} was written without a reply`)
  return row.reference
}

function lineRow({ reservation, ...line }: NewLine, index: number) {
  return {
    ...line,
    position: index,
    reservationId: reservation?.id ?? null,
    day: reservation?.day ?? null,
    code: reservation?.code ?? null,
  }
}

const INSERT_ORDER = `
  with claimed as (
    insert into claims (facility_id, claim_id, atom_id, space_id, reservation_id, held_from, held_until, status)
    select $1, c.*, 'confirmed'
    from unnest($16::uuid[], $17::uuid[], $18::uuid[], $19::uuid[], $20::timestamptz[], $21::timestamptz[]) as c
    on conflict do nothing
    returning 1
  ), placed as (
    insert into orders (facility_id, order_id, reference, party_id, placed_by, title, purpose, headcount, features, conditions,
      state, policy_version, placed_at)
    select $1, $2, $14 || '-' || lpad(n, greatest(6, length(n)), '0'), $3, $4, $6, $7, $8, $9, $10::jsonb, $11, $12, $13
    from cast(nextval('order_reference_seq') as text) as n
    returning reference
  ), line as (
    select "lineId", "spaceId", "position", state, "reservationId", day, code, to_timestamp(start / 1000.0) as starts_at,
      to_timestamp("end" / 1000.0) as ends_at, to_timestamp("heldFrom" / 1000.0) as held_from,
      to_timestamp("heldUntil" / 1000.0) as held_until
    from jsonb_to_recordset($15::jsonb) as l ("lineId" uuid, "spaceId" uuid, "position" integer, state text, start float8,
      "end" float8, "heldFrom" float8, "heldUntil" float8, "reservationId" uuid, day date, code text)
  ), lined as (
    insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until,
      party_id, person_id, state, decided_at)
    select $1, $2, "lineId", "position", 'space', "spaceId", starts_at, ends_at, held_from, held_until, $3, $5, state,
      case when state = 'accepted' then $13 end
    from line
  ), reserved as (
    insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title, headcount,
      starts_at, ends_at, held_from, held_until, day, code, state, created_at, series_id)
    select $1, "reservationId", $2, "lineId", "spaceId", $3, $5, $6, $8, starts_at, ends_at, held_from, held_until, day, code,
      'confirmed', $13, $26::uuid
    from line where "reservationId" is not null
  ), audited as (
    insert into audit_events (facility_id, audit_id, at, user_id, action, noun, noun_id, data)
    select $1, $22, $13, $4, 'place-order', 'order', $2, jsonb_build_object('reference', reference, 'state', $11, 'lines', $15::jsonb)
    from placed
  ), keyed as (
    insert into idempotency_keys (facility_id, user_id, key, request_hash, status, response, created_at)
    select $1, $4, $23, $24, 201, $25::jsonb || jsonb_build_object('reference', reference), $13
    from placed where $23::text is not null
  )
  select case when (select count(*) from claimed) = cardinality($16::uuid[]) then reference else lost_race() end as reference
  from placed`
