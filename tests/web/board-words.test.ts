import { describe, expect, test, vi } from 'vitest'
import { keepFresh, type Visibility } from '../../web/src/api/keep-fresh.ts'
import { clockAt, clockSpanOf, clockWithSeconds } from '../../web/src/board/clock.ts'
import { carryingKeyOf, keyActOf } from '../../web/src/board/keys.ts'
import { shortName } from '../../web/src/board/names.ts'
import { shortcutOf } from '../../web/src/pages/board/shortcuts.ts'
import { at, span, ZONE } from './board-day.ts'

test.each([
  ['乒乓球馆 1 号台', '乒乓球馆', '1 号台'],
  ['乒乓球馆北半场', '乒乓球馆', '北半场'],
  ['音乐舞蹈排练厅 A', '音乐舞蹈排练厅 A+B', 'A'],
  ['职工技能培训教室 201', '职工技能培训教室 201+202（合并）', '201'],
  ['Table-tennis hall, north half', 'Table-tennis hall', 'north half'],
  ['Table 1', 'Table-tennis hall', 'Table 1'],
  ['健身馆', '健身馆', '健身馆'],
])('%s under %s reads %s', (name, group, short) => {
  expect(shortName(name, group)).toBe(short)
})

test('times are told on the clock of the facility, midnight as 24:00', () => {
  expect(clockAt(at('18:30'), ZONE)).toBe('18:30')
  expect(clockWithSeconds(at('18:30') + 5000, ZONE)).toBe('18:30:05')
  expect(clockSpanOf(span('18:30', '20:00'), ZONE)).toBe('18:30–20:00')
  expect(clockSpanOf({ start: at('22:00'), end: at('23:59') + 60_000 }, ZONE)).toBe('22:00–24:00')
})

describe('keys', () => {
  const key = (name: string, held: Partial<KeyboardEvent> = {}) =>
    keyActOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

  test('move and open', () => {
    expect(key('ArrowLeft')).toEqual({ kind: 'move', move: 'left' })
    expect(key('Home')).toEqual({ kind: 'move', move: 'row-start' })
    expect(key('Home', { ctrlKey: true })).toEqual({ kind: 'move', move: 'board-start' })
    expect(key('Enter')).toEqual({ kind: 'open' })
    expect(key(' ')).toEqual({ kind: 'open' })
  })

  test('with Alt carry a block, with Shift its end, with Ctrl as well its start', () => {
    expect(key('ArrowLeft', { altKey: true })).toEqual({ kind: 'nudge', nudge: 'earlier' })
    expect(key('ArrowDown', { altKey: true })).toEqual({ kind: 'nudge', nudge: 'row-down' })
    expect(key('ArrowRight', { altKey: true, shiftKey: true })).toEqual({ kind: 'nudge', nudge: 'end-later' })
    const all = { altKey: true, shiftKey: true, ctrlKey: true }
    expect(key('ArrowLeft', all)).toEqual({ kind: 'nudge', nudge: 'start-earlier' })
    expect(key('ArrowUp', { altKey: true, shiftKey: true })).toBeNull()
  })

  test('p puts down, x swaps; other keys are for the browser', () => {
    expect(key('p')).toEqual({ kind: 'command', command: 'park' })
    expect(key('x')).toEqual({ kind: 'command', command: 'swap' })
    expect(key('p', { ctrlKey: true })).toBeNull()
    expect(key('ArrowLeft', { shiftKey: true })).toBeNull()
    expect(key('ArrowLeft', { ctrlKey: true })).toBeNull()
    expect(key('a')).toBeNull()
  })

  test('while something is carried by keys, plain arrows carry on', () => {
    const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
    expect(carryingKeyOf({ ...plain, key: 'ArrowRight' })).toBe('later')
    expect(carryingKeyOf({ ...plain, key: 'ArrowRight', altKey: true, shiftKey: true })).toBe('end-later')
    expect(['Enter', 'Escape', 'p', 'q'].map((one) => carryingKeyOf({ ...plain, key: one }))).toEqual([
      'drop',
      'put-back',
      'park',
      null,
    ])
  })

  test('of the page are not taken from a field or a dialog, but Escape is', () => {
    const on = (html: string, name: string) => {
      document.body.innerHTML = html
      return shortcutOf({
        key: name,
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        defaultPrevented: false,
        target: document.querySelector('[data-on]'),
      })
    }
    expect(on('<div data-on></div>', 't')).toBe('today')
    expect(on('<div data-on></div>', '[')).toBe('previous')
    expect(on('<input type="radio" data-on />', ']')).toBe('next')
    expect(on('<input type="date" data-on />', 't')).toBeNull()
    expect(on('<textarea data-on></textarea>', '?')).toBeNull()
    expect(on('<dialog><button data-on></button></dialog>', 't')).toBeNull()
    expect(on('<textarea data-on></textarea>', 'Escape')).toBe('close')
  })
})

describe('keeping fresh', () => {
  function pageOf() {
    const listeners = new Set<() => void>()
    const page = {
      hidden: false,
      addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
    }
    const show = (hidden: boolean) => {
      page.hidden = hidden
      for (const listener of listeners) listener()
    }
    return { page: page satisfies Visibility, show, listeners }
  }

  test('asks at once, then every so often, not while hidden, and at once when seen again', async () => {
    vi.useFakeTimers()
    const { page, show, listeners } = pageOf()
    const work = vi.fn(async () => undefined)
    const stop = keepFresh(work, 15_000, page)
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(work).toHaveBeenCalledTimes(3)
    show(true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work).toHaveBeenCalledTimes(3)
    show(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(4)
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work).toHaveBeenCalledTimes(4)
    expect(listeners.size).toBe(0)
    vi.useRealTimers()
  })

  test('asks at once when the network comes back', async () => {
    vi.useFakeTimers()
    const { page } = pageOf()
    const network = new EventTarget()
    const work = vi.fn(async () => undefined)
    const stop = keepFresh(work, 15_000, page, network)
    await vi.advanceTimersByTimeAsync(1_000)
    network.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(2)
    stop()
    network.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
  })

  test('asks nothing on a page that opens out of sight', () => {
    const { page } = pageOf()
    page.hidden = true
    const work = vi.fn(async () => undefined)
    keepFresh(work, 15_000, page)()
    expect(work).not.toHaveBeenCalled()
  })

  test('a slow answer delays the next question instead of meeting it', async () => {
    vi.useFakeTimers()
    const { page, show } = pageOf()
    const work = vi.fn(async () => await new Promise<void>((resolve) => setTimeout(resolve, 40_000)))
    const stop = keepFresh(work, 15_000, page)
    await vi.advanceTimersByTimeAsync(20_000)
    show(true)
    show(false)
    await vi.advanceTimersByTimeAsync(34_000)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(work).toHaveBeenCalledTimes(2)
    stop()
    vi.useRealTimers()
  })
})
