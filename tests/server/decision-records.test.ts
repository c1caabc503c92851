import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DecisionRecordWire } from '@gongyue/shared/api/decision-records.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { pruneOldDecisions } from '@gongyue/server/jobs/prune-decisions.ts'
import { clearOrders, DAY, draft, line, placed, theatreDraft } from '../support/booking.ts'
import { NOW, openHouse, type Client, type TestHouse } from '../support/house.ts'

let house: TestHouse
let branch: Client
let other: Client
let desk: Client
let manager: Client

beforeAll(async () => {
  house = await openHouse()
  branch = await house.as('branch')
  other = await house.as('branch2')
  desk = await house.as('desk')
  manager = await house.as('manager')
})
afterAll(async () => await house.close())
beforeEach(async () => {
  house.clock.now = NOW
  await house.pool.query('delete from decision_records')
  await clearOrders(house.pool)
})

interface Listed {
  readonly items: readonly DecisionRecordWire[]
  readonly nextCursor: string | null
  readonly refusals: readonly { readonly constraint: string; readonly count: number }[]
}
const list = async (query = '') => (await manager.get<Listed>(`/decision-records${query}`)).body
const replayed = async (id: string) =>
  (
    await manager.get<{
      same: boolean
      verdict: string
      violations: readonly { constraint: string }[]
      around: number
    }>(`/decision-records/${id}/replay`)
  ).body
const evening = (space: string) => draft(house.jining, line(house.jining, space, '19:00', '20:00'))
const mine = (space: string) => ({ ...evening(space), partyId: house.jining.party('branch-2') })

describe('a refusal', () => {
  test('is kept with what stood there, and is the same when the rules are asked again, whatever has changed since', async () => {
    const first = await placed(branch, evening('classroom'))
    expect((await other.post('/orders', mine('classroom'))).status).toBe(409)
    const { items, refusals } = await list()
    expect(items).toMatchObject([
      {
        ...{
          kind: 'refused',
          partyName: 'jining branch-2',
          orderId: null,
          decidedByName: null,
          policyVersion: 1,
          waivers: [],
        },
        violations: [{ constraint: 'space-overlap', spaceId: house.jining.space('classroom') }],
        asked: [{ spaceId: house.jining.space('classroom'), start: `${DAY}T19:00:00+08:00`, headcount: 2 }],
      },
    ])
    expect(refusals).toEqual([{ constraint: 'space-overlap', count: 1 }])
    // what stood there is given back, the space is gone, the clock goes on
    await branch.post(`/orders/${first.id}/cancellation`, {})
    await house.pool.query('update spaces set bookable = false where space_id = $1', [house.jining.space('classroom')])
    house.clock.now = NOW + 7_200_000
    expect(await replayed(items[0]?.id ?? '')).toMatchObject({
      ...{ same: true, verdict: 'refused', around: 1 },
      violations: [{ constraint: 'space-overlap' }],
    })
    await house.pool.query('update spaces set bookable = true where space_id = $1', [house.jining.space('classroom')])
  })

  test('a dry run and a question leave nothing', async () => {
    await placed(branch, evening('classroom'))
    await other.post('/orders?dryRun=true', mine('classroom'))
    await other.post('/checks', mine('classroom'))
    expect((await list()).items).toEqual([])
  })

  test('that somebody has meddled with is told', async () => {
    await placed(branch, evening('classroom'))
    await other.post('/orders', mine('classroom'))
    const [record] = (await list()).items
    await house.pool.query(`update decision_records set around = '[]'`)
    expect(await replayed(record?.id ?? '')).toMatchObject({ same: false, verdict: 'fits' })
  })
})

describe('an officer’s decision', () => {
  test('is kept; a rule set aside makes it an override, with its reason', async () => {
    const plain = await placed(branch, theatreDraft(house.jining, '14:00', '16:00'))
    await desk.post(`/orders/${plain.id}/decisions`, { decision: 'accept' })
    const late = { ...draft(house.jining, line(house.jining, 'classroom', '21:30', '22:30')), accept: true }
    const refused = await desk.post('/orders', { ...late, partyId: house.jining.party('branch-1') })
    expect(refused.status).toBe(409)
    const waivers = [{ constraint: 'opening-hours', reason: '馆长同意延时' }]
    const done = await manager.post<OrderWire>('/orders', { ...late, waivers })
    expect(done.status).toBe(201)
    const { items } = await list()
    expect(
      items.map(({ kind, reference, decidedByName, waivers: given }) => [kind, reference, decidedByName, given]),
    ).toEqual([
      ['override', done.body.reference, 'jining manager', waivers],
      ['refused', null, null, []],
      ['accepted', plain.reference, 'jining desk', []],
    ])
    for (const { id } of items) expect((await replayed(id)).same).toBe(true)
    expect((await list('?kind=override')).items).toHaveLength(1)
    expect((await list('?constraint=opening-hours&kind=refused')).items).toHaveLength(1)
    const page = await list('?limit=2')
    expect((await list(`?limit=2&cursor=${page.nextCursor}`)).items.map(({ kind }) => kind)).toEqual(['accepted'])
  })
})

test('after 400 days a decision is thrown away, with facts that nothing else was decided by', async () => {
  await placed(branch, evening('classroom'))
  await other.post('/orders', mine('classroom'))
  house.clock.now = NOW + 401 * 86_400_000
  await pruneOldDecisions.run(house.app, undefined)
  expect((await house.pool.query('select 1 from decision_records')).rowCount).toBe(0)
})
