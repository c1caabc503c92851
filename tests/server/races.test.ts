import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import type { OrderDraftWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { addDays } from '@gongyue/shared/time/wall.ts'
import { buildApp } from '@gongyue/server/app.ts'
import {
  addOfficer,
  at,
  clearOrders,
  count,
  DAY,
  decide,
  draft,
  line,
  placed,
  refusalOf,
  setPolicy,
} from '../support/booking.ts'
import { client, openHouse, seededDice, type Client, type Reply, type TestHouse } from '../support/house.ts'
import { idOf, type SmallPalace } from '../support/palace.ts'

interface Officer {
  readonly client: Client
  readonly partyId: string
}

let house: TestHouse
let jining: SmallPalace
/** Another process of the same installation. */
let second: FastifyInstance
/** Sixty-four, each of a branch of their own. */
let officers: readonly Officer[]
let officer: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  ;({ jining } = house)
  second = await buildApp(house.app.config, { clock: () => house.clock.now, dice: seededDice(7) })
  officers = await Promise.all(
    Array.from({ length: 64 }, async (_, i) => ({
      client: await addOfficer(house, `officer-${i}`),
      partyId: jining.party(`officer-${i}`),
    })),
  )
  officer = await house.as('branch')
  desk = await house.as('desk')
  manager = await house.as('manager')
})
beforeEach(async () => await clearOrders(house.pool))
afterAll(async () => {
  await second.close()
  await house.close()
})

/** The same person at the other process. */
function elsewhere({ cookie, csrfToken }: Client): Client {
  return client(second, cookie?.split('=')[1] ?? null, csrfToken)
}

function tally(replies: readonly { readonly status: number }[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {}
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const liveClaims = async () => await count(house.pool, `claims where status <> 'released'`)

/** One got it; the others know why not, and what to do instead. */
async function expectOneWinner(replies: readonly { readonly status: number; readonly body: unknown }[]): Promise<void> {
  expect(tally(replies)).toEqual({ 201: 1, 409: replies.length - 1 })
  for (const { body } of replies.filter(({ status }) => status === 409)) {
    const { violations = [], alternatives = [] } = body as ProblemWire
    expect(violations.map(({ constraint }) => constraint)).toEqual(['space-overlap'])
    expect(alternatives.length).toBeGreaterThan(0)
  }
  expect(await liveClaims()).toBe(1)
  expect(await count(house.pool, 'orders')).toBe(1)
}

describe('many who want one slot', () => {
  test('64 officers at once: one gets it, 63 are told what else is free', async () => {
    const replies = await Promise.all(
      officers.map(
        async ({ client: one, partyId }) =>
          await one.post('/orders', draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId })),
      ),
    )
    await expectOneWinner(replies)
  })

  test('64 officers over real sockets, half of them at another process', async () => {
    const origins: string[] = []
    for (const app of [house.app, second]) {
      await app.listen({ host: '127.0.0.1', port: 0 })
      origins.push(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
    }
    const replies = await Promise.all(
      officers.map(async ({ client: one, partyId }, i) => {
        const reply = await fetch(`${origins[i % 2]}/api/v1/orders`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            cookie: one.cookie ?? '',
            'x-csrf-token': one.csrfToken ?? '',
          },
          body: JSON.stringify(draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId })),
        })
        return { status: reply.status, body: await reply.json() }
      }),
    )
    await expectOneWinner(replies)
  })

  test('over a hold that has run out, too; and it is released once', async () => {
    await house.pool.query(
      `insert into claims (facility_id, claim_id, atom_id, space_id, held_from, held_until, status, expires_at)
       values ($1, $2, $3, $4, '2026-12-05T18:00+08', '2026-12-05T20:00+08', 'tentative', $5)`,
      [jining.id, idOf('hold'), idOf('jining/atom/t1'), jining.space('table-1'), new Date(house.clock.now)],
    )
    const replies = await Promise.all(
      officers
        .slice(0, 24)
        .map(
          async ({ client: one, partyId }) =>
            await one.post('/orders', draft(jining, line(jining, 'table-1', '18:00', '19:00'), { partyId })),
        ),
    )
    await expectOneWinner(replies)
  })

  test('the hall against its tables: either the hall is given, or tables are', async () => {
    for (let round = 0; round < 6; round += 1) {
      const wanted = ['tables', 'table-1', 'table-2', 'tables-left', 'table-3', 'tables', 'table-4', 'table-1']
      const date = addDays(DAY, round)
      const replies = await Promise.all(
        wanted.map(async (space, i) => {
          const one = officers[(round * 8 + i) % 64]
          return await one?.client.post(
            '/orders',
            draft(jining, line(jining, space, '18:00', '19:00', date), { partyId: one.partyId }),
          )
        }),
      )
      const given = wanted.filter((_, i) => replies[i]?.status === 201).toSorted()
      expect([
        ['tables'],
        ['table-1', 'table-2', 'table-3', 'table-4'],
        ['table-3', 'table-4', 'tables-left'],
      ]).toContainEqual(given)
      expect(replies.every((reply) => reply?.status === 201 || reply?.status === 409)).toBe(true)
    }
  })
})

describe('two orders over the same tables', () => {
  async function race(date: string, ...sets: readonly (readonly string[])[]): Promise<readonly Reply[]> {
    return await Promise.all(
      sets.map(async (tables, i) => {
        const one = officers[i]
        const by = i % 2 === 0 ? one?.client : one && elsewhere(one.client)
        const lines = tables.map((table) => line(jining, table, '18:00', '19:00', date))
        const reply = await by?.post('/orders', draft(jining, lines, { partyId: one?.partyId ?? '' }))
        if (!reply) throw new Error('there are not that many officers')
        return reply
      }),
    )
  }

  test('in opposite order, fifty times: each time one of them gets both', async () => {
    for (let round = 0; round < 50; round += 1) {
      const replies = await race(addDays(DAY, round), ['table-1', 'table-2'], ['table-2', 'table-1'])
      expect(tally(replies)).toEqual({ 201: 1, 409: 1 })
    }
    expect(await liveClaims()).toBe(100)
  })

  test('in a ring of three: one of them gets both, nobody is killed', async () => {
    for (let round = 0; round < 15; round += 1) {
      const replies = await race(
        addDays(DAY, round),
        ['table-1', 'table-2'],
        ['table-2', 'table-3'],
        ['table-3', 'table-1'],
      )
      expect(tally(replies)).toEqual({ 201: 1, 409: 2 })
    }
  })
})

describe('shares under concurrency', () => {
  /** Sixteen different slots: four tables at four hours. */
  function slots(changes: Partial<OrderDraftWire> = {}): readonly OrderDraftWire[] {
    return ['09:00', '10:00', '11:00', '12:00'].flatMap((from) =>
      [1, 2, 3, 4].map((table) =>
        draft(jining, line(jining, `table-${table}`, from, `${Number(from.slice(0, 2)) + 1}:00`), changes),
      ),
    )
  }

  test('a branch that may have two a day gets two of sixteen, through any of its officers at any process', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: ['table'], parties: ['branch'], unit: 'bookings', limit: 2 }],
    })
    const colleagues = [officer, await addOfficer(house, 'colleague', ['branch-1'])]
    const desks = [...colleagues, ...colleagues.map(elsewhere)]
    const replies = await Promise.all(slots().map(async (order, i) => await desks[i % 4]?.post('/orders', order)))
    expect(tally(replies.map((reply) => reply ?? { status: 0 }))).toEqual({ 201: 2, 409: 14 })
    const refused = replies.filter((reply) => reply?.status === 409)
    expect(new Set(refused.flatMap((reply) => (reply ? refusalOf(reply).slice(2) : [])))).toEqual(
      new Set(['branch-daily']),
    )
    expect(await count(house.pool, `reservations where state = 'confirmed'`)).toBe(2)
  })

  test('a member who may have two hours a day gets two of sixteen, for whichever branch', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'member-day', spaces: ['table'], parties: 'any', unit: 'minutes', limit: 120 }],
    })
    const busy = await addOfficer(house, 'busy', ['branch-1', 'branch-2'])
    const replies = await Promise.all(
      slots().map(
        async (order, i) =>
          await busy.post('/orders', { ...order, partyId: jining.party(i % 2 ? 'branch-1' : 'branch-2') }),
      ),
    )
    expect(tally(replies)).toEqual({ 201: 2, 409: 14 })
  })

  test('a branch that may have one at a time gets one of four, and one more at every other hour', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'party-at-once', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 }],
    })
    const replies = await Promise.all(slots().map(async (order) => await officer.post('/orders', order)))
    expect(tally(replies)).toEqual({ 201: 4, 409: 12 })
  })

  test('requests that wait count as well', async () => {
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: ['rehearsal'], parties: 'any', unit: 'bookings', limit: 2 }],
    })
    const requests = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00'].map((from) =>
      draft(jining, line(jining, 'rehearsal', from, `${Number(from.slice(0, 2)) + 1}:00`)),
    )
    const replies = await Promise.all(requests.map(async (order) => await officer.post('/orders', order)))
    expect(tally(replies)).toEqual({ 201: 2, 409: 4 })
  })

  test('approvals at the same time as new bookings keep the branch to its share', async () => {
    const hours = ['09:00', '11:00', '13:00']
    const requests = await Promise.all(
      hours.map(
        async (from) =>
          await placed(officer, draft(jining, line(jining, 'rehearsal', from, `${Number(from.slice(0, 2)) + 1}:00`))),
      ),
    )
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: 'any', parties: 'any', unit: 'bookings', limit: 4 }],
    })
    const [approvals, bookings] = await Promise.all([
      Promise.all(
        requests.map(
          async (request, i) => await decide(i % 2 ? desk : elsewhere(manager), request, { decision: 'accept' }),
        ),
      ),
      Promise.all(
        slots()
          .slice(0, 6)
          .map(async (order) => await officer.post('/orders', order)),
      ),
    ])
    expect([tally(approvals), tally(bookings)]).toEqual([{ 200: 3 }, { 201: 1, 409: 5 }])
    expect(await count(house.pool, `reservations where state = 'confirmed'`)).toBe(4)
  })

  test('when the share was cut meanwhile, all approvals at once are refused; a manager may set it aside', async () => {
    const requests = await Promise.all(
      ['09:00', '11:00'].map(
        async (from) =>
          await placed(officer, draft(jining, line(jining, 'rehearsal', from, `${Number(from.slice(0, 2)) + 1}:00`))),
      ),
    )
    await setPolicy(house, {
      quotas: [{ per: 'party-day', spaces: 'any', parties: 'any', unit: 'bookings', limit: 1 }],
    })
    const replies = await Promise.all(
      requests.map(async (request) => await decide(desk, request, { decision: 'accept' })),
    )
    expect(replies.map(refusalOf)).toEqual([
      [409, '/problems/refused', 'branch-daily'],
      [409, '/problems/refused', 'branch-daily'],
    ])
    const waivers = [{ constraint: 'branch-daily', reason: '已批准' }]
    const waived = await decide(manager, { id: requests[0]?.id ?? '' }, { decision: 'accept', waivers })
    expect(waived.status).toBe(200)
  })
})

describe('facts that change between two orders', () => {
  test('a closure is seen by the next order, at every process', async () => {
    const slot = (table: string) => draft(jining, line(jining, table, '18:00', '19:00'))
    await placed(officer, slot('table-1'))
    await placed(elsewhere(officer), slot('table-2'))
    await manager.post('/closures', {
      spaceId: jining.space('tables'),
      start: at(jining, '18:00'),
      end: at(jining, '20:00'),
      reason: '检修',
    })
    expect(refusalOf(await officer.post('/orders', slot('table-3')))).toEqual([409, '/problems/refused', 'closure'])
    expect(refusalOf(await elsewhere(officer).post('/orders', slot('table-3')))).toEqual([
      409,
      '/problems/refused',
      'closure',
    ])
  })

  test('whoever gets in while the house is being shut is named to the one who shuts it', async () => {
    for (let round = 0; round < 25; round += 1) {
      const date = addDays(DAY, round)
      const book = async (table: number) => {
        const { client: by, partyId } = officers[(round * 4 + table) % 64] ?? { client: officer, partyId: '' }
        const order = draft(jining, line(jining, `table-${table}`, '18:00', '19:00', date), { partyId })
        return await (table % 2 ? by : elsewhere(by)).post<OrderWire>('/orders', order)
      }
      const shut = async () =>
        await manager.post<{ hit: { reservationId: string }[] }>('/closures', {
          spaceId: jining.space('tables'),
          start: at(jining, '18:00', date),
          end: at(jining, '20:00', date),
          reason: '检修',
        })
      const [closure, ...orders] = await Promise.all([shut(), book(1), book(2), book(3), book(4)])
      const inside = orders.flatMap(({ status, body }) =>
        status === 201 ? (body.lines[0]?.reservation?.id ?? []) : [],
      )
      expect(closure.body.hit.map(({ reservationId }) => reservationId).toSorted()).toEqual(inside.toSorted())
    }
  })

  test('so are a new space, once it has an atom to hold, a policy and a right that is taken away', async () => {
    const other = elsewhere(officer)
    await placed(other, draft(jining, line(jining, 'table-1', '18:00', '19:00')))
    await setPolicy(house, { approvals: [] })
    const waiting = await placed(other, draft(jining, line(jining, 'table-2', '18:00', '19:00')))
    expect(waiting.state).toBe('placed')
    const { pool } = house
    await pool.query(
      `insert into spaces (facility_id, space_id, code, name, kind, position, capacity, parent_id)
       values ($1, $2, 'annex', '{"zh-CN":"新馆","en":"annex"}', 'classroom', 99, 20, $3)`,
      [jining.id, jining.space('annex'), jining.space('classroom')],
    )
    const annex = draft(jining, line(jining, 'annex', '18:00', '19:00'))
    expect(refusalOf(await other.post('/orders', annex))).toEqual([409, '/problems/refused', 'eligibility'])
    await pool.query('insert into space_atoms values ($1, $2, $3)', [
      jining.id,
      jining.space('annex'),
      idOf('jining/atom/classroom'),
    ])
    expect((await other.post('/orders', annex)).status).toBe(201)
    await pool.query('update parties set suspended = true where party_id = $1', [jining.party('branch-1')])
    const refused = await other.post('/orders', draft(jining, line(jining, 'table-3', '18:00', '19:00')))
    expect(refusalOf(refused)).toEqual([409, '/problems/refused', 'eligibility'])
    await pool.query('update parties set suspended = false')
  })
})
