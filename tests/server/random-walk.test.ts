import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '@gongyue/server/app.ts'
import { deepestOverlap } from '@gongyue/shared/time/interval.ts'
import { addPolicy, idOf, type SmallPalace } from '../support/palace.ts'
import { addOfficer, at, count, draft, line } from '../support/booking.ts'
import { client, openHouse, seededDice, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { act, move, undo, type Booked } from '../support/acts.ts'
import { breaches } from '../support/invariants.ts'

// A seed decides what is tried; who gets in first is left to the machine. Whatever happens, what is stored must make sense.
const SEED = Number(process.env['GONGYUE_WALK_SEED'] ?? 20_261_202)
const BATCHES = 26
const AT_ONCE = 12
const LIMITS = { tablesADay: 4, atOnce: 2, minutesADay: 300 } as const

let house: TestHouse
let jining: SmallPalace
let second: FastifyInstance
let officers: readonly { readonly by: Client; readonly party: string }[]
let staff: readonly Client[]

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  second = await buildApp(house.app.config, { clock: () => house.clock.now, dice: seededDice(SEED) })
  const people = [
    { by: await house.as('branch'), party: 'branch-1' },
    { by: await addOfficer(house, 'colleague', ['branch-1']), party: 'branch-1' },
    { by: await house.as('branch2'), party: 'branch-2' },
    { by: await addOfficer(house, 'third', ['branch-3']), party: 'branch-3' },
  ]
  officers = people.flatMap(({ by, party }) => [by, elsewhere(by)].map((one) => ({ by: one, party })))
  staff = [await house.as('desk'), elsewhere(await house.as('desk')), await house.as('manager')]
  const quota = { spaces: 'any', parties: ['branch'] } as const
  await addPolicy(house.pool, jining, {
    quotas: [
      { ...quota, spaces: ['table'], per: 'party-day', unit: 'bookings', limit: LIMITS.tablesADay },
      { ...quota, per: 'party-at-once', unit: 'bookings', limit: LIMITS.atOnce },
      { ...quota, per: 'member-day', unit: 'minutes', limit: LIMITS.minutesADay },
    ],
  })
})
afterAll(async () => {
  await second.close()
  await house.close()
})

/** The same person at another process. */
function elsewhere({ cookie, csrfToken }: Client): Client {
  return client(second, cookie?.split('=')[1] ?? null, csrfToken)
}

test(
  `${BATCHES * AT_ONCE} deeds, ${AT_ONCE} at a time, leave nothing that does not make sense (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    const dice = seededDice(SEED)
    const tally: Record<string, number> = {}
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await betweenTimes(batch, dice)
      const known = await knownOrders()
      const acts = await knownActs()
      const deeds = Array.from({ length: AT_ONCE }, () => deed(dice, known, acts))
      const replies = await Promise.all(deeds.map(async (one) => await one()))
      for (const { status, body } of replies) {
        const { type = '' } = body as { type?: string }
        const kind = `${status} ${type}`.trim()
        tally[kind] = (tally[kind] ?? 0) + 1
      }
      expect(await breaches(house.pool), `after batch ${batch}`).toEqual([])
      expect(await overShare(), `after batch ${batch}`).toEqual([])
    }
    // Every answer was a yes or a no of the house, and the walk went somewhere.
    const strange = Object.keys(tally).filter((kind) => !ANSWERS.has(kind))
    expect(strange).toEqual([])
    expect(tally['201']).toBeGreaterThan(30)
    expect(tally['200']).toBeGreaterThan(30)
    expect(await count(house.pool, 'acts where undoes is null')).toBeGreaterThan(10)
    expect(await count(house.pool, 'acts where undoes is not null')).toBeGreaterThan(3)
    expect(await count(house.pool, `claims where status = 'released'`)).toBeGreaterThan(10)
  },
)

const ANSWERS: ReadonlySet<string> = new Set([
  '200',
  '201',
  '409 /problems/already-decided',
  '409 /problems/moved-on',
  '409 /problems/not-changeable',
  '409 /problems/refused',
  '409 /problems/would-displace',
  '412 /problems/stale',
])

type Dice = () => number
type Deed = () => Promise<Reply>

interface KnownOrder {
  readonly id: string
  readonly party: string
  readonly lines: readonly { readonly id: string; readonly state: string }[]
}

const pick = <T>(from: readonly T[], dice: Dice): T | undefined => from[Math.floor(dice() * from.length)]
/** What needs approval comes often, so that requests compete. */
const SPACES = [
  'tables',
  'tables-left',
  'table-1',
  'table-2',
  'table-3',
  'classroom',
  'theatre',
  'theatre',
  'rehearsal',
  'rehearsal',
  'rehearsal-a',
  'rehearsal-b',
]
const DATES = ['2026-12-05', '2026-12-06', '2026-12-07']

async function knownOrders(): Promise<readonly KnownOrder[]> {
  const { rows } = await house.pool.query<KnownOrder>(
    `select o.order_id as id, p.code as party, (select json_agg(json_build_object('id', l.line_id, 'state', l.state)) from order_lines l
       where l.order_id = o.order_id) as lines
     from orders o join parties p using (facility_id, party_id) order by o.order_id`,
  )
  return rows
}

interface KnownActs {
  /** The reservations, as they stand now or stood until they were given back. */
  readonly booked: readonly (Booked & {
    readonly space: string
    readonly start: string
    readonly end: string
    readonly stands: boolean
  })[]
  readonly acts: readonly { readonly id: string }[]
}

async function knownActs(): Promise<KnownActs> {
  const { rows: booked } = await house.pool.query<KnownActs['booked'][number]>(
    `select r.reservation_id as "reservationId", r.version, r.space_id as space, r.state = 'confirmed' as stands,
       to_char(r.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as start,
       to_char(r.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as end
     from reservations r order by r.reservation_id`,
  )
  const { rows: acts } = await house.pool.query<{ id: string }>('select act_id as id from acts order by act_id')
  return { booked, acts: acts.slice(-8) }
}

/** Moves, swaps, gives back, restores some, or takes an act back; now and then by an old version. */
function actOne({ booked, acts }: KnownActs, dice: Dice): Deed {
  const by = pick(staff, dice) ?? house.visitor
  if (dice() < 0.35 && acts.length > 0) {
    const one = pick(acts, dice) ?? { id: '' }
    return async () => await undo(by, one)
  }
  const standing = booked.filter(({ stands }) => stands)
  const gone = booked.filter(({ stands }) => !stands)
  const [one, other] = [pick(standing, dice), pick(standing, dice)]
  const lost = pick(gone, dice)
  const roll = dice()
  const changes: object[] = []
  if (roll < 0.3 && one && other && one.reservationId !== other.reservationId) {
    const place = ({ space: spaceId, start, end }: typeof one) => ({ spaceId, start, end })
    changes.push({ kind: 'move', ...named(one), ...place(other) }, { kind: 'move', ...named(other), ...place(one) })
  } else if (roll < 0.6 && one) {
    const from = 9 + Math.floor(dice() * 8)
    changes.push(
      move(
        jining,
        named(one),
        pick(SPACES, dice) ?? '',
        `${String(from).padStart(2, '0')}:00`,
        `${from + 2}:00`,
        pick(DATES, dice),
      ),
    )
  } else if (one) changes.push({ kind: 'cancel', ...named(one) })
  if (lost && dice() < 0.4) changes.push({ kind: 'restore', ...named(lost) })
  return changes.length > 0 ? async () => await act(by, changes) : placeOne(dice)
}

function named({ reservationId, version }: Booked): Booked {
  return { reservationId, version }
}

function deed(dice: Dice, known: readonly KnownOrder[], acts: KnownActs): Deed {
  if (acts.booked.length > 4 && dice() < 0.3) return actOne(acts, dice)
  const roll = dice()
  const waiting = known.filter(({ lines }) => lines.some(({ state }) => state === 'pending'))
  const standing = known.filter(({ lines }) => lines.some(({ state }) => state === 'accepted' || state === 'pending'))
  if (roll < 0.3 && waiting.length > 0) return decideOne(pick(waiting, dice), dice)
  if (roll < 0.5 && standing.length > 0) return cancelOne(pick(standing, dice), dice)
  return placeOne(dice)
}

function placeOne(dice: Dice): Deed {
  const { by, party } = pick(officers, dice) ?? { by: house.visitor, party: '' }
  const lines = Array.from({ length: dice() < 0.3 ? 2 : 1 }, () => {
    const from = 9 + Math.floor(dice() * 8)
    const until = from + 1 + Math.floor(dice() * 2)
    return line(
      jining,
      pick(SPACES, dice) ?? '',
      `${String(from).padStart(2, '0')}:00`,
      `${until}:00`,
      pick(DATES, dice),
    )
  })
  const order = draft(jining, lines, { partyId: jining.party(party), conditions: { [jining.space('theatre')]: 1 } })
  // some taps come twice
  const key = { 'idempotency-key': `walk-${Math.floor(dice() * 1e9)}` }
  if (dice() < 0.8) return async () => await by.post('/orders', order)
  return async () => {
    const [first, again] = await Promise.all([
      by.post('/orders', order, key),
      elsewhere(by).post('/orders', order, key),
    ])
    // one of them may meet a rival who is gone when the other comes; two that are taken are one
    if (first.status === 201 && again.status === 201) expect(again.text).toBe(first.text)
    return first
  }
}

function decideOne(order: KnownOrder | undefined, dice: Dice): Deed {
  const by = pick(staff, dice) ?? house.visitor
  const open = order?.lines.filter(({ state }) => state === 'pending') ?? []
  const some = dice() < 0.3 ? { lineIds: [pick(open, dice)?.id] } : {}
  const said =
    dice() < 0.7 ? { decision: 'accept', displace: dice() < 0.4 } : { decision: 'decline', reasonCode: 'maintenance' }
  return async () => await by.post(`/orders/${order?.id}/decisions`, { ...some, ...said })
}

function cancelOne(order: KnownOrder | undefined, dice: Dice): Deed {
  const own = officers.filter(({ party }) => party === order?.party).map(({ by }) => by)
  const by = pick([...own, ...staff], dice) ?? house.visitor
  const some = dice() < 0.3 ? { lineIds: [pick(order?.lines ?? [], dice)?.id] } : {}
  return async () => await by.post(`/orders/${order?.id}/cancellation`, some)
}

/** Time passes; now and then there is a hold that runs out later, or the house is shut for an hour. */
async function betweenTimes(batch: number, dice: Dice): Promise<void> {
  house.clock.now += 60_000
  if (dice() < 0.5)
    await house.pool
      .query(
        `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, 'tentative', $6) on conflict do nothing`,
        [
          jining.id,
          idOf('jining/atom/t2'),
          jining.space('table-2'),
          at(jining, '09:00', pick(DATES, dice)),
          at(jining, '21:00', pick(DATES, dice)),
          new Date(house.clock.now + 90_000),
        ],
      )
      .catch(() => {}) // an end before its start is no hold
  if (batch % 8 === 5)
    await house.pool.query(
      `insert into closures (facility_id, closure_id, space_id, starts_at, ends_at, reason) values ($1, gen_random_uuid(), $2, $3, $4, 'x')`,
      [jining.id, jining.space('classroom'), at(jining, '12:00', DATES[0]), at(jining, '13:00', DATES[0])],
    )
}

/** Parties and persons who have more than their share, requests counted. */
async function overShare(): Promise<readonly string[]> {
  const { rows } = await house.pool.query<{
    party: string
    person: string
    kind: string
    day: string
    start: number
    end: number
  }>(
    `select l.party_id as party, l.person_id as person, s.kind, to_char(l.starts_at at time zone 'Asia/Shanghai', 'MM-DD') as day,
       l.starts_at as start, l.ends_at as end
     from order_lines l join spaces s using (facility_id, space_id) where l.state in ('accepted', 'pending')`,
  )
  const over: string[] = []
  for (const [key, lines] of Map.groupBy(rows, ({ party, day }) => `${party} ${day}`)) {
    const tables = lines.filter(({ kind }) => kind === 'table').length
    if (tables > LIMITS.tablesADay) over.push(`${key}: ${tables} tables`)
    if (deepestOverlap(lines) > LIMITS.atOnce) over.push(`${key}: ${deepestOverlap(lines)} at once`)
  }
  for (const [key, lines] of Map.groupBy(rows, ({ person, day }) => `${person} ${day}`)) {
    const minutes = lines.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0)
    if (minutes > LIMITS.minutesADay) over.push(`${key}: ${minutes} minutes`)
  }
  return over
}
