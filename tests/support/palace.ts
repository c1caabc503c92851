import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Policy } from '@gongyue/shared/domain/policy.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import type { Role } from '@gongyue/shared/domain/role.ts'
import type { SpaceKind } from '@gongyue/shared/domain/space.ts'
import { DAY_KINDS } from '@gongyue/shared/time/day-type.ts'

/** The same id for the same name in every run: a failing test names what it means. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A small palace: what the tests name, and no more. */
export interface SmallPalace {
  readonly id: string
  readonly code: string
  readonly timeZone: string
  /** By code: `theatre`, `tables`, `tables-left`, `table-1`…`table-4`, `rehearsal`, `rehearsal-a`, `rehearsal-b`, `classroom`. */
  readonly space: (code: string) => string
  /** By code: `federation`, `branch-1`, `branch-2`, `palace`. */
  readonly party: (code: string) => string
  /** By name without the palace: `branch`, `branch2`, `desk`, `coordinator`, `manager`, `admin`, `visitor`. */
  readonly user: (name: string) => string
}

/** One account of each kind in each palace; user names are `<palace>-<name>`. */
export const PEOPLE: Readonly<Record<string, { readonly role: Role; readonly party: string | null }>> = {
  visitor: { role: 'visitor', party: null },
  branch: { role: 'branch-officer', party: 'branch-1' },
  branch2: { role: 'branch-officer', party: 'branch-2' },
  desk: { role: 'front-desk', party: 'palace' },
  coordinator: { role: 'coordinator', party: 'palace' },
  manager: { role: 'manager', party: 'palace' },
  admin: { role: 'administrator', party: 'palace' },
}

/** Tables and the classroom are booked directly, the rest by approval; no quotas, everybody may ask. */
export const SMALL_POLICY: Omit<Policy, 'version'> = {
  approvals: [
    { spaces: ['table', 'table-hall', 'classroom'], parties: 'any', when: 'any', route: 'direct' },
    { spaces: 'any', parties: 'any', when: 'any', route: 'approval' },
  ],
  eligibility: [],
  quotas: [],
  weights: {},
  cancelMinutes: 30,
  holdMinutes: 15,
}

/** Writes a small palace: six rooms' worth of spaces, open 8:00–22:00 on every day. */
export async function buildPalace(
  pool: pg.Pool,
  code: string,
  timeZone: string,
  passwordHash: string | null,
): Promise<SmallPalace> {
  const palace = namesOf(code, timeZone)
  const f = palace.id
  await pool.query('insert into facilities (facility_id, code, name, time_zone) values ($1, $2, $3, $4)', [
    f,
    code,
    JSON.stringify({ 'zh-CN': `${code}文化宫`, en: `${code} palace` }),
    timeZone,
  ])
  await addPolicy(pool, palace, SMALL_POLICY)
  for (const atom of new Set(SPACES.flatMap(({ atoms }) => atoms))) {
    await pool.query(`insert into atoms (facility_id, atom_id, kind, code) values ($1, $2, 'space', $3)`, [
      f,
      idOf(`${code}/atom/${atom}`),
      atom,
    ])
  }
  for (const [position, space] of SPACES.entries()) await addSpace(pool, palace, position, space)
  for (const [party, { kind, parent }] of Object.entries(PARTIES)) {
    await pool.query(
      'insert into parties (facility_id, party_id, parent_id, kind, code, name) values ($1, $2, $3, $4, $5, $6)',
      [f, palace.party(party), parent && palace.party(parent), kind, party, `${code} ${party}`],
    )
  }
  for (const [user, { role, party }] of Object.entries(PEOPLE)) {
    const id = palace.user(user)
    await pool.query(
      'insert into users (facility_id, user_id, username, display_name, password_hash, demo) values ($1, $2, $3, $4, $5, $6)',
      [f, id, `${code}-${user}`, `${code} ${user}`, passwordHash, user !== 'visitor'],
    )
    await pool.query('insert into user_roles (facility_id, user_id, role) values ($1, $2, $3)', [f, id, role])
    if (party === null) continue
    await pool.query('insert into user_parties (facility_id, user_id, party_id) values ($1, $2, $3)', [
      f,
      id,
      palace.party(party),
    ])
  }
  return palace
}

/** A new version of the policy: the numbers of {@link SMALL_POLICY}, but for those that the test names. */
export async function addPolicy(pool: pg.Pool, { id }: SmallPalace, changes: Partial<Policy>): Promise<void> {
  await pool.query(
    `insert into policies (facility_id, version, body)
     select $1, coalesce(max(version), 0) + 1, $2 from policies where facility_id = $1`,
    [id, JSON.stringify({ ...SMALL_POLICY, ...changes })],
  )
}

interface SmallSpace {
  readonly code: string
  readonly kind: SpaceKind
  readonly atoms: readonly string[]
  readonly capacity: number
  readonly parent?: string
  readonly buffers?: number
  readonly conditions?: { readonly 'zh-CN': string; readonly en: string }
}

const SPACES: readonly SmallSpace[] = [
  {
    code: 'theatre',
    kind: 'theatre',
    atoms: ['theatre'],
    capacity: 600,
    buffers: 60,
    conditions: { 'zh-CN': '请提前与技术员联系。', en: 'Speak to the technician first.' },
  },
  { code: 'tables', kind: 'table-hall', atoms: ['t1', 't2', 't3', 't4'], capacity: 40 },
  { code: 'tables-left', kind: 'table-hall', atoms: ['t1', 't2'], capacity: 20, parent: 'tables' },
  { code: 'table-1', kind: 'table', atoms: ['t1'], capacity: 4, parent: 'tables' },
  { code: 'table-2', kind: 'table', atoms: ['t2'], capacity: 4, parent: 'tables' },
  { code: 'table-3', kind: 'table', atoms: ['t3'], capacity: 4, parent: 'tables' },
  { code: 'table-4', kind: 'table', atoms: ['t4'], capacity: 4, parent: 'tables' },
  { code: 'rehearsal', kind: 'rehearsal', atoms: ['ra', 'rb'], capacity: 120 },
  { code: 'rehearsal-a', kind: 'rehearsal', atoms: ['ra'], capacity: 60, parent: 'rehearsal' },
  { code: 'rehearsal-b', kind: 'rehearsal', atoms: ['rb'], capacity: 60, parent: 'rehearsal' },
  { code: 'classroom', kind: 'classroom', atoms: ['classroom'], capacity: 40 },
]

const PARTIES: Readonly<Record<string, { readonly kind: string; readonly parent: string | null }>> = {
  federation: { kind: 'federation', parent: null },
  'branch-1': { kind: 'branch', parent: 'federation' },
  'branch-2': { kind: 'branch', parent: 'federation' },
  palace: { kind: 'palace', parent: null },
}

function namesOf(code: string, timeZone: string): SmallPalace {
  return {
    id: idOf(code),
    code,
    timeZone,
    space: (space) => idOf(`${code}/space/${space}`),
    party: (party) => idOf(`${code}/party/${party}`),
    user: (user) => idOf(`${code}/user/${user}`),
  }
}

async function addSpace(pool: pg.Pool, palace: SmallPalace, position: number, space: SmallSpace): Promise<void> {
  const { code, kind, atoms, capacity, parent, buffers = 0, conditions } = space
  const id = palace.space(code)
  await pool.query(
    `insert into spaces (facility_id, space_id, parent_id, code, name, kind, position, capacity, set_up_minutes,
      strike_minutes, grid_minutes, min_minutes, max_minutes, horizon_days, conditions, conditions_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 30, 30, 720, 60, $10, $11)`,
    [
      palace.id,
      id,
      parent === undefined ? null : palace.space(parent),
      code,
      JSON.stringify({ 'zh-CN': `${code}室`, en: code }),
      kind,
      position,
      capacity,
      buffers,
      conditions === undefined ? null : JSON.stringify(conditions),
      conditions === undefined ? 0 : 1,
    ],
  )
  for (const atom of atoms) {
    await pool.query('insert into space_atoms (facility_id, space_id, atom_id) values ($1, $2, $3)', [
      palace.id,
      id,
      idOf(`${palace.code}/atom/${atom}`),
    ])
  }
  if (parent !== undefined) return
  for (const day of DAY_KINDS) {
    await pool.query(
      'insert into opening_hours (facility_id, space_id, hours_id, day_kind, opens, closes) values ($1, $2, $3, $4, 480, 1320)',
      [palace.id, id, idOf(`${palace.code}/hours/${code}/${day}`), day],
    )
  }
}

/** A reservation as it lies in the tables, with its order, its line and its claims; whether a rule allows it is not asked. */
export async function addReservation(
  pool: pg.Pool,
  palace: SmallPalace,
  reservation: {
    readonly reference: string
    readonly space: string
    /** ISO 8601 with offset. */
    readonly start: string
    readonly end: string
    readonly party?: string
    readonly user?: string
    readonly state?: ReservationState
  },
): Promise<void> {
  const { reference, space, start, end, party = 'branch-1', user = 'branch', state = 'confirmed' } = reservation
  const order = idOf(`${palace.code}/order/${reference}`)
  const line = idOf(`${palace.code}/line/${reference}`)
  const id = idOf(`${palace.code}/reservation/${reference}`)
  const by = [palace.party(party), palace.user(user)]
  await pool.query(
    `insert into orders (facility_id, order_id, reference, party_id, placed_by, title, purpose, headcount, state,
      policy_version, placed_at) values ($1, $2, $3, $4, $5, $3, '', 2, 'accepted', 1, $6)`,
    [palace.id, order, reference, ...by, start],
  )
  await pool.query(
    `insert into order_lines (facility_id, order_id, line_id, position, kind, space_id, starts_at, ends_at, held_from,
      held_until, party_id, person_id, state, decided_at)
     values ($1, $2, $3, 0, 'space', $4, $5, $6, $5, $6, $7, $8, 'accepted', $5)`,
    [palace.id, order, line, palace.space(space), start, end, ...by],
  )
  await pool.query(
    `insert into reservations (facility_id, reservation_id, order_id, line_id, space_id, party_id, person_id, title,
      headcount, starts_at, ends_at, held_from, held_until, day, code, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 2, $9, $10, $9, $10, ($9::timestamptz at time zone $11)::date, $12, $13, $9)`,
    [
      ...[palace.id, id, order, line, palace.space(space), ...by, reference, start, end, palace.timeZone],
      String(Number.parseInt(id.slice(0, 8), 16) % 1_000_000).padStart(6, '0'),
      state,
    ],
  )
  if (state === 'cancelled' || state === 'no-show') return
  await pool.query(
    `insert into claims (facility_id, claim_id, atom_id, space_id, reservation_id, held_from, held_until, status)
     select facility_id, gen_random_uuid(), atom_id, space_id, $3, $4, $5, 'confirmed' from space_atoms
     where facility_id = $1 and space_id = $2`,
    [palace.id, palace.space(space), id, start, end],
  )
}
