import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PresenceWire } from '@gongyue/shared/api/live.ts'
import { createPresence, type Busy } from '../../web/src/pages/board/presence.ts'
import { ok, serverOf } from './board-server.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const server = serverOf({ 'POST /presence': () => ok(null, 204) })
  const busy = signal<Busy>(null)
  const seen = signal<readonly PresenceWire[]>([])
  const presence = createPresence({ live: { presence: seen }, userId: 'me', busy, send: server.send })
  const told = () => server.asked.map(({ body }) => (body as { doing: string }).doing)
  return { busy, seen, presence, told, server }
}

const block = (blockId: string, doing: 'viewing' | 'editing' | 'moving' = 'viewing'): Busy => ({
  doing,
  place: { blockId },
})

test('what one rests at is told, again every ten seconds, and taken back when one leaves', async () => {
  const { busy, presence, told, server } = open()
  const stop = presence.start()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(told()).toEqual([])
  busy.value = block('a')
  busy.value = block('b', 'editing')
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.asked.map(({ body }) => body)).toEqual([
    { page: expect.stringMatching(/^[0-9a-f]{32}$/), doing: 'editing', place: { blockId: 'b' } },
  ])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told()).toEqual(['editing', 'editing', 'editing'])
  busy.value = null
  await vi.advanceTimersByTimeAsync(30_000)
  expect(told()).toEqual(['editing', 'editing', 'editing', 'away'])
  busy.value = block('c', 'moving')
  await vi.advanceTimersByTimeAsync(1000)
  stop()
  expect(told().slice(4)).toEqual(['moving', 'away'])
})

test('others are told by name and block, oneself and empty places are not', () => {
  const { seen, presence } = open()
  const place = { blockId: 'a' }
  seen.value = [
    { userId: 'me', name: '我', doing: 'editing', place },
    { userId: 'li', name: '李敏', doing: 'editing', place },
    { userId: 'wang', name: '王强', doing: 'viewing', place },
    { userId: 'zhao', name: '赵雷', doing: 'editing', place: { spaceId: 't1', start: '2026-12-04T18:00:00+08:00' } },
  ]
  expect([...presence.others.value]).toEqual([
    ['a', { names: '李敏 王强', words: '李敏 is editing · 王强 is looking' }],
  ])
})
