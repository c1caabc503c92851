import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChangeEventWire } from '@gongyue/shared/api/live.ts'
import { covers } from '../../web/src/api/cursor-order.ts'
import { eventParser } from '../../web/src/api/event-stream.ts'
import { createLive, type LiveEvent } from '../../web/src/api/live.ts'

/** A server whose streams a test writes by hand. */
function streamServer() {
  const asked: string[] = []
  const streams: { write: (text: string) => void; cut: () => void }[] = []
  let answer: () => Response | null = () => null
  const fetch = (async (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push(url)
    const given = answer()
    if (given) return given
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({ start: (made) => void (controller = made) })
    const cut = (): void => {
      try {
        controller?.error(new Error('cut'))
      } catch {
        // it is closed already
      }
    }
    signal.addEventListener('abort', cut)
    streams.push({ write: (text) => controller?.enqueue(new TextEncoder().encode(text)), cut })
    return new Response(body, { status: 200 })
  }) as unknown as typeof globalThis.fetch // only what the client uses
  return { fetch, asked, answer: (next: () => Response | null) => (answer = next), last: () => streams.at(-1) }
}

function pageOf() {
  const listeners = new Set<() => void>()
  const page = {
    hidden: false,
    addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
  }
  return {
    page,
    hide: (hidden: boolean) => {
      page.hidden = hidden
      for (const listener of listeners) listener()
    },
  }
}

function networkOf() {
  const network = Object.assign(new EventTarget(), { navigator: { onLine: true } })
  return {
    network,
    go: (onLine: boolean) => {
      network.navigator.onLine = onLine
      network.dispatchEvent(new Event(onLine ? 'online' : 'offline'))
    },
  }
}

const AT = '2026-12-04T12:00:00+08:00'
const hello = (id: string, replayed = false) =>
  `id: ${id}\nevent: hello\ndata: ${JSON.stringify({ at: AT, replayed, presence: [] })}\n\n`
const CHANGE: ChangeEventWire = {
  at: AT,
  upsert: [],
  removed: ['a'],
  closures: { upsert: [], removed: [] },
  orders: [],
  facts: false,
}
const change = (id: string) => `id: ${id}\nevent: change\ndata: ${JSON.stringify(CHANGE)}\n\n`

function open() {
  const server = streamServer()
  const { page, hide } = pageOf()
  const { network, go } = networkOf()
  const heard: LiveEvent[] = []
  const sent: string[] = []
  const live = createLive({
    fetch: server.fetch,
    dice: () => 0.5,
    clock: () => Date.now(),
    page: () => page,
    network: () => network,
    send: (async ({ path }: { path: string }) => {
      sent.push(path)
      return { kind: 'offline' }
    }) as never, // told only that it was asked
  })
  const stop = live.listen((event) => heard.push(event))
  return { live, server, hide, go, heard, sent, stop, kinds: () => heard.map(({ kind }) => kind) }
}

const settled = async () => await vi.advanceTimersByTimeAsync(0)

describe('the stream of a tab', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse(AT) }))
  afterEach(() => void vi.useRealTimers())

  test('is live from its hello on, and tells where it began', async () => {
    const { live, server, heard } = open()
    await settled()
    expect([live.state.value.kind, server.asked]).toEqual(['connecting', ['/api/v1/events']])
    server.last()?.write(`retry: 2000\n\n${hello('5:5:@1')}${change('6:6:@1').slice(0, 20)}`)
    server.last()?.write(change('6:6:@1').slice(20))
    await settled()
    expect(live.state.value).toEqual({ kind: 'live' })
    expect(heard).toEqual([
      { kind: 'started', cursor: '5:5:@1' },
      { kind: 'change', change: CHANGE },
    ])
  })

  test('comes back after a cut and names the last event; nothing has to be asked anew', async () => {
    const { live, server, kinds } = open()
    await settled()
    server.last()?.write(hello('5:5:@1') + change('6:6:@2'))
    await settled()
    server.last()?.cut()
    await settled()
    expect(live.state.value).toEqual({ kind: 'reconnecting', since: Date.parse(AT) })
    await vi.advanceTimersByTimeAsync(500)
    expect(server.asked[1]).toBe('/api/v1/events?since=6%3A6%3A%402')
    server.last()?.write(change('7:7:@3') + hello('7:7:@3', true))
    await settled()
    expect(live.state.value).toEqual({ kind: 'live' })
    expect(kinds()).toEqual(['started', 'change', 'change'])
  })

  test('tells a reset on, and waits longer after each failure', async () => {
    const { server, kinds, live } = open()
    await settled()
    server.last()?.write(hello('5:5:@1'))
    await settled()
    server.answer(() => new Response('', { status: 503 }))
    server.last()?.cut()
    await vi.advanceTimersByTimeAsync(60_000)
    // After 0.5, 1, 2, 4, 8 and then every 15 seconds.
    expect(server.asked).toHaveLength(8)
    await vi.advanceTimersByTimeAsync(15_000)
    expect(live.state.value.kind).toBe('offline')
    server.answer(() => null)
    await vi.advanceTimersByTimeAsync(15_000)
    server
      .last()
      ?.write(`id: 9:9:@9\nevent: reset\ndata: ${JSON.stringify({ at: AT, why: 'too-old' })}\n\n${hello('9:9:@9')}`)
    await settled()
    expect(kinds()).toEqual(['started', 'reset'])
  })

  test('a connection that is silent for half a minute is given up', async () => {
    const { server } = open()
    await settled()
    server.last()?.write(hello('5:5:@1'))
    await vi.advanceTimersByTimeAsync(28_000)
    server.last()?.write(': 1796356828000\n\n')
    await vi.advanceTimersByTimeAsync(28_000)
    expect(server.asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.asked).toHaveLength(2)
  })

  test('without a network it says so at once, and tries as soon as there is one', async () => {
    const { live, server, go } = open()
    await settled()
    server.last()?.write(hello('5:5:@1'))
    await settled()
    go(false)
    await settled()
    expect(live.state.value.kind).toBe('offline')
    await vi.advanceTimersByTimeAsync(40_000)
    expect(server.asked).toHaveLength(1)
    go(true)
    await settled()
    expect(server.asked).toHaveLength(2)
  })

  test('a page that nobody looks at gives its connection back, and catches up when somebody does', async () => {
    const { server, hide, live } = open()
    await settled()
    server.last()?.write(hello('5:5:@1'))
    await settled()
    hide(true)
    for (let beat = 0; beat < 11; beat += 1) {
      await vi.advanceTimersByTimeAsync(5000)
      server.last()?.write(`: ${Date.now()}\n\n`)
    }
    expect(live.state.value.kind).toBe('live')
    await vi.advanceTimersByTimeAsync(10_000)
    expect([server.asked.length, live.state.value.kind]).toEqual([1, 'reconnecting'])
    hide(false)
    await settled()
    expect(server.asked[1]).toBe('/api/v1/events?since=5%3A5%3A%401')
  })

  test('a wrong clock of this PC is told by how much', async () => {
    const { live, server } = open()
    vi.setSystemTime(Date.parse(AT) - 600_000)
    await settled()
    server.last()?.write(hello('5:5:@1'))
    await settled()
    expect(live.skew.value).toBe(600_000)
  })

  test('a session that is over is asked about, so that the page can show it', async () => {
    const { sent, server } = open()
    await settled()
    server.last()?.write(`${hello('5:5:@1')}event: end\ndata: ${JSON.stringify({ at: AT, why: 'rights' })}\n\n`)
    await settled()
    expect(sent).toEqual(['/session'])
  })

  test('pages share it; it closes some time after the last has gone', async () => {
    const { live, server, stop } = open()
    await settled()
    server.last()?.write(hello('5:5:@1'))
    const second = live.listen(() => undefined)
    stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(live.state.value.kind).toBe('live')
    second()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.asked).toHaveLength(1)
    live.listen(() => undefined)
    await settled()
    expect(server.asked[1]).toBe('/api/v1/events')
  })
})

test('events are read from pieces that end anywhere', () => {
  const text = `: beat\n\nid: 1\nevent: change\ndata: {"at":"x"}\n\nretry: 5\n\n`
  const parse = eventParser()
  expect(Array.from(text, (letter) => parse(letter)).flat()).toEqual([
    { kind: 'comment', text: 'beat' },
    { kind: 'event', name: 'change', id: '1', data: '{"at":"x"}' },
  ])
})

test.each([
  ['the same moment', '100:100:@1', '100:100:@1', true],
  ['a later one', '105:106:105@2', '100:103:101@1', true],
  ['an earlier one', '100:100:@1', '105:105:@2', false],
  ['one that overlaps', '101:110:101@2', '100:103:101@1', false],
  ['the same while others run', '101:110:101@2', '101:110:101@7', true],
])('%s: whether an answer holds what had happened', (_, answer, moment, expected) => {
  expect(covers(answer, moment)).toBe(expected)
})
