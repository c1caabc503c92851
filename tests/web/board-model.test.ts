import { expect, test } from 'vitest'
import { createBoardModel, type Wanted } from '../../web/src/pages/board/model.ts'
import { createPanelModel } from '../../web/src/pages/board/panel-model.ts'
import { readDay } from '../../web/src/board/day.ts'
import { at, DATE, PALACE, ZONE } from './board-day.ts'
import {
  blockWire,
  boardWire,
  entry,
  lineWire,
  offline,
  ok,
  orderWire,
  serverOf,
  spacesWire,
  type Answer,
  type Sent,
} from './board-server.ts'

const GAME = blockWire('game', 't2', '18:00', '19:00')

function boardOf(board: (sent: Sent) => Answer | Promise<Answer>, clock: () => number = () => at('12:00')) {
  const server = serverOf({
    'GET /board': board,
    'GET /spaces': () => spacesWire(),
    'GET /queue': () => ok({ items: [entry('a'), entry('b')] }),
  })
  const arrived: Wanted[] = []
  const model = createBoardModel({
    zone: ZONE,
    date: DATE,
    send: server.send,
    clock,
    onArrive: (place) => arrived.push(place),
  })
  return { model, server, arrived }
}

test('shows the day that was asked for, with the cursor where the day is now', async () => {
  const { model } = boardOf(() => ok(boardWire([GAME])))
  await model.refresh()
  expect(model.layout.value?.rows.map(({ id }) => id)).toEqual(['hall', 'half', 't1', 't2', 't3', 'room'])
  // Open hours from 8:00: slot 16 is 12:00.
  expect(model.cursor.value).toEqual({ rowId: 'hall', slot: 16, blockId: null })
})

test('an answer for a day that nobody looks at any more is dropped', async () => {
  let release: (answer: Answer) => void = () => undefined
  const slow = new Promise<Answer>((resolve) => (release = resolve))
  const { model } = boardOf(({ query }) =>
    query?.['date'] === DATE ? slow : ok(boardWire([], { date: '2026-12-05', at: '2026-12-05T12:00:00+08:00' })),
  )
  const first = model.refresh()
  model.step(1)
  release(ok(boardWire([GAME])))
  await first
  await new Promise((resolve) => setTimeout(resolve))
  expect(model.date.value).toBe('2026-12-05')
  expect(model.state.value).toMatchObject({ kind: 'shown', day: { date: '2026-12-05', blocks: [] } })
})

test('a lost connection leaves the last day standing and says so', async () => {
  const answers = [ok(boardWire([GAME])), offline]
  const { model } = boardOf(() => answers.shift() ?? offline)
  await model.refresh()
  await model.refresh()
  expect(model.state.value).toMatchObject({ kind: 'shown', stale: true, day: { at: at('12:00') + 5000 } })
})

test('the first question without an answer says why there is nothing', async () => {
  const { model } = boardOf(() => offline)
  await model.refresh()
  expect(model.state.value).toEqual({ kind: 'failing', failing: { kind: 'offline' } })
})

test('the clock of this PC may be wrong: the now line follows the server', async () => {
  let pc = at('11:50')
  const { model } = boardOf(
    () => ok(boardWire([])),
    () => pc,
  )
  await model.refresh()
  expect(model.now.value).toBe(at('12:00') + 5000)
  pc += 60_000
  model.tick()
  expect(model.now.value).toBe(at('12:01') + 5000)
})

test('rows that did not change are the same objects after a refresh', async () => {
  const answers = [boardWire([GAME]), boardWire([GAME, blockWire('new', 'room', '18:00', '19:00')])]
  const { model } = boardOf(() => ok(answers.shift()))
  await model.refresh()
  const before = model.layout.value?.rows ?? []
  await model.refresh()
  const after = model.layout.value?.rows ?? []
  expect(after.filter((row, index) => row !== before[index]).map(({ id }) => id)).toEqual(['room'])
})

test('going to a block unfolds its group, takes the filter away and stands on it', async () => {
  const { model, arrived } = boardOf(() => ok(boardWire([GAME])))
  await model.refresh()
  model.foldAll(true)
  model.choose({ kind: 'classroom' })
  expect(model.layout.value?.rows.map(({ id }) => id)).toEqual(['room'])
  model.goTo(DATE, { blockId: 'game' })
  expect(model.layout.value?.rows).toHaveLength(6)
  expect(model.cursor.value).toEqual({ rowId: 't2', slot: 40, blockId: 'game' })
  model.goTo(DATE, { spaceId: 't3', instant: at('09:00') })
  expect(model.cursor.value).toEqual({ rowId: 't3', slot: 4, blockId: null })
  expect(arrived).toEqual([{ blockId: 'game' }, { spaceId: 't3', instant: at('09:00') }])
})

test('folding a group takes the cursor to the start when its row is gone', async () => {
  const { model } = boardOf(() => ok(boardWire([GAME])))
  await model.refresh()
  model.place({ rowId: 't2', slot: 40, blockId: 'game' })
  model.fold('hall')
  expect(model.cursor.value).toEqual({ rowId: 'hall', slot: 0, blockId: null })
  model.fold('room')
  expect([...model.folded.value]).toEqual(['hall'])
})

test('a date that is none changes nothing', async () => {
  const { model, server } = boardOf(() => ok(boardWire([])))
  await model.refresh()
  model.goToDay('2026-02-30')
  expect(model.date.value).toBe(DATE)
  expect(server.of('/board')).toHaveLength(1)
})

test('counts the orders that wait', async () => {
  const { model } = boardOf(() => ok(boardWire([])))
  await model.countWaiting()
  expect(model.waiting.value).toBe(2)
})

function panelOf(why: Answer = offline) {
  const day = readDay(
    boardWire([
      blockWire('match', 'hall', '18:00', '20:00'),
      { ...GAME, id: 'wish', kind: 'request', state: 'pending' },
    ]),
  )
  const server = serverOf({
    'GET /cells/why': () => why,
    'GET /orders/:id': ({ params }) => ok(orderWire(params?.['id'] ?? '', { lines: [lineWire('wish')] })),
    'GET /queue': () =>
      ok({
        items: [
          {
            ...entry('a'),
            lines: [{ lineId: 'wish', competitors: [{ orderId: 'b', lineId: 'line-b' }], violations: [] }],
          },
        ],
      }),
  })
  const panel = createPanelModel({
    zone: ZONE,
    day: () => day,
    spaces: () => PALACE,
    onSettled: () => undefined,
    send: server.send,
  })
  return { panel, server, day }
}

const spaceById = (id: string) => {
  const found = PALACE.find((one) => one.id === id)
  if (!found) throw new Error(`no space ${id}`)
  return found
}

test('a cell is asked about on the grid of its space, for its shortest time, with those who hold it', async () => {
  const { panel, server } = panelOf(ok({ verdict: 'refused', route: 'direct', violations: [], alternatives: [] }))
  await panel.openCell({ ...spaceById('t1'), gridMinutes: 30, minMinutes: 60 }, at('18:45'))
  expect(server.of('/cells/why')[0]?.query).toEqual({
    spaceId: 't1',
    start: `${DATE}T18:30:00+08:00`,
    end: `${DATE}T19:30:00+08:00`,
  })
  expect(panel.panel.value).toMatchObject({ kind: 'cell', why: { kind: 'there' }, sources: [{ id: 'match' }] })
})

test('a request brings its order and what the queue knows of it; a reservation asks nobody to decide', async () => {
  const { panel, server, day } = panelOf()
  const [match, wish] = day.blocks
  if (!match || !wish) throw new Error('two blocks were expected')
  await panel.openBlock(wish)
  expect(panel.selectedId.value).toBe('wish')
  expect(panel.panel.value).toMatchObject({
    question: { line: { competitors: [{ orderId: 'b' }] } },
    order: { kind: 'there' },
  })
  await panel.openBlock(match)
  expect(panel.panel.value).toMatchObject({ block: { id: 'match' }, question: null })
  expect(server.of('/queue')).toHaveLength(1)
})

test('an answer that comes after the panel was closed does not open it again', async () => {
  const { panel, day } = panelOf()
  const [match] = day.blocks
  if (!match) throw new Error('a block was expected')
  const opening = panel.openBlock(match)
  panel.close()
  await opening
  expect(panel.panel.value).toEqual({ kind: 'closed' })
})
