import { createHash } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import { openPool } from '@gongyue/db/pool.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { FEATURES } from '@gongyue/shared/domain/feature.ts'
import { openSpans } from '@gongyue/shared/domain/opening.ts'
import { dayTypeOf } from '@gongyue/shared/time/day-type.ts'
import { parseInstant } from '@gongyue/shared/time/wall.ts'
import { FACILITY } from '../../scripts/seed/house.ts'
import { isEmpty, resetDemo, SeedError, seedPalace } from '../../scripts/seed/palace.ts'
import { TABLES } from '../../scripts/seed/rows.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'

const TODAY = '2026-11-23' // a Monday; the sample reaches into the unannounced 2027
const NOW = at('2026-11-23T00:00:00+08:00')
const OPTIONS = { demoPassword: 'shi-yong-mi-ma', today: TODAY }

let database: TestDatabase
let pool: pg.Pool
let facts: Omit<Facts, 'now'>

beforeAll(async () => {
  database = await cloneDatabase()
  pool = openPool(database.url, 4)
  await seedPalace(pool, OPTIONS)
  const house = await loadHouse(pool, FACILITY.id)
  if (house === null) throw new Error('the sample palace is not there')
  facts = house.facts
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

describe('the house', () => {
  it('has 70 spaces on 64 atoms', async () => {
    expect(await counts('spaces', 'kind')).toEqual({
      classroom: 7,
      exhibition: 1,
      gym: 1,
      'gym-place': 40,
      'reading-room': 1,
      rehearsal: 3,
      square: 1,
      table: 12,
      'table-hall': 3,
      theatre: 1,
    })
    expect(await counts('atoms', 'kind')).toEqual({ equipment: 5, person: 26, space: 64 })
    const atomsOf = (code: string): number => spaceOf(code).atomIds.length
    expect(['table-tennis', 'table-tennis-north', 'table-tennis-south', 'table-tennis-01'].map(atomsOf)).toEqual([
      12, 6, 6, 1,
    ])
    expect(['gym', 'gym-40', 'rehearsal', 'rehearsal-a', 'classroom-201-202', 'classroom-206'].map(atomsOf)).toEqual([
      40, 1, 2, 1, 2, 1,
    ])
  })

  it('puts parts under their whole, and the whole uses the atoms of its parts', () => {
    const children = new Map<string, string[]>()
    for (const { code, parentId } of facts.spaces.values()) {
      const parent = parentId === null ? null : (facts.spaces.get(parentId)?.code ?? 'unknown')
      if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), code])
    }
    expect([...children].map(([code, parts]) => [code, parts.length])).toEqual([
      ['rehearsal', 2],
      ['classroom-201-202', 2],
      ['table-tennis', 14],
      ['gym', 40],
    ])
    for (const [code, parts] of children) {
      const ofParts = new Set(parts.flatMap((part) => spaceOf(part).atomIds))
      expect(new Set(spaceOf(code).atomIds)).toEqual(ofParts)
    }
  })

  it('speaks both languages and names only known features', async () => {
    const { rows } = await pool.query<{ name: Record<string, string>; conditions: Record<string, string> | null }>(
      'select name, conditions from spaces',
    )
    for (const { name, conditions } of rows) {
      expect(Object.keys(name).toSorted()).toEqual(['en', 'zh-CN'])
      expect(Object.keys(conditions ?? name).toSorted()).toEqual(['en', 'zh-CN'])
    }
    const used = new Set([...facts.spaces.values()].flatMap(({ features }) => features))
    expect([...used].filter((feature) => FEATURES[feature] === undefined)).toEqual([])
  })

  it('has conditions for the theatre, the square, rehearsals, labs, gym and tables, and for nothing else', () => {
    const kinds = new Map<string, Set<number>>()
    for (const { kind, code, conditionsVersion } of facts.spaces.values()) {
      const key = kind === 'classroom' ? code : kind
      kinds.set(key, (kinds.get(key) ?? new Set()).add(conditionsVersion))
    }
    const withConditions = [...kinds].filter(([, versions]) => !versions.has(0)).map(([key]) => key)
    expect(withConditions.toSorted()).toEqual([
      'classroom-205',
      'classroom-206',
      'gym',
      'gym-place',
      'rehearsal',
      'square',
      'table',
      'table-hall',
      'theatre',
    ])
    expect([...kinds].every(([, versions]) => versions.size === 1)).toBe(true)
  })

  it('opens every space on a workday, a make-up workday and a weekend; classrooms close on legal holidays', () => {
    const closedOn = (date: string): readonly string[] =>
      [...facts.spaces.values()]
        .filter(({ id }) => openSpans(id, date, factsAtNow()).length === 0)
        .map(({ code }) => code)
    expect(closedOn('2026-11-24')).toEqual([]) // Tuesday
    expect(closedOn('2026-11-28')).toEqual([]) // Saturday
    expect(closedOn('2026-10-10')).toEqual([]) // Saturday worked for 国庆
    expect(closedOn('2026-11-23')).toEqual(['exhibition']) // Monday
    expect(closedOn('2026-10-01').map((code) => code.slice(0, 9))).toEqual(Array(7).fill('classroom'))
  })

  it('knows the 33 holidays and 6 make-up workdays of 2026, and that 2027 is not announced', async () => {
    expect(await counts('special_days', 'kind')).toEqual({ 'legal-holiday': 33, 'make-up-workday': 6 })
    expect(await counts('holiday_notices', 'year')).toEqual({ 2026: 1 })
    const made = await pool.query("select day from special_days where kind = 'make-up-workday' order by day")
    expect(made.rows.map(({ day }) => String(day))).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    expect(dayTypeOf('2026-12-31', facts.dayTypes)).toEqual({ kind: 'workday', name: null, announced: true })
    expect(dayTypeOf('2027-01-01', facts.dayTypes)).toEqual({ kind: 'workday', name: null, announced: false })
  })
})

describe('parties and people', () => {
  it('form the tree: one federation, 6 counties, 7 towns, 20 branches; partners, associations, the palace, persons', async () => {
    expect(await counts('parties', 'kind')).toEqual({
      association: 3,
      branch: 20,
      county: 6,
      federation: 1,
      palace: 4,
      partner: 6,
      person: 8,
      town: 7,
    })
    const parent = { branch: 'town', town: 'county', county: 'federation' } as const
    for (const party of facts.parties.values()) {
      if (party.kind !== 'branch' && party.kind !== 'town' && party.kind !== 'county') continue
      expect(facts.parties.get(party.parentId ?? '')?.kind).toBe(parent[party.kind])
    }
  })

  it('let the six demo accounts sign in, in the order of the sign-in page, and nobody else', async () => {
    const { rows } = await pool.query<{ username: string; role: string; password_hash: string }>(
      `select username, role, password_hash from users join user_roles using (facility_id, user_id)
       where password_hash is not null order by user_id`,
    )
    expect(rows.map(({ username, role }) => [username, role])).toEqual([
      ['branch', 'branch-officer'],
      ['branch2', 'branch-officer'],
      ['desk', 'front-desk'],
      ['coordinator', 'coordinator'],
      ['manager', 'manager'],
      ['admin', 'administrator'],
    ])
    expect(await verify(rows[0]?.password_hash ?? '', OPTIONS.demoPassword)).toBe(true)
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$/)
    const others = await pool.query('select from users where demo <> (password_hash is not null)')
    expect(others.rowCount).toBe(0)
  })

  it('give branch and branch2 one branch each, not the same', async () => {
    const { rows } = await pool.query<{ username: string; code: string }>(
      `select username, code from users join user_parties using (facility_id, user_id) join parties using (facility_id, party_id)
       where username like 'branch%' order by username`,
    )
    expect(rows).toEqual([
      { username: 'branch', code: 'branch-01' },
      { username: 'branch2', code: 'branch-02' },
    ])
  })

  it('have telephone numbers that nobody answers', async () => {
    const { rows } = await pool.query(
      `select phone from (select phone from users union all select phone from parties) p where phone !~ '^1380000[0-9]{4}$'`,
    )
    expect(rows).toEqual([])
  })
})

describe('seeding', () => {
  let other: TestDatabase

  beforeAll(async () => {
    other = await cloneDatabase()
  })

  afterAll(async () => {
    await other.drop()
  })

  it('fills an empty database, with the same rows for the same day and seed', async () => {
    expect(await isEmpty(other.pool)).toBe(true)
    await seedPalace(other.pool, { ...OPTIONS, seed: 1 })
    expect(await isEmpty(other.pool)).toBe(false)
    expect(await hashes(other.pool)).toEqual(await hashes(pool))
  })

  it('makes other bookings of another seed in the same house, and a reset brings the first ones back', async () => {
    const first = await hashes(pool)
    const version = async () =>
      Number((await other.pool.query<{ v: string }>('select facts_version as v from facilities')).rows[0]?.v)
    const before = await version()
    await resetDemo(other.pool, { ...OPTIONS, seed: 2 })
    const changed = Object.entries(await hashes(other.pool)).filter(([table, hash]) => hash !== first[table])
    expect(changed.map(([table]) => table)).toEqual([
      ...[
        'orders',
        'order_lines',
        'reservations',
        'series',
        'series_dates',
        'reservation_people',
        'claims',
        'no_show_points',
        'audit_events',
      ],
      ...['mail_outbox', 'messages', 'message_reads', 'attachments', 'attachment_pieces'],
      ...['rounds', 'round_spaces', 'applications', 'sections', 'season_plans', 'allocations', 'section_series'],
      ...[
        'programmes',
        'programme_quotas',
        'exhibition_periods',
        'programme_sessions',
        'programme_series',
        'enrolments',
      ],
      ...['entries', 'entry_results', 'viewing_slots', 'viewings', 'roll_marks', 'head_counts'],
      ...['contract_slots', 'uses', 'service_hours'],
    ])
    // A running server reads the facts anew when their version has risen.
    expect(await version()).toBeGreaterThan(before)
    await resetDemo(other.pool, OPTIONS)
    expect(await hashes(other.pool)).toEqual(first)
  })

  it('refuses a second palace of the same code and leaves the first as it is', async () => {
    const before = await hashes(pool)
    const refused = seedPalace(pool, OPTIONS)
    await expect(refused).rejects.toThrow(SeedError)
    await expect(refused).rejects.toMatchObject({ kind: 'already-there' })
    expect(await hashes(pool)).toEqual(before)
  })

  it('does not reset a palace in which somebody else has an account, unless forced', async () => {
    await other.pool.query(
      `insert into users (facility_id, user_id, username, display_name) values ($1, gen_random_uuid(), 'xiao-wang', '小王')`,
      [FACILITY.id],
    )
    const before = await hashes(other.pool)
    await expect(resetDemo(other.pool, OPTIONS)).rejects.toThrow(/xiao-wang/)
    expect(await hashes(other.pool)).toEqual(before)
    await resetDemo(other.pool, { ...OPTIONS, force: true })
    expect((await other.pool.query("select from users where username = 'xiao-wang'")).rowCount).toBe(0)
  })

  it('knows every table that belongs to a facility', async () => {
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = current_schema() and column_name = 'facility_id'`,
    )
    expect([...TABLES].toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
  })
})

/** A hash for each table over all that is promised to be the same: not the salted password hash, not the counted version, not what boards are told. */
async function hashes(from: pg.Pool): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for (const table of TABLES.filter((name) => name !== 'changes')) {
    const { rows } = await from.query<{ row: string }>(
      `select (to_jsonb(t) - 'password_hash' - 'facts_version')::text as row from ${table} t order by row`,
    )
    found[table] = createHash('sha256')
      .update(rows.map(({ row }) => row).join('\n'))
      .digest('hex')
  }
  return found
}

async function counts(table: string, column: string): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ value: string; total: number }>(
    `select ${column} as value, count(*) as total from ${table} group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map(({ value, total }) => [value, total]))
}

function factsAtNow(): Facts {
  return factsAt({ factsVersion: 0, facts }, NOW)
}

function spaceOf(code: string) {
  const found = [...facts.spaces.values()].find((one) => one.code === code)
  if (found === undefined) throw new Error(`no space ${code}`)
  return found
}

function at(text: string): number {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`no instant: ${text}`)
  return instant
}
