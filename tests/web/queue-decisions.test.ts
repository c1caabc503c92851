import { describe, expect, test } from 'vitest'
import { createDecision, type Deciding } from '../../web/src/decisions/model.ts'
import { obstaclesOf, readinessOf } from '../../web/src/decisions/waivers.ts'
import { lineWire, loser, offline, ok, orderWire, problem, serverOf, violation, type Answer } from './board-server.ts'

const ACCEPT = { decision: 'accept', waivers: [], displace: false } as const
const accepted = orderWire('a', { state: 'accepted', lines: [lineWire('line-a', { state: 'accepted' })] })

function ask(...answers: readonly Answer[]) {
  const rest = [...answers]
  const server = serverOf({
    'POST /orders/:id/decisions': () => rest.shift() ?? offline,
    'GET /orders/:id': () => ok(accepted),
  })
  const settled: Deciding[] = []
  const decision = createDecision('a', ['line-a'], (one) => settled.push(one), server.send)
  return { decision, settled, sent: () => server.of('/orders/:id/decisions') }
}

describe('a decision', () => {
  test('accepted is done, and names only the lines in question', async () => {
    const { decision, settled, sent } = ask(ok(accepted))
    await decision.decide(ACCEPT)
    expect(decision.state.value).toEqual({ kind: 'done', order: accepted, decision: 'accept', displaced: 0 })
    expect(settled).toEqual([decision.state.value])
    expect(sent().map(({ params, body }) => [params, body])).toEqual([
      [{ id: 'a' }, { lineIds: ['line-a'], decision: 'accept' }],
    ])
  })

  test('that would displace tells who first; nothing is displaced until the officer says so', async () => {
    const { decision, settled, sent } = ask(problem('would-displace', 409, { competitors: [loser('b')] }), ok(accepted))
    await decision.decide(ACCEPT)
    expect(decision.state.value).toEqual({ kind: 'displacing', losers: [loser('b')] })
    expect(settled).toEqual([])
    await decision.decide({ ...ACCEPT, displace: true })
    expect(sent().map(({ body }) => body)).toEqual([
      { lineIds: ['line-a'], decision: 'accept' },
      { lineIds: ['line-a'], decision: 'accept', displace: true },
    ])
    expect(decision.state.value).toMatchObject({ kind: 'done', displaced: 1 })
  })

  test('that was taken back asks again as if nothing had been said', async () => {
    const { decision } = ask(problem('would-displace', 409, { competitors: [loser('b')] }))
    await decision.decide(ACCEPT)
    decision.reopen()
    expect(decision.state.value).toEqual({ kind: 'open' })
  })

  test('refused tells every rule; with reasons the waivers go along, trimmed', async () => {
    const { decision, sent } = ask(problem('refused', 409, { violations: [violation('notice')] }), ok(accepted))
    await decision.decide(ACCEPT)
    expect(decision.state.value).toEqual({ kind: 'refused', violations: [violation('notice')] })
    await decision.decide({ ...ACCEPT, waivers: [{ constraint: 'notice', reason: ' 领导已同意 ' }] })
    expect(sent()[1]?.body).toEqual({
      lineIds: ['line-a'],
      decision: 'accept',
      waivers: [{ constraint: 'notice', reason: '领导已同意' }],
    })
  })

  test.each(['already-decided', 'stale'])('that comes late (%s) shows the state now', async (id) => {
    const { decision, settled } = ask(problem(id, id === 'stale' ? 412 : 409))
    await decision.decide(ACCEPT)
    expect(decision.state.value).toEqual({ kind: 'late', order: accepted })
    expect(settled).toEqual([{ kind: 'late', order: accepted }])
  })

  test('sent again after a drop has the same key; another decision has another', async () => {
    const { decision, sent } = ask(offline, offline, ok(accepted))
    await decision.decide(ACCEPT)
    expect(decision.state.value).toEqual({ kind: 'failing', failing: { kind: 'offline' } })
    await decision.decide(ACCEPT)
    await decision.decide({ decision: 'decline', reasonCode: 'maintenance', reason: ' ' })
    const keys = sent().map(({ idempotencyKey }) => idempotencyKey)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
    expect(sent()[2]?.body).toEqual({ lineIds: ['line-a'], decision: 'decline', reasonCode: 'maintenance' })
  })

  test('pressed twice is sent once', async () => {
    const { decision, sent } = ask(ok(accepted))
    await Promise.all([decision.decide(ACCEPT), decision.decide(ACCEPT)])
    expect(sent()).toHaveLength(1)
  })
})

describe('what stands in the way', () => {
  const rules = [
    violation('notice'),
    violation('notice'),
    violation('closure', { waivableBy: 'manager' }),
    violation('space-overlap', { waivableBy: 'nobody' }),
    violation('room-fit', { level: 'soft' }),
  ]
  const waivable = (roles: Parameters<typeof obstaclesOf>[1]) =>
    obstaclesOf(rules, roles).map((one) => [one.violation.constraint, one.waivable])

  test('is every hard rule once, and who may set it aside depends on the officer', () => {
    expect(waivable(['front-desk'])).toEqual([
      ['notice', true],
      ['closure', false],
      ['space-overlap', false],
    ])
    expect(waivable(['manager'])).toEqual([
      ['notice', true],
      ['closure', true],
      ['space-overlap', false],
    ])
  })

  test('one rule that cannot be set aside bars the acceptance', () => {
    expect(readinessOf(obstaclesOf(rules, ['manager']), {})).toEqual({ kind: 'barred' })
  })

  test('a reason of two characters is wanted for each', () => {
    const obstacles = obstaclesOf([violation('notice'), violation('horizon')], ['front-desk'])
    expect(readinessOf(obstacles, { notice: ' 急 ' })).toEqual({ kind: 'wanting', constraints: ['notice', 'horizon'] })
    expect(readinessOf(obstacles, { notice: '急用', horizon: '年度计划' })).toEqual({
      kind: 'ready',
      waivers: [
        { constraint: 'notice', reason: '急用' },
        { constraint: 'horizon', reason: '年度计划' },
      ],
    })
  })

  test('nothing in the way is ready at once', () => {
    expect(readinessOf(obstaclesOf([violation('room-fit', { level: 'soft' })], ['front-desk']), {})).toEqual({
      kind: 'ready',
      waivers: [],
    })
  })
})
