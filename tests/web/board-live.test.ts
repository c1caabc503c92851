import { expect, test, vi } from 'vitest'
import type { ChangeEventWire } from '@gongyue/shared/api/live.ts'
import { bundled } from '../../web/src/api/bundled.ts'
import { createBoardModel } from '../../web/src/pages/board/model.ts'
import { changedDay } from '../../web/src/pages/board/live-day.ts'
import { readDay } from '../../web/src/board/day.ts'
import { at, DATE, span, ZONE } from './board-day.ts'
import { blockWire, boardWire, ok, serverOf, spacesWire, type Answer } from './board-server.ts'

const GAME = blockWire('game', 't2', '18:00', '19:00')
const DAY = { start: at('00:00'), end: at('00:00') + 86_400_000 }

function change(more: Partial<ChangeEventWire> = {}): ChangeEventWire {
  return {
    at: `${DATE}T12:00:10+08:00`,
    upsert: [],
    removed: [],
    closures: { upsert: [], removed: [] },
    orders: [],
    facts: false,
    ...more,
  }
}

test('what came is last, what changed keeps its place, what left is gone', () => {
  const day = readDay(boardWire([GAME, blockWire('other', 't1', '08:00', '09:00')]))
  const next = changedDay(
    day,
    change({ upsert: [blockWire('new', 't3', '10:00', '11:00'), { ...GAME, title: '决赛' }], removed: ['other'] }),
    DAY,
  )
  expect(next.blocks.map(({ id, title }) => [id, title])).toEqual([
    ['game', '决赛'],
    ['new', 'title new'],
  ])
  expect(next.at).toBe(at('12:00') + 10_000)
})

test('a booking that moves to another day leaves; one of another day does not come', () => {
  const day = readDay(boardWire([GAME]))
  const tomorrow = { start: '2026-12-05T18:00:00+08:00', end: '2026-12-05T19:00:00+08:00' }
  const elsewhere = { ...tomorrow, heldFrom: tomorrow.start, heldUntil: tomorrow.end }
  const next = changedDay(
    day,
    change({
      upsert: [
        { ...GAME, ...elsewhere },
        { ...GAME, ...elsewhere, id: 'x' },
      ],
    }),
    DAY,
  )
  expect(next.blocks).toEqual([])
  expect(changedDay(day, change({ removed: ['nobody'] }), DAY).blocks).toBe(day.blocks)
})

test('what is known in a later version stays', () => {
  const day = readDay(boardWire([{ ...GAME, version: 3, title: 'third' }]))
  expect(changedDay(day, change({ upsert: [{ ...GAME, version: 2 }] }), DAY).blocks).toBe(day.blocks)
})

test('closures come and go', () => {
  const closure = {
    id: 'c',
    spaceIds: ['t1'],
    start: `${DATE}T08:00:00+08:00`,
    end: `${DATE}T10:00:00+08:00`,
    reason: '检修',
  }
  const shut = changedDay(readDay(boardWire([])), change({ closures: { upsert: [closure], removed: [] } }), DAY)
  expect(shut.shuttings).toEqual([{ id: 'c', spaceIds: ['t1'], reason: '检修', during: span('08:00', '10:00') }])
  expect(changedDay(shut, change({ closures: { upsert: [], removed: ['c'] } }), DAY).shuttings).toEqual([])
})

function boardOf(answer: () => Answer | Promise<Answer>) {
  const server = serverOf({ 'GET /board': answer, 'GET /spaces': () => spacesWire() })
  const model = createBoardModel({ zone: ZONE, date: DATE, send: server.send, clock: () => at('12:00'), dice: () => 0 })
  const titles = () =>
    model.state.value.kind === 'shown' ? model.state.value.day.blocks.map(({ title }) => title) : null
  return { server, model, titles }
}

test('a change is on the board at once, and the clock follows it', async () => {
  const { model, titles } = boardOf(() => ok(boardWire([GAME])))
  await model.refresh()
  const rows = model.layout.value?.rows ?? []
  model.hear({ kind: 'change', change: change({ upsert: [blockWire('new', 'room', '18:00', '19:00')], waiting: 3 }) })
  expect([titles(), model.waiting.value, model.now.value]).toEqual([
    ['title game', 'title new'],
    3,
    at('12:00') + 10_000,
  ])
  const changed = (model.layout.value?.rows ?? []).filter((row, index) => row !== rows[index])
  expect(changed.map(({ id }) => id)).toEqual(['room'])
})

test('what changes while the server answers is not lost to an older answer', async () => {
  let release: (answer: Answer) => void = () => undefined
  const slow = new Promise<Answer>((resolve) => (release = resolve))
  const answers = [ok(boardWire([GAME])), slow]
  const { model, titles } = boardOf(() => answers.shift() ?? slow)
  await model.refresh()
  const refreshing = model.refresh()
  model.hear({ kind: 'change', change: change({ upsert: [{ ...GAME, title: '决赛' }] }) })
  release(ok(boardWire([GAME])))
  await refreshing
  expect(titles()).toEqual(['决赛'])
})

test('a day that is older than the beginning of the stream is asked for again, a newer one is not', async () => {
  const { model, server } = boardOf(() =>
    ok(boardWire([GAME], { cursor: server.of('/board').length > 1 ? '120:120:@2' : '100:100:@1' })),
  )
  await model.refresh()
  model.hear({ kind: 'started', cursor: '100:100:@1' })
  expect(server.of('/board')).toHaveLength(1)
  model.hear({ kind: 'started', cursor: '110:110:@1' })
  await vi.waitFor(() => expect(server.of('/board')).toHaveLength(2))
  await model.refresh()
  expect(server.of('/board')).toHaveLength(3)
})

test('a reset and other hours are asked for', async () => {
  const { model, server } = boardOf(() => ok(boardWire([GAME])))
  await model.refresh()
  model.hear({ kind: 'reset' })
  await vi.waitFor(() => expect(server.of('/board')).toHaveLength(2))
  model.hear({ kind: 'change', change: change({ facts: true }) })
  await vi.waitFor(() => expect(server.of('/board')).toHaveLength(3))
})

test('many at once are given in two bundles: the first alone, the others together', async () => {
  const bundles: (readonly number[])[] = []
  const give = bundled<number>(20, (bundle) => void bundles.push(bundle))
  for (const one of [1, 2, 3]) give(one)
  await vi.waitFor(() => expect(bundles).toEqual([[1], [2, 3]]))
})
