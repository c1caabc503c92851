import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type {
  ChangeEventWire,
  EndEventWire,
  HelloEventWire,
  PresenceEventWire,
  PresenceWire,
  TouchedEventWire,
} from '@gongyue/shared/api/live.ts'
import { BASE, call } from './call.ts'
import { eventParser, type StreamPart } from './event-stream.ts'
import type { Visibility } from './keep-fresh.ts'
import { openEvents } from './more-routes.ts'
import { readSession } from './routes.ts'

/** How well this page hears the house; `since`: when it last heard anything, by the server's clock. */
export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting' | 'offline'; readonly since: number }

/** What listeners are told. `started`: from this cursor on everything comes; who read before it asks anew. `reset`: ask for everything anew. */
export type LiveEvent =
  | { readonly kind: 'started'; readonly cursor: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'change'; readonly change: ChangeEventWire }
  | { readonly kind: 'touched'; readonly touched: TouchedEventWire }

/** One stream for all that a tab shows. */
export interface Live {
  readonly state: ReadonlySignal<LiveState>
  /** How far the server's clock is ahead of this PC's, in milliseconds. */
  readonly skew: ReadonlySignal<number>
  /** Who is busy with what at the desk, oneself included. */
  readonly presence: ReadonlySignal<readonly PresenceWire[]>
  /** Opens the stream with the first listener and closes it some seconds after the last. Ask the server only after this: then nothing is missed. */
  readonly listen: (listener: (event: LiveEvent) => void) => () => void
}

export interface LiveOptions {
  readonly fetch?: typeof fetch
  readonly clock?: () => number
  readonly dice?: () => number
  readonly page?: () => Visibility
  readonly network?: () => EventTarget & { readonly navigator?: { readonly onLine: boolean } }
  readonly send?: typeof call
}

/** The server says something every 15 s; who hears nothing for twice as long has no connection. */
const QUIET_MS = 32_000
const TICK_MS = 4000
const LONGEST_WAIT_MS = 15_000
/** A page that nobody looks at gives its connection back: browsers have six for one server. */
const HIDDEN_MS = 60_000
const LINGER_MS = 3000
/** Who has been without a connection for so long is told that it is no hiccup. */
const OFFLINE_MS = 60_000

/** A stream that comes back by itself, and with it what was missed. */
export function createLive({
  fetch: ask = (...given) => fetch(...given),
  clock = Date.now,
  dice = Math.random,
  page = () => document,
  network = () => window,
  send = call,
}: LiveOptions = {}): Live {
  const state = signal<LiveState>({ kind: 'connecting' })
  const skew = signal(0)
  const presence = signal<readonly PresenceWire[]>([])
  const listeners = new Set<(event: LiveEvent) => void>()
  let cursor: string | null = null
  let heardAt = 0
  let running = false
  let connection: AbortController | null = null
  let wakeUp: () => void = () => undefined
  let failures = 0
  let hiddenSince: number | null = null

  const tell = (event: LiveEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const isOffline = (): boolean => network().navigator?.onLine === false
  const isAsleep = (): boolean => hiddenSince !== null && clock() - hiddenSince >= HIDDEN_MS

  const lose = (): void => {
    const now = state.value
    const since = 'since' in now ? now.since : (heardAt || clock()) + skew.value
    if (now.kind === 'connecting' && !isOffline() && failures < 2) return
    const long = clock() + skew.value - since > OFFLINE_MS
    state.value = { kind: isOffline() || long ? 'offline' : 'reconnecting', since }
  }

  const setClock = (serverNow: number): void => {
    if (serverNow > 0) skew.value = serverNow - clock()
  }

  const take = (part: StreamPart): void => {
    if (part.kind === 'comment') return setClock(Number(part.text))
    const data: unknown = JSON.parse(part.data)
    setClock(Date.parse((data as { readonly at: string }).at)) // every event of the contract has it
    const before = cursor
    cursor = part.id ?? cursor
    batch(() => {
      // The server writes what its contract says.
      if (part.name === 'hello') greet(data as HelloEventWire, before)
      else if (part.name === 'change') tell({ kind: 'change', change: data as ChangeEventWire })
      else if (part.name === 'touched') tell({ kind: 'touched', touched: data as TouchedEventWire })
      else if (part.name === 'presence') presence.value = (data as PresenceEventWire).items
      else if (part.name === 'reset') tell({ kind: 'reset' })
      else if (part.name === 'end' && (data as EndEventWire).why === 'rights') void send(readSession)
    })
  }

  const greet = (hello: HelloEventWire, before: string | null): void => {
    failures = 0
    presence.value = hello.presence
    state.value = { kind: 'live' }
    if (!hello.replayed && before === null && cursor !== null) tell({ kind: 'started', cursor })
  }

  /** Reads one stream to its end. */
  const connect = async (): Promise<void> => {
    connection = new AbortController()
    heardAt = clock()
    const query = cursor === null ? '' : `?since=${encodeURIComponent(cursor)}`
    const reply = await ask(`${BASE}${openEvents.path}${query}`, {
      headers: { accept: 'text/event-stream' },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: connection.signal,
    })
    if (reply.status === 400) cursor = null
    // Tells the page that the session is over, if it is.
    if (reply.status === 401) await send(readSession)
    if (!reply.ok || !reply.body) throw new Error(`the stream was answered with ${reply.status}`)
    const parse = eventParser()
    const decoder = new TextDecoder()
    const reader = reply.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heardAt = clock()
      for (const part of parse(decoder.decode(value, { stream: true }))) take(part)
    }
  }

  const pause = async (ms: number): Promise<void> => {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    wakeUp = () => undefined
  }

  const run = async (): Promise<void> => {
    running = true
    while (listeners.size > 0) {
      if (isAsleep() || isOffline()) {
        lose()
        await pause(isAsleep() ? 3_600_000 : LONGEST_WAIT_MS)
        continue
      }
      await connect().catch(() => undefined)
      connection = null
      if (listeners.size === 0) break
      lose()
      await pause(Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures) * (0.5 + dice()))
      failures += 1
    }
    running = false
  }

  const again = (): void => {
    failures = 0
    connection?.abort()
    wakeUp()
  }

  const watch = (): (() => void) => {
    const shown = page()
    const net = network()
    hiddenSince = shown.hidden ? clock() : null
    const tick = setInterval(() => {
      // A PC that slept, a proxy that forgot the connection, a server that went without a word.
      if (connection && (clock() - heardAt > QUIET_MS || isAsleep())) connection.abort()
    }, TICK_MS)
    const onVisibility = (): void => {
      const slept = isAsleep()
      hiddenSince = shown.hidden ? clock() : null
      if (!shown.hidden && (slept || (connection && clock() - heardAt > QUIET_MS))) again()
    }
    const onNetwork = (): void => {
      again()
      if (isOffline()) lose()
    }
    shown.addEventListener('visibilitychange', onVisibility)
    for (const event of NETWORK_EVENTS) net.addEventListener(event, onNetwork)
    return () => {
      clearInterval(tick)
      shown.removeEventListener('visibilitychange', onVisibility)
      for (const event of NETWORK_EVENTS) net.removeEventListener(event, onNetwork)
    }
  }

  let stopWatching: (() => void) | null = null
  const close = (): void => {
    if (listeners.size > 0) return
    stopWatching?.()
    stopWatching = null
    connection?.abort()
    wakeUp()
    cursor = null
    presence.value = []
    state.value = { kind: 'connecting' }
  }

  return {
    state,
    skew,
    presence,
    listen: (listener) => {
      listeners.add(listener)
      stopWatching ??= watch()
      if (!running) void run()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) setTimeout(close, LINGER_MS)
      }
    },
  }
}

const NETWORK_EVENTS = ['online', 'offline'] as const

/** The stream of this tab. */
export const live = createLive()
