import { expect, test } from 'vitest'
import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import type { Uploaded } from '../../web/src/api/upload.ts'
import { createAttachmentsModel } from '../../web/src/attachments/model.ts'
import { sizeText } from '../../web/src/attachments/size-text.ts'
import { ok, serverOf } from './board-server.ts'

const KEPT: AttachmentWire = {
  id: 'f',
  name: '节目单.pdf',
  type: 'pdf',
  bytes: 3,
  sha256: '00',
  at: '2026-12-04T09:00:00+08:00',
  sender: 'me',
  deletable: true,
}

function modelOf(outcomes: readonly Uploaded[]) {
  const rest = [...outcomes]
  const keys: string[] = []
  const server = serverOf({ 'GET /orders/:id/attachments': () => ok({ items: [KEPT] }) })
  let stopped = false
  const model = createAttachmentsModel('a', {
    send: server.send,
    sendFile: (_, __, key, onProgress) => {
      keys.push(key)
      onProgress(0.5)
      return { done: Promise.resolve(rest.shift() ?? { kind: 'offline' }), stop: () => (stopped = true) }
    },
  })
  return { model, keys, stopped: () => stopped }
}

const file = (bytes: number, name = '节目单.pdf') =>
  Object.defineProperty(new File([], name, { lastModified: 1 }), 'size', { value: bytes })

test('what is too large or empty is told before a byte is sent', async () => {
  const { model, keys } = modelOf([])
  expect(await model.add(file(0))).toBe(null)
  expect(model.adding.value).toEqual({ kind: 'unfit', why: 'empty', name: '节目单.pdf', bytes: 0 })
  await model.add(file(10 * 1024 * 1024 + 1))
  expect(model.adding.value).toMatchObject({ kind: 'unfit', why: 'tooLarge' })
  expect(keys).toEqual([])
})

test('an upload tells how much has gone out, then the list is read again', async () => {
  const { model } = modelOf([{ kind: 'ok', body: KEPT }])
  const adding = model.add(file(3))
  expect(model.adding.value).toEqual({ kind: 'sending', name: '节目单.pdf', part: 0.5 })
  expect(await adding).toEqual(KEPT)
  expect([model.adding.value, model.list.value]).toEqual([{ kind: 'idle' }, { kind: 'ready', items: [KEPT] }])
})

test('the same file sent again after a drop has the same key; another file another', async () => {
  const { model, keys } = modelOf([{ kind: 'offline' }, { kind: 'stopped' }])
  await model.add(file(3))
  expect(model.adding.value).toEqual({ kind: 'failed', failing: { kind: 'offline' } })
  await model.add(file(3))
  expect(model.adding.value).toEqual({ kind: 'stopped' })
  await model.add(file(4))
  expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false])
})

test('only one goes out at a time, and it can be stopped', async () => {
  const { model, keys, stopped } = modelOf([{ kind: 'stopped' }])
  const first = model.add(file(3))
  const second = model.add(file(4))
  model.stop()
  expect([await first, await second]).toEqual([null, null])
  expect([keys.length, stopped()]).toEqual([1, true])
})

test.each([
  [1, '1 KB'],
  [900 * 1024, '900 KB'],
  [1024 * 1024, '1.0 MB'],
  [10 * 1024 * 1024, '10.0 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
