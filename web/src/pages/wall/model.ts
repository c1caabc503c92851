import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { recall, remember } from '../../app/storage.ts'
import { forgetToken } from './token.ts'

/** What every screen is told beside its lines. */
export interface ScreenBody {
  /** ISO 8601 with the facility's offset. */
  readonly at: string
}

/** What a screen has. `kept`: as it was when last reached, because now nothing answers. */
export type ScreenState<B> =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'shown'; readonly body: B; readonly at: number; readonly kept: boolean }

export interface ScreenModel<B> {
  readonly state: ReadonlySignal<ScreenState<B>>
  /** The facility's time by the server's clock, epoch milliseconds; a PC that is ten minutes wrong shows the right time. */
  readonly now: ReadonlySignal<number>
  /** Asks once. */
  readonly ask: () => Promise<void>
  /** Ticks and asks until it is stopped. */
  readonly start: () => () => void
}

/** What is kept for the next start. */
interface Kept<B> {
  readonly path: string
  readonly etag: string
  readonly at: number
  readonly body: B
}

/** Three times a minute: soon enough for a wall, and nothing for a server that answers "the same" most of the time. */
export const ASK_EVERY = 20_000

/** A network that says nothing for so long is down. */
const PATIENCE = 10_000
const KEPT = 'screen.last'

/**
 * Asks the server for what the screen shows, keeps the last answer through a drop and a reload, and knows how old it is. A screen that was
 * taken back forgets everything.
 */
export function createScreen<B extends ScreenBody>(
  path: string,
  token: string | null,
  clock: () => number = Date.now,
): ScreenModel<B> {
  const kept = token === null ? null : recallKept<B>(path)
  let etag = kept?.etag ?? null
  /** Server's clock less ours. */
  let ahead = 0
  const tick = signal(clock())
  const state = signal<ScreenState<B>>(
    token === null
      ? { kind: 'unknown' }
      : kept
        ? { kind: 'shown', body: kept.body, at: kept.at, kept: true }
        : { kind: 'connecting' },
  )
  const now = computed(() => tick.value + ahead)

  const show = (body: B, at: number): void => {
    ahead = at - clock()
    tick.value = clock()
    state.value = { kind: 'shown', body, at, kept: false }
  }

  const unreachable = (): void => {
    const before = state.value
    if (before.kind === 'shown') state.value = { ...before, kept: true }
    else if (before.kind === 'connecting') state.value = { kind: 'unreachable' }
  }

  const ask = async (): Promise<void> => {
    if (token === null || state.value.kind === 'revoked') return
    const reply = await fetchScreen(path, token, etag)
    if (reply === null || reply.status >= 500 || reply.status === 429) return unreachable()
    const shown = state.value
    const at = Date.parse(reply.headers.get('x-time') ?? '')
    if (reply.status === 304 && shown.kind === 'shown') {
      if (etag !== null) remember(KEPT, JSON.stringify({ path, etag, at, body: shown.body } satisfies Kept<B>))
      return show(shown.body, at)
    }
    if (reply.status === 401) {
      etag = null
      forgetToken()
      remember(KEPT, '')
      state.value = { kind: 'revoked' }
      return
    }
    const body = reply.ok ? await bodyOf<B>(reply) : null
    if (body === null) {
      if (reply.ok) return unreachable()
      state.value = { kind: 'gone' }
      return
    }
    etag = reply.headers.get('etag')
    remember(KEPT, JSON.stringify({ path, etag: etag ?? '', at: Date.parse(body.at), body } satisfies Kept<B>))
    show(body, Date.parse(body.at))
  }

  return {
    state,
    now,
    ask,
    start: () => {
      let stopped = false
      let timer: ReturnType<typeof setTimeout> | undefined
      const round = async (): Promise<void> => {
        clearTimeout(timer)
        await ask()
        if (!stopped) timer = setTimeout(() => void round(), ASK_EVERY)
      }
      const ticking = setInterval(() => (tick.value = clock()), 1_000)
      const onNetwork = () => void round()
      for (const event of ['online', 'offline']) window.addEventListener(event, onNetwork)
      void round()
      return () => {
        stopped = true
        clearTimeout(timer)
        clearInterval(ticking)
        for (const event of ['online', 'offline']) window.removeEventListener(event, onNetwork)
      }
    },
  }
}

async function fetchScreen(path: string, token: string, etag: string | null): Promise<Response | null> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE)
  try {
    return await fetch(`/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(etag ? { 'if-none-match': etag } : {}) },
      // Neither a session of somebody who once signed in here, nor the browser's own memory.
      credentials: 'omit',
      cache: 'no-store',
      signal: patience.signal,
    })
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** A page of a proxy is no answer of ours. */
async function bodyOf<B extends ScreenBody>(reply: Response): Promise<B | null> {
  try {
    const body: unknown = await reply.json()
    return typeof body === 'object' && body !== null && 'at' in body ? (body as B) : null
  } catch {
    return null
  }
}

function recallKept<B>(path: string): Kept<B> | null {
  try {
    const kept = JSON.parse(recall(KEPT) || 'null') as Kept<B> | null // written by this file
    return kept?.path === path ? kept : null
  } catch {
    return null
  }
}
