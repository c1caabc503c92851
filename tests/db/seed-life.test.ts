import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsAt, loadHouse } from '@gongyue/db/house.ts'
import { openPool } from '@gongyue/db/pool.ts'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { orderStateOf, type LineState } from '@gongyue/shared/domain/order.ts'
import { heldBy } from '@gongyue/shared/domain/space.ts'
import { check } from '@gongyue/shared/scheduling/check.ts'
import { overlaps } from '@gongyue/shared/time/interval.ts'
import { addDays, localDateOf, parseInstant } from '@gongyue/shared/time/wall.ts'
import { FACILITY } from '../../scripts/seed/house.ts'
import { lifeOf } from '../../scripts/seed/life.ts'
import { seedPalace } from '../../scripts/seed/palace.ts'
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts'

const TODAY = '2026-11-23' // a Monday; the sample reaches into the unannounced 2027
const NOW = at('2026-11-23T00:00:00+08:00')
const OPTIONS = { demoPassword: 'shi-yong-mi-ma', today: TODAY }

let database: TestDatabase
let pool: pg.Pool
let facts: Omit<Facts, 'now'>
let lines: readonly Line[]

beforeAll(async () => {
  database = await cloneDatabase()
  pool = openPool(database.url, 4)
  await seedPalace(pool, OPTIONS)
  const house = await loadHouse(pool, FACILITY.id)
  if (house === null) throw new Error('the sample palace is not there')
  facts = house.facts
  lines = await readLines(pool)
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

const LATE = '电路改造'

describe('three months of life', () => {
  it('has 1,200 to 2,500 reservations in 45 days to both sides, in every state but in-use', async () => {
    const states = await counts(`reservations where day >= '${addDays(TODAY, -45)}'`, 'state')
    expect(Object.keys(states)).toEqual(['cancelled', 'confirmed', 'ended', 'no-show'])
    const total = Object.values(states).reduce((sum, count) => sum + count, 0)
    expect(total).toBeGreaterThanOrEqual(1_200)
    expect(total).toBeLessThanOrEqual(2_500)
    const { rows } = await pool.query('select min(day) as first, max(day) as last from reservations where day > $1', [
      `${TODAY.slice(0, 4)}-01-01`,
    ])
    expect(rows).toEqual([{ first: addDays(TODAY, -45), last: addDays(TODAY, 45) }])
    expect(Object.keys(await counts('orders', 'state'))).toEqual([
      'accepted',
      'declined',
      'partly-accepted',
      'placed',
      'withdrawn',
    ])
  })

  it('breaks no hard rule: every line the house stands by fits among the others, at the moment it was placed', () => {
    const standing = lines.filter(({ live }) => live)
    expect(standing.length).toBeGreaterThan(1_200)
    const byDay = Map.groupBy(lines, ({ claim }) => localDateOf(claim.held.start, FACILITY.timeZone))
    const broken = standing.flatMap(({ claim, placedAt, title }) => {
      const day = localDateOf(claim.held.start, FACILITY.timeZone)
      // All that could meet it: no sample booking holds a space across midnight.
      expect(localDateOf(claim.held.end, FACILITY.timeZone)).toBe(day)
      const others = (byDay.get(day) ?? []).filter((other) => other.counted && other.claim.id !== claim.id)
      const verdict = check([{ ...claim, standing: 'asked' }], {
        // the one that was declared last evening hits what was booked before: that waits in the conflict inbox
        facts: { ...facts, now: placedAt, closures: facts.closures.filter(({ reason }) => reason !== LATE) },
        claims: others.map((other) => other.claim),
      })
      return verdict.kind === 'fits' ? [] : [{ title, violations: verdict.violations }]
    })
    expect(broken).toEqual([])
  })

  it('has a closure, declared last evening, that hits classes and rooms still to be mended', async () => {
    const { rows } = await pool.query<{ hit: number; earlier: boolean }>(
      `select count(*)::int as hit, bool_and(o.placed_at < c.created_at) as earlier
       from closures c
       join reservations r on r.facility_id = c.facility_id and r.space_id = c.space_id and r.starts_at < c.ends_at and r.ends_at > c.starts_at
       join orders o on o.facility_id = r.facility_id and o.order_id = r.order_id
       where c.reason = $1 and r.state = 'confirmed'`,
      [LATE],
    )
    expect(rows).toEqual([{ hit: 4, earlier: true }])
  })

  it('has orders whose state follows from their lines', async () => {
    const { rows } = await pool.query<{ state: string; lines: LineState[] }>(
      `select o.state, array_agg(l.state) as lines from orders o join order_lines l using (facility_id, order_id)
       group by o.facility_id, o.order_id`,
    )
    expect(rows.filter(({ state, lines: of }) => orderStateOf(of) !== state)).toEqual([])
  })

  it('holds set-up and strike with one claim for each atom, released when cancelled or nobody came', async () => {
    const { rows } = await pool.query<{
      reservation_id: string
      space_id: string
      state: string
      atoms: string[]
      statuses: string[]
    }>(
      `select reservation_id, r.space_id, r.state, array_agg(c.atom_id::text order by c.atom_id) as atoms, array_agg(distinct c.status) as statuses
       from reservations r join claims c using (facility_id, reservation_id)
       join atoms a on a.facility_id = c.facility_id and a.atom_id = c.atom_id and a.kind = 'space'
       where c.held_from = r.held_from and c.held_until = r.held_until
       group by r.facility_id, reservation_id`,
    )
    const { rows: all } = await pool.query<{ total: number }>('select count(*) as total from reservations')
    expect(rows.length).toBe(all[0]?.total)
    for (const { space_id, state, atoms, statuses } of rows) {
      expect(atoms).toEqual(facts.spaces.get(space_id)?.atomIds)
      expect(statuses).toEqual([state === 'confirmed' || state === 'ended' ? 'confirmed' : 'released'])
    }
    const wrong = lines.filter(({ claim }) => {
      const space = facts.spaces.get(claim.spaceId)
      const held = space && heldBy(space, claim.during)
      return held?.start !== claim.held.start || held.end !== claim.held.end
    })
    expect(wrong).toEqual([])
  })

  it('happened before today began: placed, then decided, then started', async () => {
    const { rows } = await pool.query(
      `select title from orders o join order_lines l using (facility_id, order_id)
       where o.placed_at >= $1 or l.decided_at >= l.starts_at or l.decided_at < o.placed_at or l.decided_at > $1`,
      [new Date(NOW)],
    )
    expect(rows).toEqual([])
    const states = await pool.query(
      `select distinct state, ends_at <= $1 as over from reservations where state in ('confirmed', 'ended') order by state`,
      [new Date(NOW)],
    )
    expect(states.rows).toEqual([
      { state: 'confirmed', over: false },
      { state: 'ended', over: true },
    ])
  })

  it('tells the reason of every declined line, with a code the house knows', async () => {
    const { rows } = await pool.query(
      `select count(*) filter (where reason_code is null or reason is null) as silent, count(*) > 15 as several,
        count(distinct reason_code) >= 4 as diverse from order_lines where state = 'declined'`,
    )
    expect(rows).toEqual([{ silent: 0, several: true, diverse: true }])
  })

  it('notes in the audit trail who placed and decided each order', async () => {
    const { rows } = await pool.query(
      `select count(*) as unplaced from orders o where not exists (
        select from audit_events a where a.facility_id = o.facility_id and a.noun_id = o.order_id and a.action = 'place-order'
          and a.user_id = o.placed_by and a.at = o.placed_at and a.data ->> 'reference' = o.reference)`,
    )
    expect(rows).toEqual([{ unplaced: 0 }])
    const undecided = await pool.query(
      `select count(*) as undecided from order_lines l where decided_by is not null and not exists (
        select from audit_events a where a.facility_id = l.facility_id and a.noun_id = l.order_id and a.action = 'decide-order'
          and a.user_id = l.decided_by and a.at = l.decided_at)`,
    )
    expect(undecided.rows).toEqual([{ undecided: 0 }])
  })

  it('numbers the orders as they came, and the next one goes on', async () => {
    const { rows } = await pool.query<{ reference: string }>(
      `select reference from orders where right(reference, 6) < '500000' order by placed_at, order_id`,
    )
    const numbers = rows.map(({ reference }) => Number(reference.slice(5)))
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(rows[0]?.reference).toBe('2026-000001')
    const next = await pool.query<{ next: number }>("select nextval('order_reference_seq') as next")
    expect(next.rows[0]?.next).toBe(rows.length + 1)
  })
})

describe('what there is to do', () => {
  it('has three pairs of requests that can not both be had', () => {
    const pending = lines.filter(({ state }) => state === 'pending')
    const pairs = pending.flatMap((a, index) =>
      pending
        .slice(index + 1)
        .filter(
          (b) => overlaps(a.claim.held, b.claim.held) && a.claim.atomIds.some((atom) => b.claim.atomIds.includes(atom)),
        )
        .map((b) => [a.title, b.title].toSorted().join(' / ')),
    )
    expect(pairs.toSorted()).toEqual([
      '任城区消费帮扶展销会 / 运禾食品职工健步走起点仪式',
      '公交职工合唱团合练 / 职工舞蹈队节目排练',
      '微澜家纺“最美女工”颁奖晚会 / 恒岱精工年度职工文艺汇演',
    ])
  })

  it('has 13 requests, all of which could be accepted today but the one that a closure has caught', () => {
    const pending = lines.filter(({ state }) => state === 'pending')
    expect(new Set(pending.map(({ orderId }) => orderId)).size).toBe(13)
    const live = lines.flatMap(({ live: holds, claim }) => (holds ? [claim] : []))
    const refused = pending.flatMap(({ claim, title }) => {
      const verdict = check([{ ...claim, standing: 'asked' }], { facts: factsAtNow(), claims: live })
      return verdict.kind === 'fits' ? [] : [{ title, rules: verdict.violations.map(({ constraint }) => constraint) }]
    })
    expect(refused).toEqual([{ title: '峄岭矿山安全生产知识竞赛决赛', rules: ['closure'] }])
  })

  it('asked before the closure was declared', async () => {
    const { rows } = await pool.query(
      `select o.placed_at < c.created_at as before from orders o join order_lines l using (facility_id, order_id)
       join closures c on c.facility_id = l.facility_id and c.space_id = l.space_id and c.starts_at < l.ends_at and c.ends_at > l.starts_at and c.reason <> '${LATE}'`,
    )
    expect(rows).toEqual([{ before: true }])
  })

  it('leaves tables and a classroom free tomorrow evening, the theatre taken', () => {
    expect(freeTables('2026-11-24', ['18:00', '19:00', '20:00'])).toEqual([8, 4, 6])
    expect(taken('classroom-204', '2026-11-24T18:00:00+08:00', '2026-11-24T21:30:00+08:00')).toBe(false)
    expect(taken('theatre', '2026-11-24T19:00:00+08:00', '2026-11-24T21:00:00+08:00')).toBe(true)
  })

  it('leaves the demo branches their tables of today and of the days to come', () => {
    const own = lines.filter(
      ({ claim, live, party }) => live && claim.during.start >= NOW && ['branch-01', 'branch-02'].includes(party),
    )
    expect(own.filter(({ claim }) => facts.spaces.get(claim.spaceId)?.kind === 'table')).toEqual([])
  })

  it.each(['2026-01-02', '2026-02-13', '2026-04-30', '2026-09-24', '2026-12-31', '2027-06-18'])(
    'has the same to do when today is %s',
    (today) => {
      const { orders } = lifeOf({ today, seed: 7 })
      expect(orders.filter((order) => order.lines.some(({ fate }) => fate.kind === 'pending')).length).toBe(13)
      expect(orders.length).toBeGreaterThan(1_000)
    },
  )
})

interface Line {
  readonly orderId: string
  readonly title: string
  readonly party: string
  readonly placedAt: number
  readonly state: LineState
  /** Holds its atoms. */
  readonly live: boolean
  /** Holds its atoms or counts in quotas. */
  readonly counted: boolean
  readonly claim: Claim
}

interface LineRow {
  readonly id: string
  readonly order_id: string
  readonly title: string
  readonly party: string
  readonly party_id: string
  readonly person_id: string
  readonly placed_at: number
  readonly state: LineState
  readonly reservation: string | null
  readonly space_id: string
  readonly starts_at: number
  readonly ends_at: number
  readonly held_from: number
  readonly held_until: number
  readonly headcount: number
  readonly features: readonly string[]
  readonly conditions: Readonly<Record<string, number>>
}

async function readLines(from: pg.Pool): Promise<readonly Line[]> {
  const { rows } = await from.query<LineRow>(
    `select l.line_id as id, l.order_id, o.title, p.code as party, l.party_id, l.person_id, o.placed_at, l.state,
      r.state as reservation, l.space_id, l.starts_at, l.ends_at, l.held_from, l.held_until, o.headcount, o.features, o.conditions
     from order_lines l join orders o using (facility_id, order_id)
     join parties p on p.facility_id = l.facility_id and p.party_id = l.party_id
     left join reservations r on r.facility_id = l.facility_id and r.line_id = l.line_id
     order by l.line_id`,
  )
  return rows.map((row) => {
    const live = row.reservation === 'confirmed' || row.reservation === 'ended'
    return {
      orderId: row.order_id,
      title: row.title,
      party: row.party,
      placedAt: row.placed_at,
      state: row.state,
      live,
      counted: live || row.state === 'pending' || row.reservation === 'no-show',
      claim: {
        id: row.id,
        spaceId: row.space_id,
        atomIds: facts.spaces.get(row.space_id)?.atomIds ?? [],
        during: { start: row.starts_at, end: row.ends_at },
        held: { start: row.held_from, end: row.held_until },
        partyId: row.party_id,
        personId: row.person_id,
        headcount: row.headcount,
        features: row.features,
        conditions: row.conditions,
        standing: live ? 'held' : 'pending',
        wish: { spaceId: row.space_id, start: row.starts_at },
      },
    }
  })
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

/** How many tables are free for the hour from each of the times on. */
function freeTables(date: string, times: readonly string[]): readonly number[] {
  const tables = [...facts.spaces.values()].filter(({ kind }) => kind === 'table')
  return times.map((time) => {
    const end = `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}${time.slice(2)}`
    return tables.filter(({ code }) => !taken(code, `${date}T${time}:00+08:00`, `${date}T${end}:00+08:00`)).length
  })
}

function taken(code: string, from: string, until: string): boolean {
  const { atomIds } = spaceOf(code)
  const asked = { start: at(from), end: at(until) }
  return lines.some(
    ({ live, claim }) => live && overlaps(claim.held, asked) && claim.atomIds.some((atom) => atomIds.includes(atom)),
  )
}

function at(text: string): number {
  const instant = parseInstant(text)
  if (instant === null) throw new Error(`no instant: ${text}`)
  return instant
}
