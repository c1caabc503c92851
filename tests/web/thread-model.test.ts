import { expect, test } from 'vitest'
import type { MessageWire } from '@gongyue/shared/api/messages.ts'
import { createThreadModel } from '../../web/src/thread/model.ts'
import { offline, ok, problem, serverOf, type Answer } from './board-server.ts'

function message(id: string, text: string): MessageWire {
  return {
    id,
    at: '2026-12-04T09:00:00+08:00',
    kind: 'text',
    side: 'house',
    author: null,
    mine: false,
    text,
    event: null,
    offer: null,
  }
}

function threadOf(answers: { readonly list: readonly Answer[]; readonly written?: readonly Answer[] }) {
  const lists = [...answers.list]
  const written = [...(answers.written ?? [])]
  const server = serverOf({
    'GET /orders/:id/messages': () => lists.shift() ?? offline,
    'POST /orders/:id/messages': () => written.shift() ?? offline,
    'POST /orders/:id/read-mark': () => ok(null),
  })
  let read = 0
  const model = createThreadModel('a', { send: server.send, onRead: () => (read += 1) })
  return { model, server, read: () => read }
}

const texts = ({ state }: ReturnType<typeof createThreadModel>) =>
  state.value.kind === 'ready' ? state.value.items.map(({ text }) => text) : state.value.kind

test('what is unread is marked once it is shown; what is read is not marked again', async () => {
  const items = [message('1', '一'), message('2', '二')]
  const { model, server, read } = threadOf({
    list: [ok({ items, unread: 2, more: false }), ok({ items, unread: 0, more: false })],
  })
  await model.load()
  await model.load()
  expect(texts(model)).toEqual(['一', '二'])
  expect(server.of('/orders/:id/read-mark').map(({ body }) => body)).toEqual([{ messageId: '2' }])
  expect(read()).toBe(1)
})

test('what was read stays to be seen when the network goes', async () => {
  const { model } = threadOf({ list: [ok({ items: [message('1', '一')], unread: 0, more: false })] })
  await model.load()
  await model.load()
  expect(texts(model)).toEqual(['一'])
})

test('a message that was not sent stays typed, and is sent again under the same key', async () => {
  const { model, server } = threadOf({
    list: [ok({ items: [], unread: 0, more: false })],
    written: [offline, ok(message('1', '在吗'), 201), ok(message('2', '在吗'), 201)],
  })
  await model.load()
  model.type(' 在吗 ')
  expect([await model.send(), model.draft.value, model.writing.value.kind]).toEqual([false, ' 在吗 ', 'failed'])
  expect([await model.send(), model.draft.value, texts(model)]).toEqual([true, '', ['在吗']])
  model.type('在吗')
  await model.send()
  const keys = server.of('/orders/:id/messages').flatMap(({ idempotencyKey }) => idempotencyKey ?? [])
  expect(keys).toHaveLength(3)
  expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false])
})

test('nothing is sent of blanks, and a refusal says why', async () => {
  const { model, server } = threadOf({ list: [], written: [problem('malformed', 400)] })
  model.type('  \n')
  expect(await model.send()).toBe(false)
  expect(server.of('/orders/:id/messages')).toEqual([])
  model.type('太长')
  await model.send()
  expect(model.writing.value).toMatchObject({ kind: 'failed', failing: { kind: 'problem' } })
})
