import { expect, test } from 'vitest'
import { createQueueModel } from '../../web/src/pages/queue/model.ts'
import { at } from './board-day.ts'
import {
  entry,
  lineWire,
  offline,
  ok,
  orderWire,
  problem,
  serverOf,
  spacesWire,
  violation,
  type Answer,
} from './board-server.ts'

const ACCEPT = { decision: 'accept', waivers: [], displace: false } as const

function queueOf(answers: { readonly queue: readonly Answer[]; readonly decision?: Answer }) {
  const rest = [...answers.queue]
  const server = serverOf({
    'GET /queue': () => rest.shift() ?? ok({ items: [] }),
    'GET /spaces': () => spacesWire(),
    'GET /orders/:id': () =>
      ok(orderWire('a', { state: 'declined', lines: [lineWire('line-a', { state: 'declined' })] })),
    'POST /orders/:id/decisions': () => answers.decision ?? offline,
  })
  const done: string[] = []
  const model = createQueueModel({
    send: server.send,
    clock: () => at('09:00'),
    onDone: ({ order, decision }) => done.push(`${decision} ${order.id}`),
  })
  return { model, done, server }
}

const idsShown = ({ shown }: ReturnType<typeof createQueueModel>) =>
  shown.value.map(({ entries }) => entries.map(({ order }) => order.id))

test('counts what each filter would show, in orders', async () => {
  const { model } = queueOf({
    queue: [ok({ items: [entry('a', ['b']), entry('b', ['a'], [violation('notice')]), entry('c')] })],
  })
  await model.refresh()
  expect(model.counts.value).toEqual({ all: 3, late: 0, competing: 2, rules: 2, soon: 3, unread: 0 })
  model.choose('competing')
  expect(idsShown(model)).toEqual([['a', 'b']])
})

test('a refresh keeps a decision that is being made, and the identity of what did not change', async () => {
  const { model } = queueOf({ queue: [ok({ items: [entry('a')] }), ok({ items: [entry('a'), entry('b')] })] })
  await model.refresh()
  const before = model.shown.value[0]
  const decision = model.decisionFor(orderWire('a'), ['line-a'])
  await model.refresh()
  expect(model.decisionFor(orderWire('a'), ['line-a'])).toBe(decision)
  expect(model.shown.value[0]).toBe(before)
  expect(idsShown(model)).toEqual([['a'], ['b']])
})

test('what is done is told and asked anew', async () => {
  const { model, done, server } = queueOf({ queue: [ok({ items: [entry('a')] })], decision: ok(orderWire('a')) })
  await model.refresh()
  await model.decisionFor(orderWire('a'), ['line-a']).decide(ACCEPT)
  await Promise.resolve()
  expect(done).toEqual(['accept a'])
  expect(server.of('/queue')).toHaveLength(2)
})

test('what somebody else decided first is kept in sight with its state until it was noted', async () => {
  const { model, done } = queueOf({ queue: [ok({ items: [entry('a')] })], decision: problem('already-decided', 409) })
  await model.refresh()
  await model.decisionFor(orderWire('a'), ['line-a']).decide(ACCEPT)
  expect(done).toEqual([])
  expect(model.overtaken.value.map(({ title, order }) => [title, order?.state])).toEqual([['title a', 'declined']])
  const [noted] = model.overtaken.value
  if (noted) model.takeNote(noted)
  expect(model.overtaken.value).toEqual([])
})

test('without an answer the list stays and says that it is old; the first time it says why there is none', async () => {
  const { model } = queueOf({ queue: [offline, ok({ items: [entry('a')] }), offline] })
  await model.refresh()
  expect(model.state.value).toEqual({ kind: 'failing', failing: { kind: 'offline' } })
  await model.refresh()
  await model.refresh()
  expect(model.state.value).toMatchObject({ kind: 'shown', stale: true })
  expect(idsShown(model)).toEqual([['a']])
})

test('an answer that was overtaken by a later question is dropped', async () => {
  let release: (answer: Answer) => void = () => undefined
  const slow = new Promise<Answer>((resolve) => (release = resolve))
  const answers = [slow, Promise.resolve(ok({ items: [entry('new')] }))]
  const server = serverOf({ 'GET /queue': () => answers.shift() ?? offline, 'GET /spaces': () => spacesWire() })
  const model = createQueueModel({ send: server.send, clock: () => at('09:00') })
  const first = model.refresh()
  await model.refresh()
  release(ok({ items: [entry('old')] }))
  await first
  expect(idsShown(model)).toEqual([['new']])
})

test('ticked orders are declined one by one with one reason; one that is gone stops no other', async () => {
  const { model, server } = queueOf({
    queue: [ok({ answerWorkdays: 2, items: [entry('a'), entry('b')] })],
    decision: ok(orderWire('a', { state: 'declined' })),
  })
  await model.refresh()
  for (const id of ['a', 'b', 'gone']) model.tick(id, true)
  expect(await model.declineTicked('maintenance', '地板翻新')).toBe(2)
  const sent = server.of('/orders/:id/decisions').map(({ params, body }) => [params?.['id'], body])
  const body = { decision: 'decline', reasonCode: 'maintenance', reason: '地板翻新' }
  expect(sent).toEqual([
    ['a', { lineIds: ['line-a'], ...body }],
    ['b', { lineIds: ['line-b'], ...body }],
  ])
  expect([...model.ticked.value]).toEqual([])
})

test('who would lose is known by name before anything is asked', async () => {
  const { model } = queueOf({
    queue: [ok({ answerWorkdays: 2, items: [entry('a', ['b', 'unknown']), entry('b', ['a'])] })],
  })
  await model.refresh()
  const [a] = model.shown.value[0]?.entries ?? []
  if (!a) throw new Error('an entry was expected')
  expect(model.losersOf(a, ['line-a']).map(({ title, partyName }) => [title, partyName])).toEqual([
    ['title b', 'party of b'],
  ])
})
