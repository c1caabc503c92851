import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { WallEventWire } from '@gongyue/shared/api/wall.ts'
import { doorAt } from '../../web/src/pages/wall/door.ts'
import { ageText, isNight, linesAt, PAGE_MS, pageAt, shiftAt } from '../../web/src/pages/wall/lines.ts'
import { stageOf } from '../../web/src/pages/wall/stage.ts'

const NOW = Date.parse('2026-12-02T10:00:00+08:00')
const event = (from: string, until: string, more: Partial<WallEventWire> = {}): WallEventWire => ({
  place: { code: 'theatre', name: { 'zh-CN': '职工剧场', en: 'Theatre' }, within: null },
  start: `2026-12-02T${from}:00+08:00`,
  end: `2026-12-02T${until}:00+08:00`,
  state: 'confirmed',
  title: { kind: 'title', text: '曲艺专场' },
  count: 1,
  movedTo: null,
  ...more,
})

describe('lines', () => {
  const words = (events: readonly WallEventWire[], now = NOW) =>
    linesAt(events, now, 6, 'zh-CN').map(({ word }) => word)

  test('words follow the clock, though nothing new has come', () => {
    const one = event('10:40', '11:00')
    const after = (minutes: number) => words([one], NOW + minutes * 60_000)
    expect([0, 11, 35, 36, 40, 60, 74, 75].map(after)).toEqual([
      ...[[''], ['29 分钟后'], ['即将开始'], ['即将开始'], ['进行中'], ['已结束'], ['已结束'], []],
    ])
  })

  test('what is public by its title, what is not by a word', () => {
    const told = linesAt(
      [
        event('10:00', '11:00'),
        event('10:00', '11:00', { title: { kind: 'booked' }, count: 3 }),
        event('10:00', '11:00', { title: { kind: 'party-kind', partyKind: 'branch' } }),
      ],
      NOW,
      6,
      'zh-CN',
    ).map(({ title, open }) => [title, open])
    expect(told).toEqual([
      ['曲艺专场', true],
      ['已预约 · 3 处', false],
      ['基层工会预约', false],
    ])
  })

  test('where an event went', () => {
    const movedTo = {
      start: '2026-12-02T15:00:00+08:00',
      end: '2026-12-02T16:00:00+08:00',
      place: { code: 'square', name: { 'zh-CN': '广场', en: 'Square' }, within: null },
    }
    expect(words([event('11:00', '12:00', { state: 'moved', movedTo })])).toEqual(['改到 15:00 广场'])
    expect(words([event('11:00', '12:00', { state: 'cancelled' })])).toEqual(['取消'])
  })
})

describe('pages', () => {
  test('turn by the clock', () => {
    const lines = [1, 2, 3, 4, 5]
    const shown = [0, 1, 2, 3].map((turn) => pageAt(lines, 2, turn * PAGE_MS))
    expect(shown).toEqual([
      { lines: [1, 2], page: 1, pages: 3 },
      { lines: [3, 4], page: 2, pages: 3 },
      { lines: [5], page: 3, pages: 3 },
      { lines: [1, 2], page: 1, pages: 3 },
    ])
  })

  test('are filled evenly: nine lines are five and four', () => {
    const lines = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    expect([0, 1].map((turn) => pageAt(lines, 8, turn * PAGE_MS).lines.length)).toEqual([5, 4])
  })

  test('show every line once in a round, and never more than fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(1e9),
        (count, perPage, turn) => {
          const lines = Array.from({ length: count }, (_, at) => at)
          const { pages } = pageAt(lines, perPage, 0)
          const round = Array.from({ length: pages }, (_, at) => pageAt(lines, perPage, (turn + at) * PAGE_MS))
          expect(round.every((page) => page.lines.length <= perPage)).toBe(true)
          expect(round.flatMap((page) => page.lines).toSorted((a, b) => a - b)).toEqual(lines)
        },
      ),
    )
  })
})

test('an age in words', () => {
  expect([0, 8 * 60_000, 119 * 60_000, 120 * 60_000].map((age) => ageText(age, 'zh-CN'))).toEqual([
    ...['1 分钟', '8 分钟', '119 分钟', '2 小时'],
  ])
})

test('the picture moves each minute, never far, and comes back', () => {
  const shifts = Array.from({ length: 9 }, (_, minute) => shiftAt(NOW + minute * 60_000))
  expect(new Set(shifts.map(({ x, y }) => `${x} ${y}`)).size).toBe(9)
  expect(shifts.every(({ x, y }) => Math.abs(x) <= 3 && Math.abs(y) <= 3)).toBe(true)
})

test('night is from ten to six', () => {
  expect(['21:59', '22:00', '05:59', '06:00'].map(isNight)).toEqual([false, true, true, false])
})

test.each([
  [1920, 1080, 'auto', { shape: 'broad', turned: false }],
  [1080, 1920, 'auto', { shape: 'tall', turned: false }],
  [1920, 1080, 'portrait', { shape: 'tall', turned: true }],
  [1080, 1920, 'landscape', { shape: 'broad', turned: true }],
  [1080, 1920, 'portrait', { shape: 'tall', turned: false }],
  // somebody looks at the wall on a phone
  [390, 844, 'landscape', { shape: 'tall', turned: false }],
] as const)('%i × %i set to %s', (width, height, orientation, stage) => {
  expect(stageOf(width, height, orientation)).toEqual(stage)
})

describe('a door', () => {
  const span = (from: string, until: string) => ({
    start: `2026-12-02T${from}:00+08:00`,
    end: `2026-12-02T${until}:00+08:00`,
  })
  const inRoom = (from: string, until: string) => ({
    ...span(from, until),
    heldFrom: `2026-12-02T${from}:00+08:00`,
    heldUntil: `2026-12-02T${until}:00+08:00`,
    state: 'confirmed' as const,
    title: { kind: 'booked' } as const,
  })
  const events = [inRoom('09:30', '10:30'), inRoom('11:00', '12:00')]

  test('names what is in the room and what comes', () => {
    const { state, current, next, reason } = doorAt({ events, open: [span('08:00', '21:00')], closures: [] }, NOW)
    expect([state.kind, current, next, reason]).toEqual(['occupied', events[0], [events[1]], null])
  })

  test('says why it is shut', () => {
    const closures = [{ ...span('09:00', '12:00'), reason: '检修' }]
    const { state, reason } = doorAt({ events: [], open: [span('08:00', '21:00')], closures }, NOW)
    expect([state.kind, reason]).toEqual(['shut', '检修'])
  })
})
