import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { readPublicResult, readResults } from '@gongyue/shared/api/publication.ts'
import type { compareSeasonPlans, listPlacements, SeasonPlanWire } from '@gongyue/shared/api/runs.ts'
import type { ReplyOf } from '@gongyue/shared/api/route.ts'
import type { Published } from '@gongyue/server/features/rounds/publish-round.ts'
import { openHouse, type Client, type TestHouse } from '../support/house.ts'
import { breaches } from '../support/invariants.ts'
import { applied, openRound, sectionDraft, solved } from '../support/rounds.ts'

let house: TestHouse
let manager: Client
let branch: Client

beforeAll(async () => {
  house = await openHouse()
  manager = await house.as('manager')
  branch = await house.as('branch')
  await house.pool.query(`update users set email = username || '@example.org'`)
})
afterAll(async () => await house.close())

/** A round that is closed, in which both branches have applied: one for two evenings, the other for one of them. */
async function closedRound(season: { readonly from: string; readonly until: string }) {
  const { jining } = house
  const round = await openRound(house, { ...season, name: `${season.from} 起` })
  const times = [2, 4].map((weekday) => ({ weekday: weekday as 2, from: 1140, until: 1230, rank: 'primary' as const }))
  const one = await applied(branch, round, jining.party('branch-1'), [
    sectionDraft(jining, { ...season, timesAWeek: 2, times }),
  ])
  const two = await applied(await house.as('branch2'), round, jining.party('branch-2'), [
    sectionDraft(jining, { ...season, title: '舞蹈', times: times.slice(0, 1) }),
  ])
  await manager.patch(`/rounds/${round.id}`, { closesAt: '2026-12-02T09:00:00+08:00' })
  return { round, one, two }
}

/** An hour in the classroom for the house itself, set above the round. */
const meeting = (date: string) => ({
  ...{ title: '会议', headcount: 5, partyId: house.jining.party('palace') },
  lines: [
    {
      kind: 'space',
      spaceId: house.jining.space('classroom'),
      start: `${date}T19:00:00+08:00`,
      end: `${date}T20:00:00+08:00`,
    },
  ],
  accept: true,
  waivers: ['round-reserved', 'horizon'].map((constraint) => ({ constraint, reason: '急用' })),
})

const publish = async (roundId: string, planId: string | null, query = '') =>
  await manager.post<Published & ProblemWire>(`/rounds/${roundId}/publication${query}`, { planId })

test('a plan is published as series, confirmed, with what could not be had told by date; each applicant is told; nobody else had a say', async () => {
  const { jining, pool } = house
  const { round, one } = await closedRound({ from: '2027-03-01', until: '2027-06-13' })
  const run = await solved(house, round.id)
  const plan = (await manager.get<SeasonPlanWire>(`/season-plans/${run.planId}`)).body
  // three wishes, two evenings: the share of the one who has less comes first
  expect(plan.shares.map(({ asked, placed }) => [asked, placed]).toSorted()).toEqual([
    [1, 1],
    [2, 1],
  ])
  // somebody with the right books one of the dates beside the round
  expect((await manager.post('/orders', meeting('2027-04-06'))).status).toBe(201)
  const trial = await publish(round.id, run.planId, '?dryRun=true')
  expect([trial.status, trial.body.booked, trial.body.lost]).toEqual([200, 29, 1])
  expect((await pool.query('select 1 from series')).rowCount).toBe(0)
  const done = await publish(round.id, run.planId)
  expect([done.status, done.body.booked, done.body.lost, done.body.items.length, done.body.mails]).toEqual([
    200, 29, 1, 2, 2,
  ])
  expect(done.body.items.flatMap(({ lost }) => lost)).toEqual([
    { date: '2027-04-06', reasons: [expect.objectContaining({ key: 'space-overlap' })] },
  ])
  expect((await manager.get<RoundWire>(`/rounds/${round.id}`)).body).toMatchObject({
    state: 'published',
    planId: run.planId,
  })
  const { rows } = await pool.query(
    `select state, count(*)::int from reservations where series_id is not null group by state`,
  )
  expect(rows).toEqual([{ state: 'confirmed', count: 29 }])
  // again: nothing is new, and nobody is told twice
  const again = await publish(round.id, run.planId)
  expect([again.body.items, again.body.mails]).toEqual([[], 0])
  expect(await breaches(pool)).toEqual([])

  const own = await branch.get<ReplyOf<typeof readResults>>(`/rounds/${round.id}/results`)
  expect(own.body.items.map(({ sectionId }) => sectionId)).toEqual([one.sections[0]?.id])
  expect(own.body.items[0]?.allocations[0]?.seriesId).not.toBeNull()
  expect(own.body.items[0]?.unmet[0]).toMatchObject({ competitors: null, taken: 1 })
  const all = await manager.get<ReplyOf<typeof readResults>>(`/rounds/${round.id}/results`)
  expect(all.body.items.flatMap(({ unmet }) => unmet)[0]?.competitors).toMatchObject([{ partyName: 'jining branch-2' }])
  const mails = await pool.query<{ text_body: string }>(
    `select text_body from mail_outbox where recipient = 'jining-branch@example.org'`,
  )
  expect(mails.rows[0]?.text_body).toContain('已分给其他申请')

  // 公示
  const shown = await house.visitor.get<ReplyOf<typeof readPublicResult>>(`/public/rounds/${round.id}`)
  expect(shown.body).toMatchObject({
    seed: round.seed,
    policyVersion: 1,
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    asked: 3,
    placed: 2,
  })
  await pool.query(`update parties set kind = 'person' where party_id = $1`, [jining.party('branch-1')])
  const personal = await house.visitor.get<ReplyOf<typeof readPublicResult>>(`/public/rounds/${round.id}`)
  expect(personal.text).not.toContain('branch-1')
  expect(personal.body.parties.map(({ partyName }) => partyName)).toContain('个人')
  await pool.query(`update parties set kind = 'branch' where party_id = $1`, [jining.party('branch-1')])
})

test('after a withdrawal only what has changed is given back and placed', async () => {
  const { pool } = house
  const { round, one, two } = await closedRound({ from: '2027-07-05', until: '2027-08-29' })
  const run = await solved(house, round.id)
  const first = await publish(round.id, run.planId)
  expect(first.body.items).toHaveLength(2)
  const kept = first.body.items.find(({ sectionId }) => sectionId === one.sections[0]?.id)
  await manager.post(`/applications/${two.id}/withdrawal`)
  // the plan still speaks of what was withdrawn
  expect((await publish(round.id, run.planId)).body.type).toBe('/problems/plan-fits-not')
  const next = await solved(house, round.id, { basePlanId: run.planId, price: 50 })
  const second = await publish(round.id, next.planId)
  expect(second.body.items.map(({ sectionId, booked }) => [sectionId, booked])).toEqual([[one.sections[0]?.id, 8]])
  const results = await manager.get<ReplyOf<typeof readResults>>(`/rounds/${round.id}/results`)
  const standing = results.body.items.flatMap(({ allocations }) => allocations.map(({ seriesId }) => seriesId))
  expect(standing).toHaveLength(2)
  expect(standing).toContain(kept?.seriesId)
  const gone = first.body.items.find(({ sectionId }) => sectionId === two.sections[0]?.id)?.seriesId
  expect((await pool.query('select state from series where series_id = $1', [gone])).rows).toEqual([
    { state: 'cancelled' },
  ])
  expect(await breaches(pool)).toEqual([])
})

test('a plan by hand: every place is judged as the engine would, all changes or none, and two plans are laid side by side', async () => {
  const { jining } = house
  const { round, one, two } = await closedRound({ from: '2027-09-06', until: '2027-12-19' })
  const made = await manager.post<SeasonPlanWire>(`/rounds/${round.id}/plans`, { name: '手工' })
  expect([made.status, made.body.placed, made.body.unplaced, made.headers['etag']]).toEqual([201, 0, 3, '"1"'])
  const plan = `/season-plans/${made.body.id}`
  const [a, b] = [one.sections[0]?.id ?? '', two.sections[0]?.id ?? '']
  const to = (weekday: number, from = 1140) => ({ spaceId: jining.space('classroom'), weekday, from })
  const trial = await manager.post<{ costChange: number; plan: SeasonPlanWire }>(`${plan}/changes?dryRun=true`, {
    changes: [{ sectionId: b, nth: 0, to: to(2) }],
  })
  expect(trial.body.costChange).toBeLessThan(-10_000)
  expect((await manager.get<SeasonPlanWire>(plan)).body.placed).toBe(0)
  const changes = [
    { sectionId: b, nth: 0, to: to(2) },
    { sectionId: a, nth: 0, to: to(4) },
  ]
  const changed = await manager.post<{ plan: SeasonPlanWire }>(`${plan}/changes`, { changes }, { 'if-match': '"1"' })
  expect([changed.body.plan.placed, changed.body.plan.version]).toEqual([2, 2])
  expect((await manager.post(`${plan}/changes`, { changes }, { 'if-match': '"1"' })).status).toBe(412)
  const clash = { changes: [{ sectionId: a, nth: 1, to: to(2, 1170) }] }
  const refused = await manager.post<ProblemWire>(`${plan}/changes`, clash)
  expect([refused.status, refused.body.violations?.map(({ constraint }) => constraint)]).toEqual([
    409,
    ['season-space-overlap'],
  ])
  const ghost = await manager.get<ReplyOf<typeof listPlacements>>(`${plan}/placements?sectionId=${a}&nth=1`)
  const at = (weekday: number, from: number) =>
    ghost.body.items.find(
      ({ place }) => place.spaceId === jining.space('classroom') && place.weekday === weekday && place.from === from,
    )
  expect([at(2, 1140)?.state, at(2, 1140)?.reasons[0]?.params['title']]).toEqual(['taken', '舞蹈'])
  expect(at(1, 1080)).toMatchObject({ state: 'open' })
  // its other time is that day already
  expect(at(4, 1080)?.state).not.toBe('open')
  const run = await solved(house, round.id)
  const both = await manager.get<ReplyOf<typeof compareSeasonPlans>>(`${plan}/comparison?with=${run.planId}`)
  expect(both.body.parties).toHaveLength(2)
  expect(both.body.rules.map(({ constraint }) => constraint)).toContain('unplaced')

  const settled = await manager.post<{ planId: string }>(`/rounds/${round.id}/handling`, { planId: made.body.id })
  expect(settled.body.planId).toBe(made.body.id)
  expect((await manager.get<RoundWire>(`/rounds/${round.id}`)).body.state).toBe('handled')
  await manager.post(`/rounds/${round.id}/reset`)
  expect((await manager.get<RoundWire>(`/rounds/${round.id}`)).body).toMatchObject({
    state: 'in-allocation',
    planId: null,
  })
})

test('what a round gives out is not to be had otherwise: branches are told why and what instead, staff may set it aside', async () => {
  const { jining } = house
  const round = await openRound(house, { from: '2026-12-14', until: '2027-01-10' })
  const order = (space: string, start: string, end: string, party = 'branch-1') => ({
    ...{ title: '排练', headcount: 4, partyId: jining.party(party) },
    lines: [{ kind: 'space', spaceId: jining.space(space), start: `${start}:00+08:00`, end: `${end}:00+08:00` }],
  })
  const friday = order('classroom', '2026-12-18T18:30', '2026-12-18T20:00')
  const refused = await branch.post<ProblemWire>('/orders', friday)
  expect([refused.status, refused.body.violations?.map(({ constraint }) => constraint)]).toEqual([
    409,
    ['round-reserved'],
  ])
  expect(refused.body.violations?.[0]?.params).toMatchObject({
    round: round.name,
    wayOut: { en: 'apply there, under “My orders → Season”' },
  })
  // the whole hall shares an atom with the half that is given out
  const whole = await branch.post<ProblemWire>('/orders', order('rehearsal', '2026-12-18T19:00', '2026-12-18T20:00'))
  expect(whole.body.violations?.map(({ constraint }) => constraint)).toContain('round-reserved')
  const outside = [
    order('classroom', '2026-12-19T18:30', '2026-12-19T20:00'),
    order('classroom', '2026-12-11T18:30', '2026-12-11T20:00'),
    order('table-1', '2026-12-18T18:30', '2026-12-18T20:00'),
  ]
  for (const free of outside) expect((await branch.post<OrderWire>('/orders', free)).status).toBe(201)
  const waived = {
    ...order('classroom', '2026-12-18T18:30', '2026-12-18T20:00', 'palace'),
    accept: true,
    waivers: [{ constraint: 'round-reserved', reason: '市总工会活动' }],
  }
  expect((await manager.post('/orders', waived)).status).toBe(201)
  await manager.post(`/rounds/${round.id}/cancellation`, { reason: '不办了' })
  expect((await branch.post('/orders', order('classroom', '2026-12-22T18:30', '2026-12-22T20:00'))).status).toBe(201)
})

test('publish while others book the same evenings beside the round: nothing is held twice, and what was lost is told', async () => {
  const { pool } = house
  const { round } = await closedRound({ from: '2027-01-11', until: '2027-02-07' })
  const run = await solved(house, round.id)
  const dates = ['2027-01-12', '2027-01-14', '2027-01-19', '2027-01-21']
  const [published, ...orders] = await Promise.all([
    publish(round.id, run.planId),
    ...dates.map(async (date) => await manager.post<OrderWire>('/orders', meeting(date))),
  ])
  expect(published.status).toBe(200)
  const booked = orders.filter(({ status }) => status === 201).length
  expect(published.body.booked + published.body.lost).toBe(8)
  expect(published.body.lost).toBe(booked)
  expect(await breaches(pool)).toEqual([])
})
