import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActVerdictWire, ActWire } from '@gongyue/shared/api/acts.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import { act, acted, booked, move, standOf, type Booked } from '../support/acts.ts'
import { at, clearOrders, contents, faultsOf, refusalOf } from '../support/booking.ts'
import { NOW, openHouse, type Client, type Reply, type TestHouse } from '../support/house.ts'

import { idOf, type SmallPalace } from '../support/palace.ts'

let house: TestHouse
let jining: SmallPalace
let officer: Client
let rival: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse({ sessionHours: 24 * 60 })
  ;({ jining } = house)
  officer = await house.as('branch')
  rival = await house.as('branch2')
  desk = await house.as('desk')
  manager = await house.as('manager')
})
beforeEach(async () => {
  house.clock.now = NOW
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

const stand = async (one: Booked) => await standOf(house, one)
const table = async (n: number, from = '18:00', until = '19:00') =>
  await booked(officer, jining, `table-${n}`, from, until)

describe('a no', () => {
  test('tells all reasons at once, who stands there, and where else it fits', async () => {
    const one = await table(1)
    await booked(rival, jining, 'tables', '20:00', '21:00', { partyId: jining.party('branch-2'), title: '联赛' })
    await house.pool.query(
      `insert into closures (facility_id, closure_id, space_id, starts_at, ends_at, reason) values ($1, gen_random_uuid(), $2, $3, $4, '检修')`,
      [jining.id, jining.space('table-2'), at(jining, '20:00'), at(jining, '21:00')],
    )
    const reply = await act(desk, [{ ...move(jining, one, 'table-2', '20:10', '21:30'), headcount: 9 }])
    expect(refusalOf(reply)).toEqual([409, '/problems/refused', 'space-overlap', 'closure', 'capacity', 'start-grid'])
    const { violations = [], obstacles, alternatives = [] } = reply.body as unknown as ProblemWire
    expect(violations.map(({ line, spaceId }) => [line, spaceId])).toEqual(
      Array.from({ length: 4 }, () => [0, jining.space('table-2')]),
    )
    expect(obstacles).toMatchObject([{ title: '联赛', partyName: 'jining branch-2', spaceId: jining.space('tables') }])
    expect(alternatives.length).toBeGreaterThan(0)
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v1')
  })

  test('a dry run says the same in full and writes nothing', async () => {
    const one = await table(1)
    await booked(rival, jining, 'table-2', '18:00', '19:00', { partyId: jining.party('branch-2') })
    const before = await contents(house.pool)
    const dry = async (changes: readonly object[]) => {
      const { status, body } = await desk.post<ActVerdictWire>('/acts?dryRun=true', { changes })
      expect(status).toBe(200)
      return body
    }
    const no = await dry([move(jining, one, 'table-2', '18:00', '19:00')])
    expect([no.verdict, no.violations.map(({ constraint }) => constraint), no.obstacles.length]).toEqual([
      'refused',
      ['space-overlap'],
      1,
    ])
    expect(no.alternatives.length).toBeGreaterThan(0)
    // what is offered fits, as an act
    const [way] = no.alternatives[0]?.lines ?? []
    const yes = await dry([{ kind: 'move', ...one, spaceId: way?.spaceId, start: way?.start, end: way?.end }])
    expect([yes.verdict, yes.alternatives, yes.obstacles]).toEqual(['fits', [], []])
    expect(await contents(house.pool)).toEqual(before)
  })

  test.each([
    ['18:00', '18:00', 'end-before-start'],
    ['19:00', '18:00', 'end-before-start'],
  ])('from %s until %s is no time', async (from, until, key) => {
    const one = await table(1)
    const reply = await act(desk, [move(jining, one, 'table-1', from, until)])
    expect([reply.status, faultsOf(reply)]).toEqual([400, [['/changes/0/end', key]]])
  })

  test('longer than a day, to a space that is not there, the same twice, nothing at all', async () => {
    const one = await table(1)
    const good = move(jining, one, 'table-1', '18:00', '19:00')
    for (const [changes, faults] of [
      [[{ ...good, end: '2026-12-07T18:00:00+08:00' }], [['/changes/0/end', 'maximum']]],
      [[{ ...good, spaceId: idOf('nowhere') }], [['/changes/0/spaceId', 'not-there']]],
      [[{ ...good, spaceId: house.berlin.space('table-1') }], [['/changes/0/spaceId', 'not-there']]],
      [[good, good], [['/changes/1/reservationId', 'unique']]],
      [[{ ...good, reservationId: idOf('nothing') }], [['/changes/0/reservationId', 'not-there']]],
      [[], [['/changes', 'min-items']]],
    ] as const) {
      const reply = await act(desk, changes)
      expect([reply.status, faultsOf(reply)]).toEqual([400, faults])
    }
  })

  test('a reservation of another palace is not there, and a branch officer rearranges nothing', async () => {
    const one = await table(1)
    const far = await act(await house.as('berlin-desk'), [{ kind: 'cancel', ...one }])
    expect([far.status, faultsOf(far)]).toEqual([400, [['/changes/0/reservationId', 'not-there']]])
    expect((await act(officer, [{ kind: 'cancel', ...one }])).status).toBe(403)
    expect(await stand(one)).toBe('table-1 18:00–19:00 confirmed v1')
  })

  test('whoever comes late is told of all that changed, how it stands, who did it and when', async () => {
    const [one, two, three] = [await table(1), await table(2), await table(3)]
    house.clock.now += 60_000
    await acted(manager, [move(jining, one, 'table-4', '18:00', '19:00'), { kind: 'cancel', ...two }])
    const before = await contents(house.pool)
    const reply = await act(desk, [
      move(jining, one, 'table-1', '20:00', '21:00'),
      move(jining, two, 'table-2', '20:00', '21:00'),
      move(jining, three, 'table-3', '20:00', '21:00'),
    ])
    const { current, since } = reply.body as unknown as ProblemWire
    const sorted = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).toSorted()
    expect([reply.status, (reply.body as unknown as ProblemWire).type]).toEqual([412, '/problems/stale'])
    const place = { start: at(jining, '18:00'), end: at(jining, '19:00'), headcount: 2 }
    expect(current).toHaveLength(2)
    expect(current).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...place,
          reservationId: one.reservationId,
          spaceId: jining.space('table-4'),
          state: 'confirmed',
          version: 2,
        }),
        expect.objectContaining({
          ...place,
          reservationId: two.reservationId,
          spaceId: jining.space('table-2'),
          state: 'cancelled',
          version: 2,
        }),
      ]),
    )
    expect(
      sorted(
        since?.map(({ reservationId, action, userName, at: when }) => ({ reservationId, action, userName, when })) ??
          [],
      ),
    ).toEqual(
      sorted([
        {
          reservationId: one.reservationId,
          action: 'move-reservation',
          userName: 'jining manager',
          when: '2026-12-02T10:01:00+08:00',
        },
        {
          reservationId: two.reservationId,
          action: 'cancel-reservation',
          userName: 'jining manager',
          when: '2026-12-02T10:01:00+08:00',
        },
      ]),
    )
    expect(await contents(house.pool)).toEqual(before)
  })
})

describe('sending again, and reading', () => {
  test('the same key is the same act', async () => {
    const one = await table(1)
    const key = { 'idempotency-key': 'drag-once-1' }
    const changes = [move(jining, one, 'table-2', '18:00', '19:00')]
    const replies = await Promise.all([1, 2, 3].map(async () => await act(desk, changes, {}, key)))
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
    expect(refusalOf(await act(desk, [{ kind: 'cancel', ...one, version: 2 }], {}, key))).toEqual([
      409,
      '/problems/key-reused',
    ])
  })

  test('acts are listed newest first, one’s own, of one booking, page by page, and none of another palace', async () => {
    const [one, two] = [await table(1), await table(2)]
    const made: ActWire[] = []
    for (const [by, booking] of [
      [desk, one],
      [manager, two],
      [desk, two],
    ] as const) {
      const version = made.filter(({ changes }) => changes[0]?.reservationId === booking.reservationId).length + 1
      made.unshift(
        await acted(by, [
          move(
            jining,
            { ...booking, version },
            version === 1 ? 'table-3' : 'table-4',
            `${18 + made.length}:00`,
            `${19 + made.length}:00`,
          ),
        ]),
      )
    }
    interface Page {
      readonly items: readonly ActWire[]
      readonly nextCursor: string | null
    }
    const list = async (query: string, by = desk) => (await by.get<Page>(`/acts?${query}`)).body
    expect((await list('')).items).toEqual(made)
    expect((await list('mine=true')).items.map(({ id }) => id)).toEqual([made[0]?.id, made[2]?.id])
    expect((await list(`reservationId=${one.reservationId}`)).items.map(({ id }) => id)).toEqual([made[2]?.id])
    const first = await list('limit=2')
    expect((await list(`limit=2&cursor=${first.nextCursor}`)).items.map(({ id }) => id)).toEqual([made[2]?.id])
    expect((await list('', await house.as('berlin-desk'))).items).toEqual([])
  })
})

describe('PATCH of one reservation', () => {
  const patch = async (
    by: Client,
    { reservationId }: Booked,
    body: object,
    headers = {},
    query = '',
  ): Promise<Reply<ActWire>> => await by.patch<ActWire>(`/reservations/${reservationId}${query}`, body, headers)

  test('changes what it names, under the tag that was read', async () => {
    const one = await table(1)
    const read = await desk.get<{ version: number }>(`/reservations/${one.reservationId}`)
    expect([read.headers['etag'], read.body.version]).toEqual(['"1"', 1])
    const reply = await patch(desk, one, { spaceId: jining.space('table-2'), headcount: 3 }, { 'if-match': '"1"' })
    expect([reply.status, reply.headers['etag'], reply.body.kind]).toEqual([201, '"2"', 'move'])
    expect(await stand(one)).toBe('table-2 18:00–19:00 confirmed v2')
    const late = await patch(desk, one, { end: at(jining, '20:00') }, { 'if-match': '"1"' })
    expect(refusalOf(late)).toEqual([412, '/problems/stale'])
    expect((await patch(desk, one, { end: at(jining, '20:00'), scope: 'this' })).status).toBe(201)
    expect(await stand(one)).toBe('table-2 18:00–20:00 confirmed v3')
  })

  test('only asks with dryRun; is for the desk; and of nothing there is nothing', async () => {
    const one = await table(1)
    const body = { end: at(jining, '18:10') }
    const dry = await patch(desk, one, body, {}, '?dryRun=true')
    expect([dry.status, (dry.body as unknown as ActVerdictWire).verdict]).toEqual([200, 'refused'])
    expect((await patch(officer, one, body)).status).toBe(403)
    expect((await patch(desk, { ...one, reservationId: idOf('nothing') }, body)).status).toBe(404)
    expect((await patch(await house.as('berlin-desk'), one, body)).status).toBe(404)
    const own = await officer.get<object>(`/reservations/${one.reservationId}`)
    expect([own.headers['etag'], Object.keys(own.body).includes('version')]).toEqual(['"1"', false])
  })
})
