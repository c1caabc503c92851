import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { uuidOf } from './ids.ts'

/** A facility made for measuring: many rooms and parties, no closing time, quotas that are counted and never reached. */
export interface BenchHouse {
  readonly facilityId: string
  readonly spaceIds: readonly string[]
  /** One signed-in officer for each party. */
  readonly officers: readonly Officer[]
  readonly desk: Officer
}

export interface Officer {
  readonly partyId: string
  readonly cookie: string
  readonly csrfToken: string
}

export const ROOMS = 50
export const PARTIES = 200
/** Slots of a quarter of an hour. */
export const SLOT_MINUTES = 15

/** Builds the facility in one go; the database is thrown away afterwards. */
export async function buildBenchHouse(pool: pg.Pool): Promise<BenchHouse> {
  const facilityId = uuidOf('facility')
  // the floor writes beside the house, so that its rows burden nobody's indexes but its own
  await pool.query(
    `create table floor_claims (like claims including all, foreign key (facility_id, atom_id) references atoms)`,
  )
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
  const spaceIds = numbers(ROOMS).map((i) => uuidOf(`space ${i}`))
  const atomIds = numbers(ROOMS).map((i) => uuidOf(`atom ${i}`))
  const partyIds = numbers(PARTIES).map((i) => uuidOf(`party ${i}`))
  await pool.query(
    `insert into facilities (facility_id, code, name, time_zone) values ($1, 'bench', $2, 'Asia/Shanghai')`,
    [facilityId, name('bench')],
  )
  await pool.query(
    `insert into atoms (facility_id, atom_id, kind, code) select $1, id, 'space', id::text from unnest($2::uuid[]) as id`,
    [facilityId, atomIds],
  )
  await pool.query(
    `insert into spaces (facility_id, space_id, code, name, kind, position, capacity, features, set_up_minutes, strike_minutes,
       grid_minutes, min_minutes, max_minutes, notice_minutes, horizon_days)
     select $1, id, 'room-' || i, $3, 'classroom', i, 40, '{projector}', 0, 0, 15, 15, 240, 0, 400
     from unnest($2::uuid[]) with ordinality as s (id, i)`,
    [facilityId, spaceIds, name('room')],
  )
  await pool.query(
    `insert into space_atoms (facility_id, space_id, atom_id) select $1, s, a from unnest($2::uuid[], $3::uuid[]) as t (s, a)`,
    [facilityId, spaceIds, atomIds],
  )
  await pool.query(
    `insert into opening_hours (facility_id, space_id, hours_id, day_kind, opens, closes)
     select $1, s, gen_random_uuid(), k, 0, 1440 from unnest($2::uuid[]) as s, unnest(array['workday', 'weekend', 'legal-holiday', 'make-up-workday']) as k`,
    [facilityId, spaceIds],
  )
  const policy = {
    approvals: [{ spaces: 'any', parties: 'any', when: 'any', route: 'direct' }],
    eligibility: [{ spaces: ['classroom'], parties: ['branch', 'palace'] }],
    quotas: [
      { per: 'member-day', spaces: 'any', parties: ['branch'], unit: 'minutes', limit: 1_000_000 },
      { per: 'party-day', spaces: 'any', parties: ['branch'], unit: 'bookings', limit: 100_000 },
      { per: 'party-at-once', spaces: 'any', parties: ['branch'], unit: 'bookings', limit: 1000 },
    ],
    weights: {},
    cancelMinutes: 30,
    holdMinutes: 15,
  }
  await pool.query('insert into policies (facility_id, version, body) values ($1, 1, $2)', [
    facilityId,
    JSON.stringify(policy),
  ])
  await pool.query(
    `insert into parties (facility_id, party_id, kind, code, name) select $1, id, 'branch', 'branch-' || i, 'branch ' || i from unnest($2::uuid[]) with ordinality as p (id, i)`,
    [facilityId, partyIds],
  )
  const officers: Officer[] = []
  for (const partyId of partyIds) officers.push(await addOfficer(pool, facilityId, partyId, 'branch-officer'))
  const desk = await addOfficer(pool, facilityId, partyIds[0] ?? '', 'front-desk')
  return { facilityId, spaceIds, officers, desk }
}

/** Reservations of half an hour before `firstDay`, `perDay` a day over the rooms in turn, as if booked long ago. */
export async function storeReservations(
  pool: pg.Pool,
  house: BenchHouse,
  firstDay: string,
  days: number,
  perDay: number,
): Promise<number> {
  const orderId = uuidOf(`order ${firstDay}`)
  const party = house.officers[0]?.partyId
  await pool.query(
    `insert into orders (facility_id, order_id, reference, party_id, placed_by, title, purpose, headcount, state, policy_version, placed_at)
     select $1, $2, 'bench-' || $3, $4, user_id, 'stored', '', 10, 'accepted', 1, now() from users where facility_id = $1 limit 1`,
    [house.facilityId, orderId, firstDay, party],
  )
  const perRoom = Math.ceil(perDay / ROOMS)
  const { rowCount } = await pool.query(
    `with slot as (
       select gen_random_uuid() as line_id, gen_random_uuid() as reservation_id, s.id as space_id, sa.atom_id, p.id as party_id,
         ($3::date - d) as day, ($3::date - d + time '06:00' + n * interval '30 minutes') at time zone 'Asia/Shanghai' as starts_at,
         lpad(((s.i - 1) * $6 + n)::text, 6, '0') as code
       from unnest($2::uuid[]) with ordinality as s (id, i)
       join space_atoms sa on sa.facility_id = $1 and sa.space_id = s.id
       cross join generate_series(0, $6 - 1) as n
       cross join generate_series(1, $5::int) as d
       join unnest($7::uuid[]) with ordinality as p (id, i) on p.i = 1 + (s.i * 31 + n * 7 + d) % cardinality($7::uuid[])
     ), lined as (
       insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from, held_until, party_id, state, decided_at)
       select $1, $4, line_id, 0, 'space', space_id, starts_at, starts_at + interval '30 minutes', starts_at, starts_at + interval '30 minutes', party_id, 'accepted', now() from slot
     ), reserved as (
       insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, title, headcount, starts_at, ends_at, held_from, held_until, day, code, state, created_at)
       select $1, reservation_id, $4, line_id, space_id, party_id, '职工书法班第三期', 10, starts_at, starts_at + interval '30 minutes', starts_at, starts_at + interval '30 minutes', day, code, 'confirmed', now() from slot
     )
     insert into claims (facility_id, claim_id, atom_id, space_id, reservation_id, held_from, held_until, status)
     select $1, gen_random_uuid(), atom_id, space_id, reservation_id, starts_at, starts_at + interval '30 minutes', 'confirmed' from slot`,
    [house.facilityId, house.spaceIds, firstDay, orderId, days, perRoom, house.officers.map(({ partyId }) => partyId)],
  )
  await pool.query('analyze')
  return rowCount ?? 0
}

async function addOfficer(pool: pg.Pool, facilityId: string, partyId: string, role: string): Promise<Officer> {
  const userId = uuidOf(`user ${role} ${partyId}`)
  const token = randomBytes(32).toString('base64url')
  const csrfToken = randomBytes(32).toString('base64url')
  await pool.query(`insert into users (facility_id, user_id, username, display_name) values ($1, $2, $3, 'officer')`, [
    facilityId,
    userId,
    `${role}-${partyId}`,
  ])
  await pool.query('insert into user_roles (facility_id, user_id, role) values ($1, $2, $3)', [
    facilityId,
    userId,
    role,
  ])
  await pool.query('insert into user_parties (facility_id, user_id, party_id) values ($1, $2, $3)', [
    facilityId,
    userId,
    partyId,
  ])
  await pool.query(
    `insert into sessions (facility_id, session_id, user_id, token_hash, csrf_token, expires_at) values ($1, gen_random_uuid(), $2, $3, $4, now() + interval '1 day')`,
    [facilityId, userId, createHash('sha256').update(token).digest(), csrfToken],
  )
  return { partyId, cookie: `gongyue_session=${token}`, csrfToken }
}

function name(text: string): string {
  return JSON.stringify({ 'zh-CN': text, en: text })
}
