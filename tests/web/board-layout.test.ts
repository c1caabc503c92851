import { describe, expect, test } from 'vitest'
import { intoLanes } from '../../web/src/board/lanes.ts'
import { occupancy, usedAt } from '../../web/src/board/density.ts'
import { foldedAtFirst, kindsOf, planRows } from '../../web/src/board/tree.ts'
import { block, layoutWith, PALACE, request, rowOf, space, span } from './board-day.ts'

describe('lanes', () => {
  test('blocks that touch share a lane, blocks that overlap do not', () => {
    const lanes = intoLanes([
      { id: 'a', held: span('18:00', '19:00'), firm: true },
      { id: 'b', held: span('19:00', '20:00'), firm: true },
      { id: 'c', held: span('18:30', '19:30'), firm: false },
    ])
    expect([...lanes.of]).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
    ])
    expect(lanes.count).toBe(2)
  })

  test('what stands lies above what only asks, and the order of arrival changes nothing', () => {
    const asked = { id: 'a', held: span('18:00', '20:00'), firm: false }
    const stands = { id: 'z', held: span('19:00', '21:00'), firm: true }
    expect([...intoLanes([asked, stands]).of]).toEqual([
      ['z', 0],
      ['a', 1],
    ])
    expect([...intoLanes([stands, asked]).of]).toEqual([
      ['z', 0],
      ['a', 1],
    ])
  })

  test('a row without blocks still has one lane', () => {
    expect(intoLanes([]).count).toBe(1)
  })

  test('three requests for one evening need three lanes, a fourth after them none more', () => {
    const lanes = intoLanes([
      { id: 'a', held: span('18:00', '20:00'), firm: false },
      { id: 'b', held: span('18:00', '20:00'), firm: false },
      { id: 'c', held: span('19:00', '21:00'), firm: false },
      { id: 'd', held: span('20:00', '22:00'), firm: false },
    ])
    expect(Object.fromEntries(lanes.of)).toEqual({ a: 0, b: 1, c: 2, d: 0 })
  })
})

describe('rows', () => {
  test('a group stands over its parts; folded it stands alone and knows what it hides', () => {
    expect(planRows(PALACE, new Set(), null).map(({ space: { id }, depth, role }) => [id, depth, role])).toEqual([
      ['hall', 0, 'group'],
      ['half', 1, 'single'],
      ['t1', 1, 'single'],
      ['t2', 1, 'single'],
      ['t3', 1, 'single'],
      ['room', 0, 'single'],
    ])
    const folded = planRows(PALACE, new Set(['hall']), null)
    expect(folded.map(({ space: { id } }) => id)).toEqual(['hall', 'room'])
    expect(folded[0]?.hidden.map(({ id }) => id)).toEqual(['half', 't1', 't2', 't3'])
  })

  test('a part whose group is not on the board stands by itself', () => {
    const rows = planRows([space('t9', { parentId: 'gone' })], new Set(), null)
    expect(rows.map(({ space: { id }, depth }) => [id, depth])).toEqual([['t9', 0]])
  })

  test('the filter keeps whole groups of one kind', () => {
    expect(kindsOf(PALACE)).toEqual(['table-hall', 'classroom'])
    expect(planRows(PALACE, new Set(), 'classroom').map(({ space: { id } }) => id)).toEqual(['room'])
    expect(planRows(PALACE, new Set(), 'table-hall')).toHaveLength(5)
  })

  test('only a group of more than fifteen starts folded', () => {
    const places = (count: number) => [
      space('gym', { kind: 'gym' }),
      ...Array.from({ length: count }, (_, index) => space(`g${index}`, { kind: 'gym-place', parentId: 'gym' })),
    ]
    expect([...foldedAtFirst(places(15))]).toEqual([])
    expect([...foldedAtFirst(places(16))]).toEqual(['gym'])
  })
})

describe('density', () => {
  const window = span('18:00', '22:00')

  test('counts atoms, so that a half and a table of it are not counted twice', () => {
    const steps = occupancy(
      ['t1', 't2', 't3'],
      [
        { atomIds: ['t1', 't2'], held: span('18:00', '20:00') },
        { atomIds: ['t2'], held: span('19:00', '21:00') },
        { atomIds: ['elsewhere'], held: span('18:00', '22:00') },
      ],
      window,
    )
    expect(steps).toEqual([
      { span: span('18:00', '20:00'), used: 2 },
      { span: span('20:00', '21:00'), used: 1 },
      { span: span('21:00', '22:00'), used: 0 },
    ])
    expect(usedAt(steps, span('19:59', '20:00').start)).toBe(2)
    expect(usedAt(steps, span('20:00', '20:00').start)).toBe(1)
  })

  test('one handed on to the next without a gap is one step', () => {
    const steps = occupancy(
      ['t1', 't2'],
      [
        { atomIds: ['t1'], held: span('18:00', '20:00') },
        { atomIds: ['t2'], held: span('20:00', '22:00') },
      ],
      window,
    )
    expect(steps).toEqual([{ span: window, used: 1 }])
  })

  test('is cut at the window', () => {
    expect(occupancy(['t1'], [{ atomIds: ['t1'], held: span('08:00', '23:00') }], window)).toEqual([
      { span: window, used: 1 },
    ])
    expect(occupancy(['t1'], [{ atomIds: ['t1'], held: span('08:00', '18:00') }], window)).toEqual([
      { span: window, used: 0 },
    ])
  })
})

describe('a day laid out', () => {
  test('the whole hall lies on its own row and shades its half and its tables, not the room', () => {
    const layout = layoutWith([block('match', 'hall', '12:00', '18:00')])
    expect(rowOf(layout, 'hall').placed.map((placed) => placed.block.id)).toEqual(['match'])
    for (const id of ['half', 't1', 't2', 't3'])
      expect(rowOf(layout, id).ghosts).toEqual([
        { span: span('12:00', '18:00'), extent: { left: 50, width: 25, cut: 'none' }, blockIds: ['match'] },
      ])
    expect(rowOf(layout, 'room').ghosts).toEqual([])
  })

  test('where the whole hall is booked its density leaves the place to its own block', () => {
    const layout = layoutWith([block('match', 'hall', '12:00', '18:00'), block('game', 't1', '18:00', '19:00')])
    expect(rowOf(layout, 'hall').density?.filter(({ used }) => used > 0)).toEqual([
      { span: span('18:00', '19:00'), used: 1 },
    ])
  })

  test('a block shades no row of its own', () => {
    expect(rowOf(layoutWith([block('game', 't1', '12:00', '18:00')]), 't1').ghosts).toEqual([])
  })

  test('a table shades the half it belongs to and no other table', () => {
    const layout = layoutWith([block('game', 't1', '12:00', '18:00')])
    expect(rowOf(layout, 'half').ghosts.map(({ blockIds }) => blockIds)).toEqual([['game']])
    expect(rowOf(layout, 't2').ghosts).toEqual([])
    expect(rowOf(layout, 't3').ghosts).toEqual([])
    expect(rowOf(layout, 'hall').density?.map(({ used }) => used)).toEqual([0, 1, 0])
  })

  test('a request shades nothing and counts nowhere: pending never blocks', () => {
    const layout = layoutWith([request('wish', 'hall', '12:00', '18:00')])
    expect(rowOf(layout, 't1').ghosts).toEqual([])
    expect(rowOf(layout, 'hall').density?.map(({ used }) => used)).toEqual([0])
  })

  test('a no-show has freed its table but stays to be seen; what is cancelled is gone', () => {
    const layout = layoutWith([
      block('away', 't1', '12:00', '13:00', { state: 'no-show' }),
      block('off', 't2', '12:00', '13:00', { state: 'cancelled' }),
    ])
    expect(rowOf(layout, 't1').placed).toHaveLength(1)
    expect(rowOf(layout, 't2').placed).toHaveLength(0)
    expect(rowOf(layout, 'half').ghosts).toEqual([])
  })

  test('requests of folded rows are still told on the group', () => {
    const layout = layoutWith([request('a', 't1', '12:00', '13:00'), request('b', 't2', '12:30', '18:00')], {
      folded: ['hall'],
    })
    expect(rowOf(layout, 'hall').asked).toEqual([
      { span: span('12:00', '18:00'), extent: { left: 50, width: 25, cut: 'none' }, blockIds: ['a', 'b'] },
    ])
    expect(rowOf(layoutWith([request('a', 't1', '12:00', '13:00')]), 'hall').asked).toEqual([])
  })

  test('set-up and strike are shares of the block, and count when blocks are stacked', () => {
    const play = block('play', 'room', '12:00', '14:00', { held: span('11:00', '15:00') })
    const wish = request('wish', 'room', '14:30', '16:00')
    const layout = layoutWith([play, wish])
    const [first, second] = rowOf(layout, 'room').placed
    expect(first).toMatchObject({ lane: 0, setUp: 25, strike: 25 })
    expect(second).toMatchObject({ lane: 1, setUp: 0, strike: 0 })
  })

  test('outside its hours a space is shut without a reason, in a closure with one', () => {
    const layout = layoutWith([], {
      day: { shuttings: [{ id: 'c', spaceIds: ['room'], during: span('12:00', '14:00'), reason: '检修' }] },
    })
    expect(rowOf(layout, 'room').shut.map((shut) => [shut.span, shut.reason])).toEqual([
      [span('00:00', '08:00'), null],
      [span('12:00', '14:00'), '检修'],
      [{ start: span('22:00', '22:00').start, end: layout.scale.until }, null],
    ])
    expect(rowOf(layout, 't1').shut).toHaveLength(2)
  })

  test('rows know where they start, counted in lanes', () => {
    const layout = layoutWith([request('a', 'half', '12:00', '13:00'), request('b', 'half', '12:00', '13:00')])
    expect(layout.rows.map(({ id, firstLane, lanes }) => [id, firstLane, lanes])).toEqual([
      ['hall', 0, 1],
      ['half', 1, 2],
      ['t1', 3, 1],
      ['t2', 4, 1],
      ['t3', 5, 1],
      ['room', 6, 1],
    ])
    expect(layout.lanes).toBe(7)
  })
})
