import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { takeRun } from '@gongyue/db/queries/runs.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { applied, openRound, sectionDraft, solved, worked } from '../support/rounds.ts'

let house: TestHouse
let desk: Client

beforeAll(async () => {
  house = await openHouse()
  desk = await house.as('coordinator')
})
afterAll(async () => await house.close())

/** A round in which both branches want the one Friday evening. */
async function contested(): Promise<{ readonly id: string }> {
  const round = await openRound(house)
  const { jining } = house
  await applied(desk, round, jining.party('branch-1'), [sectionDraft(jining)])
  await applied(desk, round, jining.party('branch-2'), [sectionDraft(jining, { title: '舞蹈' })])
  return round
}

test('a run gives a plan, with its score by level and its curve; run again with its seed and number of tries it gives the same', async () => {
  const round = await contested()
  const run = await solved(house, round.id)
  expect(run).toMatchObject({ state: 'done', phase: 'ended', progress: 1, asked: 2, unplaced: 1, tries: 3_000 })
  expect(run.score?.hard).toBe(0)
  expect(run.score?.medium).toBeLessThan(0)
  const again = await solved(house, round.id)
  const plans = async (id: string | null) => {
    const { rows } = await house.pool.query(
      'select section_id, nth, space_id, weekday, from_minute, until_minute, fingerprint from allocations join season_plans using (facility_id, plan_id) where plan_id = $1 order by 1, 2',
      [id],
    )
    return rows
  }
  expect(await plans(again.planId)).toEqual(await plans(run.planId))
  expect(await plans(run.planId)).toHaveLength(1)
})

test('of two that start a run at once one does, and the other is told of it', async () => {
  const round = await contested()
  const start = async () =>
    await desk.post<RunWire & ProblemWire>(`/rounds/${round.id}/runs`, { seconds: 5, tries: 1_000 })
  const answers = await Promise.all([start(), start(), start()])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409])
  const started = answers.find(({ status }) => status === 202)
  const refused = answers.find(({ status }) => status === 409)
  expect([refused?.body.type, (refused?.body.current as RunWire | undefined)?.id]).toEqual([
    '/problems/run-in-progress',
    started?.body.id,
  ])
  await worked(house)
  expect((await start()).status).toBe(202)
  await worked(house)
})

test('a run by the clock is stopped by anybody with the right, keeps its best plan, and is gone on from', async () => {
  const round = await contested()
  const started = await desk.post<RunWire>(`/rounds/${round.id}/runs`, { seconds: 600 })
  const working = worked(house)
  // one of the two has a place as soon as anything is told
  const seen = async () => (await desk.get<RunWire>(`/runs/${started.body.id}`)).body.unplaced
  await expect.poll(seen).toBe(1)
  const stopping = await (await house.as('manager')).post<RunWire>(`/runs/${started.body.id}/stop`)
  expect(stopping.status).toBe(202)
  await working
  const ended = (await desk.get<RunWire>(`/runs/${started.body.id}`)).body
  expect([ended.state, ended.planId !== null, ended.unplaced]).toEqual(['stopped', true, 1])
  expect((await desk.post<RunWire>(`/runs/${started.body.id}/stop`)).body.state).toBe('stopped')
  const on = await desk.post<RunWire>(`/runs/${started.body.id}/continuation`, { seconds: 1 })
  expect([on.status, on.body.seed]).toEqual([202, started.body.seed])
  await worked(house)
  const last = (await desk.get<RunWire>(`/runs/${on.body.id}`)).body
  expect(last.state).toBe('done')
  expect(last.cost).toBeLessThanOrEqual(ended.cost ?? 0)
}, 60_000)

test('nobody has applied: a run is done at once, with an empty plan, and says so', async () => {
  const round = await openRound(house)
  const run = await solved(house, round.id)
  expect(run).toMatchObject({ state: 'done', unplaced: 0, cost: 0, violations: [{ key: 'no-applications' }] })
  expect(run.planId).not.toBeNull()
})

test('pins that contradict each other, and must-haves that do, end a run at once by name', async () => {
  const round = await contested()
  const { jining, pool } = house
  const { rows } = await pool.query<{ id: string }>(
    'select section_id as id from sections join applications using (facility_id, application_id) where round_id = $1 order by title',
    [round.id],
  )
  for (const { id } of rows) await desk.patch(`/sections/${id}`, { must: true })
  const musts = await solved(house, round.id)
  expect([musts.state, musts.planId, musts.violations.map(({ key }) => key)]).toEqual([
    'failed',
    null,
    ['musts-contradict'],
  ])
  expect(JSON.stringify(musts.violations)).toContain('舞蹈')
  const pins: string[] = []
  for (const { id } of rows) {
    const pin = {
      kind: 'pin',
      sectionId: id,
      nth: 0,
      spaceId: jining.space('classroom'),
      weekday: 5,
      from: 1140,
      until: 1230,
      reason: '',
    }
    pins.push((await desk.post<{ id: string }>(`/rounds/${round.id}/pins`, pin)).body.id)
  }
  const pinned = await solved(house, round.id)
  expect([pinned.state, pinned.violations.map(({ key }) => key)]).toEqual(['failed', ['pins-in-space']])
  for (const { id } of rows) await desk.patch(`/sections/${id}`, { must: false })
  await desk.delete(`/pins/${pins[0]}`)
  expect((await solved(house, round.id)).state).toBe('done')
})

test('a space that goes out of use in mid-run: nothing is planned on it, and what was is told', async () => {
  const { jining, pool } = house
  const round = await contested()
  const started = await desk.post<RunWire>(`/rounds/${round.id}/runs`, { seconds: 1 })
  const working = worked(house)
  await expect
    .poll(async () => (await desk.get<RunWire>(`/runs/${started.body.id}`)).body.points.length, { timeout: 30_000 })
    .toBeGreaterThan(0)
  await pool.query('update spaces set bookable = false where space_id = $1', [jining.space('classroom')])
  await working
  const run = (await desk.get<RunWire>(`/runs/${started.body.id}`)).body
  await pool.query('update spaces set bookable = true where space_id = $1', [jining.space('classroom')])
  expect([run.state, run.unplaced]).toEqual(['done', 2])
  expect(run.violations).toEqual([
    { key: 'space-gone', params: { space: { 'zh-CN': 'classroom室', en: 'classroom' }, count: 1 } },
  ])
}, 60_000)

test('whoever has a run is left alone while its lease holds; after that it is anybody’s', async () => {
  const { pool } = house
  const round = await contested()
  const started = await desk.post<RunWire>(`/rounds/${round.id}/runs`, { seconds: 10, tries: 1_000 })
  const lost = house.app.newId()
  expect((await takeRun(pool, lost, 60))?.id).toBe(started.body.id)
  expect(await takeRun(pool, house.app.newId(), 60)).toBeNull()
  await pool.query(`update runs set lease_until = clock_timestamp() - interval '1 second' where run_id = $1`, [
    started.body.id,
  ])
  await worked(house)
  expect((await desk.get<RunWire>(`/runs/${started.body.id}`)).body.state).toBe('done')
})

test('a thread that dies is tried once more; then the run has failed, says why, and stands in nobody’s way', async () => {
  const { pool } = house
  const round = await contested()
  const started = await desk.post<RunWire>(`/rounds/${round.id}/runs`, { seconds: 1 })
  await pool.query(`update runs set incumbent = '[null]' where run_id = $1`, [started.body.id])
  await worked(house)
  const failed = (await desk.get<RunWire>(`/runs/${started.body.id}`)).body
  expect([failed.state, failed.planId, failed.violations.map(({ key }) => key)]).toEqual([
    'failed',
    null,
    ['thread-died'],
  ])
  expect((await pool.query('select deaths from runs where run_id = $1', [started.body.id])).rows).toEqual([
    { deaths: 1 },
  ])
  expect((await solved(house, round.id)).state).toBe('done')
})

test('a run that is watched is told as it goes on, and the stream ends with it', async () => {
  const round = await contested()
  const started = await desk.post<RunWire>(`/rounds/${round.id}/runs`, { seconds: 1 })
  const [stream] = await Promise.all([desk.get(`/runs/${started.body.id}/events`), worked(house)])
  const told = stream.text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)) as RunWire)
  expect(told.at(-1)).toMatchObject({ state: 'done', phase: 'ended' })
  expect(told.length).toBeGreaterThan(1)
  const seconds = told.at(-1)?.points.map((point) => point.seconds) ?? []
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b))
}, 60_000)
