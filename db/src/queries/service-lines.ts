import type { Needs } from '@gongyue/shared/domain/menu.ts'
import type { DeclineReason, ServiceLineState } from '@gongyue/shared/domain/order.ts'
import type { VisitState } from '@gongyue/shared/domain/visit.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import type { Queryable } from '../pool.ts'

/** A line of an order that is no room, as people read it. Instants are epoch milliseconds. */
export interface ServiceLineRecord {
  readonly id: string
  readonly orderId: string
  readonly partyId: string
  readonly position: number
  readonly kind: 'service' | 'person' | 'equipment'
  readonly serviceId: string | null
  readonly title: string
  readonly start: number
  readonly end: number
  readonly place: 'palace' | 'outside'
  readonly spaceId: string | null
  readonly placeId: string | null
  readonly placeName: string | null
  readonly districtId: string | null
  readonly district: string | null
  readonly address: string
  readonly contact: string
  readonly contactPhone: string | null
  readonly headcount: number
  readonly note: string
  readonly needs: Needs
  readonly setUpMinutes: number
  readonly strikeMinutes: number
  readonly state: ServiceLineState
  readonly reasonCode: DeclineReason | null
  readonly reason: string | null
  readonly decidedAt: number | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
  readonly deliveredAt: number | null
  readonly rating: number | null
  readonly feedback: string | null
  /** Heads counted there, once somebody did. */
  readonly onSite: number | null
  readonly visit: VisitRecord | null
}

/** Who goes, with what, from when until when. */
export interface VisitRecord {
  readonly id: string
  readonly departs: number
  readonly arrives: number
  readonly leaves: number
  readonly returns: number
  /** The visit from which they come straight here. */
  readonly afterId: string | null
  readonly state: VisitState
  readonly version: number
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly equipment: readonly string[]
}

/** A service line with what a list shows of its order. */
export interface DispatchRecord extends ServiceLineRecord {
  readonly reference: string
  readonly orderTitle: string
  readonly orderVersion: number
  readonly partyName: string
  readonly placedAt: number
}

export interface NewServiceLine {
  readonly id: string
  readonly orderId: string
  readonly partyId: string
  readonly position: number
  readonly kind: ServiceLineRecord['kind']
  readonly serviceId: string | null
  readonly title: string
  readonly start: number
  readonly end: number
  readonly place: 'palace' | 'outside'
  readonly spaceId: string | null
  readonly placeId: string | null
  readonly districtId: string | null
  readonly address: string
  readonly contact: string
  readonly contactPhone: string | null
  readonly headcount: number
  readonly note: string
  readonly needs: Needs
  readonly setUpMinutes: number
  readonly strikeMinutes: number
}

/** Writes open lines. */
export async function insertServiceLines(
  db: Queryable,
  facilityId: string,
  lines: readonly NewServiceLine[],
): Promise<void> {
  await db.query({
    name: 'insert-service-lines',
    text: `
      insert into service_lines (facility_id, line_id, order_id, party_id, position, kind, service_id, title, starts_at, ends_at, place,
        space_id, place_id, district_id, address, contact, contact_phone, headcount, note, needs, set_up_minutes, strike_minutes, state)
      select $1, l.id, l."orderId", l."partyId", l."position", l.kind, l."serviceId", l.title, to_timestamp(l.start / 1000.0),
        to_timestamp(l."end" / 1000.0), l.place, l."spaceId", l."placeId", l."districtId", l.address, l.contact, l."contactPhone",
        l.headcount, l.note, l.needs, l."setUpMinutes", l."strikeMinutes", 'pending'
      from jsonb_to_recordset($2::jsonb) as l (id uuid, "orderId" uuid, "partyId" uuid, "position" integer, kind text, "serviceId" uuid,
        title text, start float8, "end" float8, place text, "spaceId" uuid, "placeId" uuid, "districtId" uuid, address text, contact text,
        "contactPhone" text, headcount integer, note text, needs jsonb, "setUpMinutes" integer, "strikeMinutes" integer)`,
    values: [facilityId, JSON.stringify(lines)],
  })
}

/** Service lines by id, with the orders they lie in, by start. */
export async function readServiceLines(
  db: Queryable,
  facilityId: string,
  lineIds: readonly string[],
): Promise<readonly DispatchRecord[]> {
  return await select(db, 'l.facility_id = $1 and l.line_id = any ($2::uuid[])', [facilityId, lineIds])
}

/** Lines that meet a window, declined and withdrawn ones left out; by start. */
export async function listServiceLines(
  db: Queryable,
  facilityId: string,
  within: Interval,
): Promise<readonly DispatchRecord[]> {
  return await select(
    db,
    `l.facility_id = $1 and l.starts_at < $3 and l.starts_at > $2::timestamptz - interval '1 day' and l.ends_at > $2
      and l.state in ('pending', 'accepted', 'delivered')`,
    [facilityId, new Date(within.start), new Date(within.end)],
  )
}

/** What an officer says of a service line. */
export interface ServiceLineDecision {
  readonly lineId: string
  readonly state: 'accepted' | 'declined'
  readonly decidedBy: string
  readonly decidedAt: number
  readonly reasonCode: DeclineReason | null
  readonly reason: string | null
  readonly waivers: readonly { readonly constraint: string; readonly reason: string }[]
}

export async function decideServiceLine(db: Queryable, facilityId: string, said: ServiceLineDecision): Promise<void> {
  await db.query({
    text: `
      update service_lines set state = $3, decided_by = $4, decided_at = $5, reason_code = $6, reason = $7, waivers = $8
      where facility_id = $1 and line_id = $2`,
    values: [
      ...[facilityId, said.lineId, said.state, said.decidedBy, new Date(said.decidedAt)],
      ...[said.reasonCode, said.reason, JSON.stringify(said.waivers)],
    ],
  })
}

/** Gives lines back; who decided them before stays on record. */
export async function withdrawServiceLines(
  db: Queryable,
  facilityId: string,
  lineIds: readonly string[],
  reason: string | null,
): Promise<void> {
  await db.query({
    text: `
      update service_lines set state = 'withdrawn', reason = coalesce($3, reason)
      where facility_id = $1 and line_id = any ($2::uuid[]) and state in ('pending', 'accepted')`,
    values: [facilityId, lineIds, reason],
  })
}

/** Moves a line to another time. */
export async function moveServiceLine(
  db: Queryable,
  facilityId: string,
  lineId: string,
  { start, end }: Interval,
): Promise<void> {
  await db.query({
    text: 'update service_lines set starts_at = $3, ends_at = $4 where facility_id = $1 and line_id = $2',
    values: [facilityId, lineId, new Date(start), new Date(end)],
  })
}

/** It was given: the visit is history. */
export async function deliverServiceLine(db: Queryable, facilityId: string, lineId: string, at: number): Promise<void> {
  await db.query({
    text: `update service_lines set state = 'delivered', delivered_at = $3 where facility_id = $1 and line_id = $2`,
    values: [facilityId, lineId, new Date(at)],
  })
  await db.query({
    text: `update visits set state = 'delivered', version = version + 1 where facility_id = $1 and line_id = $2`,
    values: [facilityId, lineId],
  })
}

/** What the party thought of it. The last word holds. */
export async function rateServiceLine(
  db: Queryable,
  facilityId: string,
  lineId: string,
  said: { readonly rating: number; readonly words: string; readonly by: string; readonly at: number },
): Promise<void> {
  await db.query({
    text: `
      update service_lines set rating = $3, feedback = $4, rated_by = $5, rated_at = $6
      where facility_id = $1 and line_id = $2 and state = 'delivered'`,
    values: [facilityId, lineId, said.rating, said.words, said.by, new Date(said.at)],
  })
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

const FIELDS: readonly (readonly [name: string, column: string])[] = [
  ['id', 'l.line_id'],
  ['orderId', 'l.order_id'],
  ['partyId', 'l.party_id'],
  ['position', 'l.position'],
  ['kind', 'l.kind'],
  ['serviceId', 'l.service_id'],
  ['title', 'l.title'],
  ['start', ms('l.starts_at')],
  ['end', ms('l.ends_at')],
  ['place', 'l.place'],
  ['spaceId', 'l.space_id'],
  ['placeId', 'l.place_id'],
  [
    'placeName',
    '(select op.name from outside_places op where op.facility_id = l.facility_id and op.place_id = l.place_id)',
  ],
  ['districtId', 'l.district_id'],
  [
    'district',
    '(select d.name from districts d where d.facility_id = l.facility_id and d.district_id = l.district_id)',
  ],
  ['address', 'l.address'],
  ['contact', 'l.contact'],
  ['contactPhone', 'l.contact_phone'],
  ['headcount', 'l.headcount'],
  ['note', 'l.note'],
  ['needs', 'l.needs'],
  ['setUpMinutes', 'l.set_up_minutes'],
  ['strikeMinutes', 'l.strike_minutes'],
  ['state', 'l.state'],
  ['reasonCode', 'l.reason_code'],
  ['reason', 'l.reason'],
  ['decidedAt', ms('l.decided_at')],
  ['waivers', 'l.waivers'],
  ['deliveredAt', ms('l.delivered_at')],
  ['rating', 'l.rating'],
  ['feedback', 'l.feedback'],
  [
    'onSite',
    `(select sum(h.on_site)::int from visits hv join head_counts h on h.facility_id = hv.facility_id and h.visit_id = hv.visit_id
      where hv.facility_id = l.facility_id and hv.line_id = l.line_id and h.withdrawn_at is null)`,
  ],
  [
    'visit',
    `(select json_build_object('id', v.visit_id, 'departs', ${ms('v.departs_at')}, 'arrives', ${ms('v.arrives_at')},
        'leaves', ${ms('v.leaves_at')}, 'returns', ${ms('v.returns_at')}, 'afterId', v.after_id, 'state', v.state, 'version', v.version,
        'people', (select coalesce(json_agg(json_build_object('id', vp.person_id, 'name', w.name) order by vp.person_id), '[]')
          from visit_people vp join people w on w.facility_id = vp.facility_id and w.person_id = vp.person_id
          where vp.facility_id = v.facility_id and vp.visit_id = v.visit_id),
        'equipment', (select coalesce(json_agg(ve.equipment_id order by ve.equipment_id), '[]') from visit_equipment ve
          where ve.facility_id = v.facility_id and ve.visit_id = v.visit_id))
      from visits v where v.facility_id = l.facility_id and v.line_id = l.line_id)`,
  ],
]

/** All service lines of an order `o` as one JSON array, in their order. */
export const SERVICE_LINES_OF_ORDER = `
  (select coalesce(json_agg(json_build_object(${FIELDS.map(([name, column]) => `'${name}', ${column}`).join(', ')}) order by l.position), '[]')
   from service_lines l where l.facility_id = o.facility_id and l.order_id = o.order_id)`

async function select(db: Queryable, where: string, values: readonly unknown[]): Promise<readonly DispatchRecord[]> {
  const { rows } = await db.query<DispatchRecord>({
    text: `
      select ${FIELDS.map(([name, column]) => `${column} as "${name}"`).join(', ')}, o.reference, o.title as "orderTitle",
        o.version as "orderVersion", p.name as "partyName", ${ms('o.placed_at')} as "placedAt"
      from service_lines l
      join orders o on o.facility_id = l.facility_id and o.order_id = l.order_id
      join parties p on p.facility_id = l.facility_id and p.party_id = l.party_id
      where ${where} order by l.starts_at, l.line_id`,
    values: [...values],
  })
  return rows
}
