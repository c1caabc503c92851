import { expect, test } from 'vitest'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { createDraftsModel } from '../../web/src/repairs/drafts.ts'
import { factsOf, sharesOf, whatChanged } from '../../web/src/repairs/facts.ts'
import { createGroupsModel, groupsOf } from '../../web/src/repairs/groups.ts'
import { createRepairModel } from '../../web/src/repairs/model.ts'
import { canTakeBack, takeBack } from '../../web/src/repairs/take-back.ts'
import { offline, ok, problem, serverOf, type Answer } from './board-server.ts'
import { appliedWire, change, draftWire, place, plan, repairWire } from './repair-wires.ts'

const CAUSE = { kind: 'closure' as const, closureId: 'closure-1' }
const TWO = repairWire([plan([change('a')]), plan([change('a', { to: null, kind: 'cancel' })], { strategy: 'cancel' })])

function modelOf(answers: Readonly<Record<string, () => Answer | Promise<Answer>>>) {
  const server = serverOf({ 'POST /repairs': () => ok(TWO, 201), ...answers })
  const settled: RepairWire[] = []
  const model = createRepairModel({ send: server.send, clock: () => 0, onSettled: (repair) => settled.push(repair) })
  return { model, server, settled }
}

const APPLY = 'POST /repairs/:id/application'

test('plans are compared by people, parties and consent; a date that is given up and held later counts once', () => {
  const facts = factsOf(
    plan([
      change('a'),
      change('b', { partyId: 'party-a', consent: true, people: 5 }),
      change('a', { kind: 'cancel', to: null }),
      change('new', { kind: 'add', reservationId: null, people: 90 }),
    ]),
  )
  expect(facts).toEqual({ people: 25, parties: 1, consents: 1 })
})

test('parts of a cost are shares of the plan, in the order of the server', () => {
  const parts = [
    { key: 'people', cost: 6, count: 2 },
    { key: 'changes', cost: 2, count: 1 },
  ]
  expect(sharesOf(plan([], { cost: 8, parts }))).toEqual([
    { key: 'people', count: 2, share: 0.75 },
    { key: 'changes', count: 1, share: 0.25 },
  ])
  expect(sharesOf(plan([], { cost: 0 }))).toEqual([])
})

test('one press applies a plan with its version and the reason, and tells what became of it', async () => {
  const { model, server, settled } = modelOf({ [APPLY]: () => ok(appliedWire(TWO)) })
  await model.workOut(CAUSE)
  model.sayWhy('  空调坏了 ')
  await model.apply(1)
  expect(server.of('/repairs/:id/application').map(({ body }) => body)).toEqual([
    { plan: 1, version: 1, reason: '空调坏了' },
  ])
  expect(model.state.value.kind).toBe('settled')
  expect(settled.map(({ state }) => state)).toEqual(['applied'])
})

test('when the world moved on nothing is settled: the new plans are there, and what is different', async () => {
  const now = repairWire([plan([change('a', { to: place('third', '2026-12-05') }), change('b')])], { version: 2 })
  const answers = [problem('plans-changed', 409, { current: now }), ok(appliedWire(now))]
  const { model, server, settled } = modelOf({ [APPLY]: () => answers.shift() ?? offline })
  await model.workOut(CAUSE)
  await model.apply(0)
  expect(settled).toEqual([])
  expect(model.state.value).toEqual({
    kind: 'open',
    repair: now,
    applying: null,
    failing: null,
    changed: { more: ['title b'], less: [], taken: [] },
  })
  await model.apply(0)
  expect(server.of('/repairs/:id/application').map(({ body }) => body)).toEqual([
    { plan: 0, version: 1 },
    { plan: 0, version: 2 },
  ])
})

test('a place that nobody gets any more is named', () => {
  const after = repairWire([plan([change('a', { to: place('third', '2026-12-05') })])])
  expect(whatChanged(TWO, after, 0)).toEqual({
    more: [],
    less: [],
    taken: [{ title: 'title a', to: place('other', '2026-12-05') }],
  })
})

test('a repair that somebody else settled is shown as settled', async () => {
  const done = appliedWire(TWO, { by: '李若溪' })
  const { model } = modelOf({ [APPLY]: () => problem('repair-settled', 409, { current: done }) })
  await model.workOut(CAUSE)
  await model.apply(0)
  expect(model.state.value).toEqual({ kind: 'settled', repair: done })
})

test('without an answer the plans stay, and the second try has the key of the first', async () => {
  const { model, server } = modelOf({ [APPLY]: () => offline })
  await model.workOut(CAUSE)
  await model.apply(0)
  expect(model.state.value).toMatchObject({ kind: 'open', applying: null, failing: { kind: 'offline' } })
  await model.apply(0)
  const [first, second] = server.of('/repairs/:id/application').map(({ idempotencyKey }) => idempotencyKey)
  expect([typeof first, second]).toEqual(['string', first])
})

test('a long search is stopped, and its late answer is dropped', async () => {
  let answer: (reply: Answer) => void = () => undefined
  const { model } = modelOf({ 'POST /repairs': () => new Promise((resolve) => (answer = resolve)) })
  const working = model.workOut(CAUSE)
  expect(model.state.value).toEqual({ kind: 'working', since: 0 })
  model.stop()
  answer(ok(TWO, 201))
  await working
  expect(model.state.value).toEqual({ kind: 'idle' })
})

test('laying aside sends its reason', async () => {
  const { model, server } = modelOf({ 'POST /repairs/:id/dismissal': () => ok({ ...TWO, state: 'dismissed' }) })
  await model.workOut(CAUSE)
  expect(await model.dismiss('等老师回电')).toBe(true)
  expect(server.of('/repairs/:id/dismissal').map(({ body }) => body)).toEqual([{ reason: '等老师回电' }])
  expect(model.state.value.kind).toBe('settled')
})

test('what is shut stays shut, so such a plan is not offered to be taken back; a planned closure is opened first', async () => {
  expect(canTakeBack(appliedWire(TWO))).toBe(false)
  const planned = repairWire(TWO.plans, {
    cause: { kind: 'planned-closure', ...place('room', '2026-12-05'), reason: '检修' },
  })
  const applied = appliedWire(planned, { closureId: 'closure-9' })
  expect(canTakeBack(applied)).toBe(true)
  const server = serverOf({
    'DELETE /closures/:id': () => ok(null, 204),
    'POST /acts/:id/undo': () => problem('refused', 409),
  })
  const result = await takeBack(server.send, applied)
  expect(server.asked.map(({ path, params }) => [path, params?.['id']])).toEqual([
    ['/closures/:id', 'closure-9'],
    ['/acts/:id/undo', 'act-1'],
  ])
  expect(result).toMatchObject({ kind: 'failed', partly: true })
})

test('messages with an address go out together; one that was settled elsewhere shows how it stands', async () => {
  const items = [draftWire('a'), draftWire('b', { address: null }), draftWire('c')]
  const server = serverOf({
    'GET /drafts': () => ok({ items }),
    'POST /drafts/:id': ({ params }) =>
      params?.['id'] === 'c'
        ? problem('repair-settled', 409, { current: draftWire('c', { state: 'told' }) })
        : ok(draftWire('a', { state: 'sent', version: 2 })),
  })
  const model = createDraftsModel(['repair-1'], server.send)
  await model.load()
  await model.sendAll()
  const state = model.state.value
  expect(state.kind === 'ready' && state.drafts.map((draft) => draft.state)).toEqual(['sent', 'draft', 'told'])
  expect(model.failing.value?.id).toBe('c')
  await model.dropAll()
  expect(server.of('/drafts/:id').map(({ params, body }) => [params?.['id'], body])).toEqual([
    ['a', { version: 1, state: 'sent' }],
    ['c', { version: 1, state: 'sent' }],
    ['b', { version: 1, state: 'dropped' }],
  ])
})

test('groups choose apart and are applied one after the other; the one that moved on has new plans, the other stands', async () => {
  const hit = (reservationId: string, title: string) => ({
    reservationId,
    reference: '',
    title,
    partyName: 'branch',
    people: 10,
    ...place('room', '2026-12-05'),
  })
  const groups = groupsOf([hit('a', '书法'), hit('b', '合唱'), hit('c', '书法')])
  expect(groups.map(({ title, people, reservationIds }) => [title, people, reservationIds])).toEqual([
    ['书法', 20, ['a', 'c']],
    ['合唱', 10, ['b']],
  ])
  const repairs = [repairWire(TWO.plans, { id: 'one' }), repairWire(TWO.plans, { id: 'two' })]
  const rest = [...repairs]
  const server = serverOf({
    'POST /repairs': () => ok(rest.shift(), 201),
    [APPLY]: ({ params }) =>
      params?.['id'] === 'one'
        ? ok(appliedWire(repairWire(TWO.plans, { id: 'one' })))
        : problem('plans-changed', 409, { current: repairWire(TWO.plans, { id: 'two', version: 2 }) }),
  })
  const model = createGroupsModel(groups, { send: server.send })
  await model.workOut()
  model.choose(groups[1]?.key ?? '', 1)
  expect(model.ready.value).toBe(2)
  await model.applyAll()
  expect(server.of('/repairs/:id/application').map(({ body }) => body)).toEqual([
    { plan: 0, version: 1 },
    { plan: 1, version: 1 },
  ])
  expect(model.rows.value.map(({ repair, plan: chosen, changed }) => [repair?.state, chosen, changed])).toEqual([
    ['applied', 0, false],
    ['open', 0, true],
  ])
  expect([model.ready.value, model.progress.value]).toEqual([1, null])
})
