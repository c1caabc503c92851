import { beforeEach, expect, test } from 'vitest'
import type { ProblemWire } from '@gongyue/shared/api/problem.ts'
import type { call } from '../../web/src/api/call.ts'
import { createArrivalQueue, type QueuedArrival } from '../../web/src/check-in/arrival-queue.ts'
import { showWaiting } from '../../web/src/check-in/show-waiting.ts'
import { signal } from '@preact/signals'
import type { Block } from '../../web/src/board/day.ts'

type Answer = { kind: 'ok'; body: unknown } | { kind: 'offline' } | { kind: 'problem'; problem: ProblemWire }

let kept: Map<string, string>
let answers: Answer[]
let sent: { readonly path: string; readonly parts: Readonly<Record<string, unknown>> }[]

const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
}

const send = (async (route: { path: string }, parts: Record<string, unknown>) => {
  sent.push({ path: route.path, parts })
  return answers.shift() ?? { kind: 'offline' }
}) as unknown as typeof call // answers as the test lays them

const problem = (id: string, status = 409): Answer => ({
  kind: 'problem',
  problem: { type: `/problems/${id}`, title: id, status },
})
const OK: Answer = { kind: 'ok', body: { id: 'r' } }

const arrival = (
  id: string,
  key = `key-${id}`,
): Pick<QueuedArrival, 'of' | 'at' | 'present' | 'label'> & { key: string } => ({
  key,
  of: { id },
  at: '2026-12-02T02:00:00.000Z',
  present: 3,
  label: id,
})

beforeEach(() => {
  kept = new Map()
  answers = []
  sent = []
})

const open = () => createArrivalQueue({ storage, send })

test('what waits outlives the page, and is sent in its order with its hour, its key and nothing else', async () => {
  const before = open()
  before.add(arrival('one'))
  before.add({
    key: 'key-two',
    of: { code: '123456', day: '2026-12-02' },
    at: '2026-12-02T02:01:00.000Z',
    present: null,
    label: '123456',
  })
  const after = open()
  expect(after.waiting.value.map(({ label }) => label)).toEqual(['one', '123456'])
  answers = [OK, OK]
  await after.flush()
  expect(sent).toEqual([
    {
      path: '/reservations/:id/check-in',
      parts: { params: { id: 'one' }, body: { at: '2026-12-02T02:00:00.000Z', present: 3 }, idempotencyKey: 'key-one' },
    },
    {
      path: '/check-ins',
      parts: {
        body: { at: '2026-12-02T02:01:00.000Z', code: '123456', day: '2026-12-02' },
        idempotencyKey: 'key-two',
      },
    },
  ])
  expect(after.entries.value).toEqual([])
  expect(open().entries.value).toEqual([])
})

test('the first that gets no answer stops the rest, and all of them are tried again', async () => {
  const queue = open()
  for (const id of ['one', 'two', 'three']) queue.add(arrival(id))
  answers = [OK, { kind: 'offline' }]
  await queue.flush()
  expect(queue.waiting.value.map(({ label }) => label)).toEqual(['two', 'three'])
  answers = [OK, OK]
  await queue.flush()
  expect(sent.map(({ parts }) => parts['idempotencyKey'])).toEqual(['key-one', 'key-two', 'key-two', 'key-three'])
  expect(queue.entries.value).toEqual([])
})

test.each([
  ['not-signed-in', 401],
  ['csrf-token', 403],
  ['try-again', 503],
  ['something-wrong', 500],
  ['too-many-requests', 429],
] as const)('"%s" is no answer to the check-in: it waits on', async (id, status) => {
  const queue = open()
  queue.add(arrival('one'))
  answers = [problem(id, status)]
  await queue.flush()
  expect([queue.waiting.value.length, queue.refused.value.length]).toEqual([1, 0])
})

test('a refusal is told until it was read, also after a reload, and holds nobody else up', async () => {
  const queue = open()
  queue.add(arrival('taken'))
  queue.add(arrival('fine'))
  answers = [problem('no-longer-free'), OK]
  await queue.flush()
  expect(queue.waiting.value).toEqual([])
  const again = open()
  expect(again.refused.value.map(({ label, refused }) => [label, refused?.type])).toEqual([
    ['taken', '/problems/no-longer-free'],
  ])
  await again.flush()
  expect(sent.length).toBe(2)
  again.dismiss('key-taken')
  expect(open().entries.value).toEqual([])
})

test('two flushes at once send each once', async () => {
  const queue = open()
  queue.add(arrival('one'))
  answers = [OK, OK]
  await Promise.all([queue.flush(), queue.flush()])
  expect(sent.length).toBe(1)
})

test('what another tab has sent is not sent again, and what it added is kept', async () => {
  const here = open()
  const there = open()
  here.add(arrival('one'))
  there.add(arrival('two'))
  expect(there.waiting.value.map(({ label }) => label)).toEqual(['one', 'two'])
  answers = [OK, OK]
  await there.flush()
  await here.flush()
  expect(sent.map(({ parts }) => parts['idempotencyKey'])).toEqual(['key-one', 'key-two'])
})

test('where storage is shut they wait in the tab', async () => {
  const queue = createArrivalQueue({ storage: null, send })
  queue.add(arrival('one'))
  expect(queue.waiting.value.length).toBe(1)
  answers = [OK]
  await queue.flush()
  expect(queue.entries.value).toEqual([])
})

test('something else under its name in storage is no queue', () => {
  kept.set('gongyue.arrivals', '{broken')
  expect(open().entries.value).toEqual([])
  kept.set('gongyue.arrivals', '{"a":1}')
  expect(open().entries.value).toEqual([])
})

test('the board shows those who wait as inside, and amends nothing twice', () => {
  const block = (id: string, state: Block['state']) => ({ id, state }) as Block
  const state = signal({ kind: 'shown', day: { blocks: [block('one', 'confirmed'), block('two', 'confirmed')] } })
  const amended: (readonly Block[])[] = []
  const board = { state, amend: (blocks: readonly Block[]) => void amended.push(blocks) }
  const waiting = [{ ...arrival('one'), refused: null }]
  showWaiting(waiting, board)
  expect(amended).toEqual([[{ id: 'one', state: 'in-use' }]])
  state.value = { kind: 'shown', day: { blocks: [block('one', 'in-use')] } }
  showWaiting(waiting, board)
  expect(amended.length).toBe(1)
})
