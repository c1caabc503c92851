import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { factsAt } from '@gongyue/db/house.ts'
import { clearOrders, DAY, draft, line, placed } from '../support/booking.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { dayOf } from '@gongyue/shared/time/wall.ts'

// What many ask for at once is read once; nobody is given an answer that is older than the question.
let house: TestHouse
let officer: Client

beforeAll(async () => {
  house = await openHouse()
  officer = await house.as('branch')
})
afterEach(async () => {
  vi.restoreAllMocks()
  await clearOrders(house.pool)
})
afterAll(async () => await house.close())

type Query = (config: { readonly name?: string }) => Promise<unknown>

/** Counts the server's queries of one name, and others that are answered; `gate` holds the answers back, `fail` breaks the next one. */
function watch(name: string) {
  const { pool } = house.app.pg
  const real: Query = pool.query.bind(pool)
  const watched = { count: 0, others: 0, gate: Promise.resolve(), fail: false }
  const query: Query = async (config) => {
    if (config.name !== name) return await real(config).finally(() => (watched.others += 1))
    watched.count += 1
    if (watched.fail) {
      watched.fail = false
      throw new Error('the line is cut')
    }
    const answer = await real(config)
    await watched.gate
    return answer
  }
  vi.spyOn(pool, 'query').mockImplementation(query as never)
  return watched
}

function gate(): { readonly closed: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { closed: promise, open: resolve }
}

const facilityId = () => house.jining.id
const facts = async () => factsAt(await house.app.houses.known(facilityId()), house.clock.now)
const change = async () =>
  await house.pool.query('update facilities set facts_version = facts_version + 1 where facility_id = $1', [
    facilityId(),
  ])

describe('a window', () => {
  const day = () => dayOf(DAY, 'Asia/Shanghai')

  test('that twenty ask for at once is read once', async () => {
    const now = await facts()
    const reads = watch('load-window')
    await Promise.all(Array.from({ length: 20 }, async () => await house.app.windows.read(day(), now)))
    expect(reads.count).toBe(1)
  })

  test('asked for while it is read, is read once more for all who came late', async () => {
    const now = await facts()
    const reads = watch('load-window')
    const { closed, open } = gate()
    reads.gate = closed
    const early = house.app.windows.read(day(), now)
    await vi.waitFor(() => expect(reads.count).toBe(1))
    await placed(officer, draft(house.jining, line(house.jining, 'table-1', '18:00', '19:00')))
    const late = Array.from({ length: 10 }, async () => await house.app.windows.read(day(), now))
    open()
    expect(await early).toEqual([])
    for (const claims of await Promise.all(late)) expect(claims).toHaveLength(1)
    expect(reads.count).toBe(2)
  })

  test('that could not be read is read anew for the next', async () => {
    const now = await facts()
    const reads = watch('load-window')
    reads.fail = true
    await expect(house.app.windows.read(day(), now)).rejects.toThrow('the line is cut')
    expect(await house.app.windows.read(day(), now)).toEqual([])
  })
})

describe('the facts of a house', () => {
  test('are read once while they stay the same', async () => {
    await house.app.houses.current(facilityId())
    const loads = watch('load-house')
    const [one, two, known] = await Promise.all([
      house.app.houses.current(facilityId()),
      house.app.houses.current(facilityId()),
      house.app.houses.known(facilityId()),
    ])
    expect([loads.count, one === two, one === known]).toEqual([0, true, true])
  })

  test('are read once for all who find them changed', async () => {
    await house.app.houses.current(facilityId())
    const loads = watch('load-house')
    await change()
    const houses = await Promise.all(
      Array.from({ length: 20 }, async () => await house.app.houses.current(facilityId())),
    )
    expect(new Set(houses.map(({ factsVersion }) => factsVersion)).size).toBe(1)
    expect(loads.count).toBe(1)
  })

  test('that change while they are read are read again for whoever asks after the change', async () => {
    const { factsVersion } = await house.app.houses.current(facilityId())
    const loads = watch('load-house')
    const { closed, open } = gate()
    loads.gate = closed
    await change()
    const early = house.app.houses.current(facilityId())
    await vi.waitFor(() => expect(loads.count).toBe(1))
    await change()
    const { others } = loads
    const late = house.app.houses.current(facilityId())
    // it knows that the facts have changed again while the first ones are still on their way
    await vi.waitFor(() => expect(loads.others).toBe(others + 1))
    open()
    expect([(await early).factsVersion, (await late).factsVersion]).toEqual([factsVersion + 1, factsVersion + 2])
  })

  test('that could not be read are read anew for the next, and no such house is said so', async () => {
    await change()
    const loads = watch('load-house')
    loads.fail = true
    await expect(house.app.houses.current(facilityId())).rejects.toThrow('the line is cut')
    expect((await house.app.houses.current(facilityId())).facts.facilityId).toBe(facilityId())
    await expect(house.app.houses.known('00000000-0000-7000-8000-000000000000')).rejects.toThrow('there is no facility')
  })
})
