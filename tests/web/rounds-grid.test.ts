import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { createArranging, backOf } from '../../web/src/pages/round/grid/arranging.ts'
import { blocksOf, differencesOf, metBy, waitingOf, weeklyKey } from '../../web/src/pages/round/grid/blocks.ts'
import { createCarrying, type Carry, type Carrying, type Placement } from '../../web/src/pages/round/grid/carry.ts'
import { blockBeside, extentOf, gridOf, snapped, spotAt } from '../../web/src/pages/round/grid/geometry.ts'
import { stretchesOf } from '../../web/src/pages/round/grid/Ghost.tsx'
import { gridKey } from '../../web/src/pages/round/grid/keys.ts'
import { ghostState, ghostWords } from '../../web/src/pages/round/grid/words.ts'
import { createRoundModel, type OwnedSection } from '../../web/src/pages/round/model.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { fetched, ok, problem } from './fetched.ts'
import {
  allocation,
  applicationWire,
  HALL,
  pinWire,
  planWire,
  ROOM,
  roundWire,
  sectionWire,
  unmet,
} from './round-wires.ts'

beforeAll(() => chooseLocale('zh-CN'))

const round = roundWire()
const a = sectionWire('a', { timesAWeek: 2 })
const b = sectionWire('b', { must: true, weight: 3 })
const c = sectionWire('c', { weight: 9 })
const applications = [applicationWire('1', [a]), applicationWire('2', [b]), applicationWire('3', [c])]
const sections = new Map<string, OwnedSection>(
  applications.flatMap((application) =>
    application.sections.map((section) => [section.id, { section, application }] as const),
  ),
)
const plan = planWire([allocation('a', 0), allocation('a', 1, { weekday: 3 })], { unmet: [unmet('b', 0)] })
const blocks = blocksOf(plan, sections, [])
const whole = { weekday: null, spaceId: null }

describe('blocks', () => {
  test('know whose they are, what is pinned, and how well they meet the wish', () => {
    const [first, second] = blocksOf(plan, sections, [pinWire('p')])
    expect([first?.key, first?.partyName, first?.pinned, first?.met]).toEqual(['a 0', 'party of 1', true, 'primary'])
    expect([second?.pinned, second?.met]).toEqual([false, 'other'])
  })

  test('of a section that was withdrawn are none', () => expect(blocksOf(plan, new Map(), [])).toEqual([]))

  test('meet a wish only when it covers them as a whole, and the better rank counts', () => {
    const { place } = allocation('a', 0)
    const time = { weekday: 1, from: 1080, until: 1170, rank: 'secondary' } as const
    expect(metBy({ times: [time] }, { place })).toBe('secondary')
    expect(metBy({ times: [time, { ...time, rank: 'primary' }] }, { place })).toBe('primary')
    expect(metBy({ times: [{ ...time, until: 1140 }] }, { place })).toBe('other')
  })

  test('that the other plan has not, or elsewhere, are told apart', () => {
    const found = differencesOf(blocks, [allocation('a', 0, { from: 1110, until: 1200 })])
    expect([...found]).toEqual([
      ['a 0', 'moved'],
      ['a 1', 'new'],
    ])
    expect(differencesOf(blocks, plan.allocations).size).toBe(0)
  })
})

test('what waits stands beside the grid: must-haves first, then by weight, each with its reasons', () => {
  const waiting = waitingOf(plan, sections)
  expect(waiting.map(({ key, must, weight }) => [key, must, weight])).toEqual([
    ['b 0', true, 3],
    ['c 0', false, 9],
  ])
  expect(waiting.map((one) => one.unmet?.options ?? null)).toEqual([4, null])
})

describe('the grid', () => {
  const windows = [...round.windows, { weekday: 6, from: 540, until: 900 } as const]
  const grid = gridOf(blocks, [HALL, ROOM], windows, whole)

  test('gives each day as much width as it has hours, and leaves out days without any', () => {
    expect(grid.days.map(({ weekday, from, until, width }) => [weekday, from, until, width])).toEqual([
      [1, 1080, 1260, 0.25],
      [3, 1080, 1260, 0.25],
      [6, 540, 900, 0.5],
    ])
  })

  test('places a block and finds the same place under the pointer', () => {
    const place = { spaceId: ROOM, weekday: 3, from: 1170, until: 1260 } as const
    const extent = extentOf(grid, place)
    expect([extent?.row.spaceId, extent?.left, extent?.width]).toEqual([ROOM, 37.5, 12.5])
    expect(spotAt(grid, 0.375, 1.5)).toEqual({ spaceId: ROOM, weekday: 3, minute: 1170 })
  })

  test.each([
    [-0.01, 0],
    [1, 0],
    [0.5, -0.1],
    [0.5, 2],
  ])('has nothing at %d across, %d down', (across, down) => expect(spotAt(grid, across, down)).toBeNull())

  test('of one space shows its days below one another on one scale', () => {
    const own = gridOf(blocks, [HALL, ROOM], windows, { weekday: null, spaceId: HALL })
    expect(own.rows.map(({ weekday, placed }) => [weekday, placed.map(({ block }) => block.key)])).toEqual([
      [1, ['a 0']],
      [3, ['a 1']],
      [6, []],
    ])
    expect(spotAt(own, 0.5, 1.2)).toEqual({ spaceId: HALL, weekday: 3, minute: 900 })
    expect(extentOf(own, { spaceId: ROOM, weekday: 1, from: 1080, until: 1170 })).toBeNull()
  })

  test('puts what overlaps into lanes', () => {
    const two = blocksOf(
      planWire([
        allocation('a', 0),
        allocation('b', 0, { from: 1140, until: 1230 }),
        allocation('c', 0, { from: 1170, until: 1260 }),
      ]),
      sections,
      [],
    )
    const [row] = gridOf(two, [HALL], windows, whole).rows
    expect([row?.lanes, row?.placed.map(({ block, lane }) => [block.key, lane])]).toEqual([
      2,
      [
        ['a 0', 0],
        ['b 0', 1],
        ['c 0', 0],
      ],
    ])
  })

  test('snaps to the starts and never past the end of the day', () => {
    const day = { from: 1080, until: 1260 } as (typeof grid.days)[number]
    expect([1000, 1094, 1096, 1259].map((minute) => snapped(minute, 90, 30, day))).toEqual([1080, 1080, 1110, 1170])
  })

  test('is walked with arrows: along a row, and to what is nearest in another', () => {
    const three = blocksOf(
      planWire([
        allocation('a', 0),
        allocation('a', 1, { weekday: 3 }),
        allocation('b', 0, { spaceId: ROOM, weekday: 3 }),
      ]),
      sections,
      [],
    )
    const of = gridOf(three, [HALL, ROOM], windows, whole)
    const to = (key: string, move: 'left' | 'right' | 'up' | 'down') => blockBeside(of, key, move)?.key ?? null
    expect([to('a 0', 'right'), to('a 1', 'left'), to('a 0', 'down'), to('b 0', 'up'), to('a 0', 'left')]).toEqual([
      ...['a 1', 'a 0', 'b 0', 'a 1', null],
    ])
  })
})

/** What is carried just now. */
function held({ carry }: Carrying): Carry {
  const now = carry.value
  if (!now) throw new Error('nothing is carried')
  return now
}

const placement = (from: number, state: Placement['state'], costChange: number | null = null): Placement => ({
  place: { spaceId: HALL, weekday: 1, from, until: from + 60 },
  ...{ state, costChange, reasons: [] },
})
const taken = { sectionId: 'c', nth: 0, title: 'title c', partyName: 'party', home: null, minutes: 90, hold: 45 }

describe('what is carried', () => {
  const grid = gridOf(blocks, [HALL, ROOM], round.windows, whole)
  const items = [placement(1080, 'taken'), placement(1110, 'dearer', 40), placement(1170, 'open', 5)]

  test('stands on the grid under the hand, as long as the house would give it there', async () => {
    const carrying = createCarrying(
      async () => items,
      () => 30,
    )
    carrying.take({ ...taken, by: 'pointer' })
    carrying.moveTo(grid, { spaceId: HALL, weekday: 1, minute: 1160 }, false)
    expect(carrying.carry.value?.target).toEqual({
      place: { spaceId: HALL, weekday: 1, from: 1110, until: 1200 },
      placement: null,
    })
    expect(ghostState(held(carrying))).toBe('waiting')
    await Promise.resolve()
    await Promise.resolve()
    expect(carrying.carry.value?.target?.place.until).toBe(1170)
    expect(ghostWords(held(carrying), blocks)).toEqual(['可以放，代价 +40'])
    carrying.moveTo(grid, { spaceId: HALL, weekday: 1, minute: 1125 }, false)
    expect(ghostWords(held(carrying), blocks)).toEqual(['已被占用：party of 1《title a》'])
    carrying.moveTo(grid, { spaceId: ROOM, weekday: 3, minute: 1125 }, false)
    expect(ghostWords(held(carrying), blocks)).toEqual(['不在统筹时段内'])
    carrying.moveTo(grid, null, true)
    expect(ghostWords(held(carrying), blocks)).toEqual(['退回待排'])
  })

  test('walks by keys: starts, days, spaces, and the next that is open, the cheapest first', async () => {
    const carrying = createCarrying(
      async () => items,
      () => 30,
    )
    carrying.take({ ...taken, by: 'keys' })
    await Promise.resolve()
    await Promise.resolve()
    const at = () => {
      const place = carrying.carry.value?.target?.place
      return place && [place.spaceId === HALL ? 'hall' : 'room', place.weekday, place.from]
    }
    const steps = (
      ['right', 'right', 'day-after', 'down', 'left', 'up', 'day-before', 'next-open', 'next-open'] as const
    ).map((key) => {
      carrying.step(grid, key)
      return at()
    })
    expect(steps).toEqual([
      ...[
        ['hall', 1, 1080],
        ['hall', 1, 1110],
        ['hall', 3, 1110],
        ['room', 3, 1110],
        ['room', 3, 1080],
      ],
      ...[
        ['hall', 3, 1080],
        ['hall', 1, 1080],
        ['hall', 1, 1170],
        ['hall', 1, 1110],
      ],
    ])
    expect(carrying.letGo()?.title).toBe('title c')
    expect(carrying.carry.value).toBeNull()
  })

  test('an answer for what was let go in the meantime is dropped', async () => {
    const carrying = createCarrying(
      async () => items,
      () => 30,
    )
    carrying.take({ ...taken, by: 'keys' })
    carrying.letGo()
    await Promise.resolve()
    expect(carrying.carry.value).toBeNull()
  })

  test('starts of one state are drawn as one', () => {
    const open = [placement(1080, 'open'), placement(1110, 'open'), placement(1140, 'taken'), placement(1260, 'taken')]
    expect(stretchesOf(open).map(({ state, place }) => [state, place.from, place.until])).toEqual([
      ['open', 1080, 1170],
      ['taken', 1140, 1200],
      ['taken', 1260, 1320],
    ])
  })
})

test.each([
  ['Enter', {}, false, { kind: 'pick-up' }],
  ['Enter', {}, true, { kind: 'drop' }],
  ['Escape', {}, true, { kind: 'put-back' }],
  ['ArrowLeft', {}, true, { kind: 'carry', step: 'left' }],
  ['ArrowLeft', { shiftKey: true }, true, { kind: 'carry', step: 'day-before' }],
  ['ArrowDown', {}, false, { kind: 'walk', move: 'down' }],
  ['n', {}, true, { kind: 'carry', step: 'next-open' }],
  ['p', {}, false, { kind: 'pin' }],
  ['p', { ctrlKey: true }, false, null],
  ['z', { ctrlKey: true }, false, { kind: 'undo' }],
  ['z', { ctrlKey: true }, true, null],
  ['Delete', {}, false, { kind: 'to-tray' }],
  ['x', {}, false, null],
] as const)('the key %s with %o, carrying: %s', (key, more, carried, meant) => {
  const event = { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }
  expect(gridKey(event, carried)).toEqual(meant)
})

describe('arranging', () => {
  beforeEach(() => vi.unstubAllGlobals())

  /** A round with its plan as the server has it, and what was sent. */
  async function arranged(more: Parameters<typeof fetched>[0] = {}) {
    const server = fetched({
      'GET /rounds/round': ok(round),
      'GET /rounds/round/applications': ok({ items: applications }),
      'GET /rounds/round/pins': ok({ items: [], faults: [] }),
      'GET /rounds/round/plans': ok({ items: [plan] }),
      'GET /rounds/round/runs': ok({ items: [] satisfies RunWire[] }),
      'GET /season-plans/plan': ok(plan),
      'GET /season-plans/plan/placements': ok({ items: [placement(1080, 'taken'), placement(1170, 'open', 5)] }),
      'POST /season-plans/plan/changes': ok({ plan: { ...plan, version: 3 }, costChange: 5, violations: [] }),
      ...more,
    })
    const model = createRoundModel('round')
    await model.refresh()
    const arranging = createArranging(model)
    const grid = gridOf(blocks, [HALL, ROOM], round.windows, whole)
    const carry = async (from: number) => {
      arranging.carrying.take({ ...taken, hold: 0, by: 'pointer' })
      await vi.waitFor(() => expect(arranging.carrying.carry.value?.placements).not.toBeNull())
      arranging.carrying.moveTo(grid, { spaceId: HALL, weekday: 1, minute: from }, false)
    }
    const sent = () => server.of('/season-plans/plan/changes').map(({ headers, body }) => [headers['if-match'], body])
    return { model, arranging, carry, sent }
  }

  test('sends what was dropped with the version it was seen in, and takes it back', async () => {
    const { model, arranging, carry, sent } = await arranged()
    await carry(1170)
    expect(await arranging.drop(blocks)).toEqual({ kind: 'sent', done: { kind: 'done', costChange: 5 } })
    expect(arranging.undoable.value).toBe(1)
    const now = model.plan.value
    expect(now.kind === 'ready' && now.value.version).toBe(3)
    expect(await arranging.undo()).toEqual({ kind: 'done', costChange: 5 })
    expect(arranging.undoable.value).toBe(0)
    expect(sent()).toEqual([
      ['"2"', { changes: [{ sectionId: 'c', nth: 0, to: { spaceId: HALL, weekday: 1, from: 1170 } }] }],
      ['"3"', { changes: [{ sectionId: 'c', nth: 0, to: null }] }],
    ])
  })

  test('asks before anybody loses a place, and puts them beside the grid', async () => {
    const { arranging, carry, sent } = await arranged()
    await carry(1080)
    const dropped = await arranging.drop(blocks)
    if (dropped.kind !== 'asks') throw new Error(dropped.kind)
    expect(dropped.others.map(({ key }) => key)).toEqual(['a 0'])
    expect(sent()).toEqual([])
    await arranging.displace(dropped.carry, dropped.others)
    expect(sent().map(([, body]) => body)).toEqual([
      {
        changes: [
          { sectionId: 'a', nth: 0, to: null },
          { sectionId: 'c', nth: 0, to: { spaceId: HALL, weekday: 1, from: 1080 } },
        ],
      },
    ])
  })

  test('sends nothing to a place that is barred, or to where it was', async () => {
    const { arranging, carry, sent } = await arranged({
      'GET /season-plans/plan/placements': ok({ items: [placement(1080, 'barred'), placement(1170, 'here')] }),
    })
    await carry(1080)
    expect((await arranging.drop(blocks)).kind).toBe('barred')
    await carry(1170)
    expect((await arranging.drop(blocks)).kind).toBe('nothing')
    expect(sent()).toEqual([])
  })

  test('who comes late reads the newest plan and is told so', async () => {
    const { arranging, carry } = await arranged({ 'POST /season-plans/plan/changes': problem('stale', 412) })
    await carry(1170)
    expect(await arranging.drop(blocks)).toEqual({ kind: 'sent', done: { kind: 'stale' } })
    expect(arranging.undoable.value).toBe(0)
  })
})

test('a change is taken back to where it was, or off the grid', () => {
  expect(backOf({ sectionId: 'a', nth: 1, to: null }, plan)).toEqual({
    ...{ sectionId: 'a', nth: 1, to: { spaceId: HALL, weekday: 3, from: 1080 } },
  })
  expect(backOf({ sectionId: 'c', nth: 0, to: null }, plan).to).toBeNull()
  expect(weeklyKey({ sectionId: 'a', nth: 1 })).toBe('a 1')
})
