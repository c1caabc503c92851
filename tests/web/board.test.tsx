import { computed, signal } from '@preact/signals'
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, describe, expect, test } from 'vitest'
import { Board } from '../../web/src/board/Board.tsx'
import { createCarrying, type Intent } from '../../web/src/board/carry.ts'
import type { Cursor, Target } from '../../web/src/board/cursor.ts'
import type { Block } from '../../web/src/board/day.ts'
import { keepSame } from '../../web/src/board/keep-same.ts'
import { layOut, type Layout } from '../../web/src/board/layout.ts'
import { wholeDay } from '../../web/src/board/scale.ts'
import type { BoardView } from '../../web/src/board/view.ts'
import { chooseLocale } from '../../web/src/text/locale.ts'
import { at, block, DATE, dayWith, PALACE, request, span, ZONE } from './board-day.ts'

afterEach(cleanup)
chooseLocale('zh-CN')

function show(
  blocks: readonly Block[],
  given: { readonly now?: number; readonly shut?: string; readonly others?: BoardView['others']['value'] } = {},
) {
  const shuttings = given.shut
    ? [{ id: 'c', spaceIds: ['t1'], during: span('12:00', '14:00'), reason: given.shut }]
    : []
  const drawn = signal(blocks)
  const folded = signal<ReadonlySet<string>>(new Set())
  const cursor = signal<Cursor | null>({ rowId: 't1', slot: 72, blockId: null })
  const opened: Target[] = []
  let last: Layout | null = null
  const refused: string[] = []
  const commands: string[] = []
  const dropped: Intent[] = []
  const layout = computed(() => {
    last = keepSame(
      last,
      layOut({
        day: dayWith(drawn.value, { shuttings }),
        spaces: PALACE,
        folded: folded.value,
        kind: null,
        scale: wholeDay(DATE, ZONE),
      }),
    )
    return last
  })
  const carrying = createCarrying({
    layout,
    zone: ZONE,
    advise: () => ({ level: 'fits', violations: [], sure: false }),
    ask: async () => await Promise.resolve(null),
    onDrop: (intent) => dropped.push(intent),
    onNothing: () => undefined,
  })
  const view: BoardView = {
    layout,
    zone: ZONE,
    label: signal('12月4日看板'),
    now: signal(given.now ?? at('12:00')),
    cursor,
    selectedId: signal(null),
    carrying,
    others: signal(given.others ?? new Map()),
    said: signal(''),
    wished: signal(null),
    refuse: ({ id }) => refused.push(id),
    command: (command, { id }) => commands.push(`${command} ${id}`),
    place: (to) => (cursor.value = to),
    open: (target) => opened.push(target),
    fold: (id) => (folded.value = folded.value.has(id) ? new Set() : new Set([id])),
  }
  render(<Board view={view} wide={false} />)
  return { view, opened, drawn, cursor, dropped, refused, commands }
}

const grid = () => screen.getByRole('grid', { name: '12月4日看板' })
const focused = () => document.activeElement?.getAttribute('aria-label')
async function press(key: string): Promise<void> {
  fireEvent.keyDown(document.activeElement === document.body ? grid() : (document.activeElement ?? grid()), { key })
  await new Promise((resolve) => setTimeout(resolve))
}

describe('the grid', () => {
  test('tells its size, its rows and its one place to tab to', () => {
    show([block('game', 't2', '18:00', '19:00')])
    expect(grid().getAttribute('aria-rowcount')).toBe('7')
    expect(grid().getAttribute('aria-colcount')).toBe('97')
    expect(screen.getAllByRole('row')).toHaveLength(7)
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })

  test('a block says what, who, how many, when and in what state, beginning with what is written on it', () => {
    show([block('game', 't2', '18:00', '19:00'), request('wish', 'room', '18:00', '20:00')])
    const labels = screen.getAllByRole('gridcell').map((cell) => cell.getAttribute('aria-label'))
    expect(labels).toEqual([
      't1 18:00–18:15 · 空闲',
      'title game branch 10 人 · 18:00–19:00 · 预约',
      '待审 title wish branch 10 人 · 18:00–20:00 · 待审',
    ])
    const game = grid().querySelector('[data-block="game"]')
    expect(game?.getAttribute('aria-colindex')).toBe('74')
    expect(game?.getAttribute('aria-colspan')).toBe('4')
  })
})

describe('the keyboard', () => {
  test('walks over cells and blocks, and what it stands on is focused and read', async () => {
    show([block('game', 't2', '18:00', '19:00')])
    await press('ArrowDown')
    expect(focused()).toBe('title game branch 10 人 · 18:00–19:00 · 预约')
    await press('ArrowRight')
    expect(focused()).toBe('t2 19:00–19:15 · 空闲')
    await press('ArrowUp')
    expect(focused()).toBe('t1 19:00–19:15 · 空闲')
    expect(grid().querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })

  test('Enter opens the cell or the block it stands on', async () => {
    const { opened } = show([block('game', 't2', '18:00', '19:00')])
    await press('Enter')
    await press('ArrowDown')
    await press('Enter')
    expect(opened.map(({ kind, row }) => [kind, row.id])).toEqual([
      ['cell', 't1'],
      ['block', 't2'],
    ])
  })

  test('on the head of a group Enter folds it, and the focus stays on it', async () => {
    const { cursor } = show([])
    cursor.value = { rowId: 'hall', slot: 72, blockId: null }
    await press('Home')
    expect(focused()).toBe('收起hall的 4 个部分')
    await press('Enter')
    expect(screen.getAllByRole('row')).toHaveLength(3)
    expect(focused()).toBe('展开hall的 4 个部分')
  })

  test('a shut cell says why, a group how many of its parts are in use, a folded one what is asked inside', async () => {
    const { cursor, view } = show([block('game', 't2', '12:00', '13:00'), request('wish', 't3', '12:00', '13:00')], {
      shut: '检修',
    })
    cursor.value = { rowId: 't1', slot: 48, blockId: null }
    await press('ArrowRight')
    expect(focused()).toBe('t1 12:15–12:30 · 关闭：检修')
    view.fold('hall')
    cursor.value = { rowId: 'hall', slot: 48, blockId: null }
    await press('ArrowRight')
    expect(focused()).toBe(
      'hall 12:15–12:30 · 被整体或部分占用 · 已用 1，共 3 · 收起的部分里有 1 项待审申请，12:00–13:00',
    )
  })
})

describe('the picture', () => {
  test('blocks lie by percent and lane; the whole hall shades its tables', () => {
    show([block('match', 'hall', '12:00', '18:00')])
    expect(grid().querySelector<HTMLElement>('[data-block="match"]')?.style.left).toBe('50%')
    expect(grid().querySelector<HTMLElement>('[data-block="match"]')?.style.width).toBe('25%')
    expect(grid().querySelectorAll('[data-row="t3"] .ghost')).toHaveLength(1)
    expect(grid().querySelectorAll('[data-row="room"] .ghost')).toHaveLength(0)
  })

  test('the now line stands on its day only', () => {
    show([])
    expect(grid().querySelector<HTMLElement>('.board-now i')?.style.left).toBe('50%')
    cleanup()
    show([], { now: at('12:00') + 86_400_000 })
    expect(grid().querySelector('.board-now')).toBeNull()
  })

  test('a new answer keeps the elements of blocks that did not change', async () => {
    const { drawn } = show([block('game', 't2', '18:00', '19:00')])
    const before = grid().querySelector('[data-block="game"]')
    drawn.value = [block('new', 't2', '12:00', '13:00'), block('game', 't2', '18:00', '19:00')]
    await new Promise((resolve) => setTimeout(resolve))
    expect(grid().querySelector('[data-block="game"]')).toBe(before)
    expect(grid().querySelectorAll('[data-row="t2"] [data-block]')).toHaveLength(2)
  })
})

test('a block that another desk is at says who does what, to eyes and ears', () => {
  const game = block('game', 't1', '18:00', '19:00')
  show([game, block('other', 't2', '18:00', '19:00')], {
    others: new Map([['game', { names: '李敏', words: '李敏 正在移动' }]]),
  })
  screen.getByRole('gridcell', { name: /^title game branch .* 李敏 · 18:00–19:00 · .* · 李敏 正在移动$/ })
  const chips = [...document.querySelectorAll<HTMLElement>('.block-others')]
  expect(chips.map((chip) => [chip.dataset['others'], chip.textContent])).toEqual([['game', '李敏']])
})
