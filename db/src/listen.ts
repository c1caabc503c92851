import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { poolConfig } from './pool.ts'
import type { Dice } from './transaction.ts'

/** What {@link listen} tells. */
export interface ListenHandlers {
  readonly onMessage: (channel: string, payload: string) => void
  /** The connection is there, or there again: what was said meanwhile is lost. */
  readonly onConnected: () => void
  readonly onLost: (error: Error | null) => void
}

/** A connection of its own that hears what other processes say. */
export interface Listening {
  /** Says something on a channel; false when the connection is away and nothing was said. */
  readonly say: (channel: string, payload: string) => Promise<boolean>
  readonly stop: () => Promise<void>
}

/**
 * Listens on some channels of PostgreSQL and comes back by itself after every loss, with waits that grow to five seconds.
 *
 * @param channels - plain words
 */
export function listen(
  connectionString: string,
  channels: readonly string[],
  handlers: ListenHandlers,
  dice: Dice,
): Listening {
  const stopping = new AbortController()
  let client: pg.Client | null = null

  const connectOnce = async (): Promise<void> => {
    const { max: _, ...config } = poolConfig(connectionString, 1)
    const fresh = new pg.Client({ ...config, application_name: 'gongyue live', keepAlive: true })
    const lost = new Promise<Error | null>((resolve) => {
      fresh.on('error', resolve)
      fresh.on('end', () => resolve(null))
    })
    try {
      await fresh.connect()
      fresh.on('notification', ({ channel, payload }) => handlers.onMessage(channel, payload ?? ''))
      await fresh.query(channels.map((channel) => `listen ${channel}`).join(';'))
      client = fresh
      if (stopping.signal.aborted) return
      handlers.onConnected()
      const error = await lost
      if (!stopping.signal.aborted) handlers.onLost(error)
    } finally {
      client = null
      await fresh.end().catch(() => {})
    }
  }

  const keepConnected = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      const since = performance.now()
      await connectOnce().catch((error: unknown) => {
        handlers.onLost(error instanceof Error ? error : new Error(String(error)))
      })
      // A connection that held for a while was good: the next try comes at once.
      if (performance.now() - since > LONGEST_WAIT_MS) failures = 0
      const wait = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** failures) * (0.5 + dice() / 2)
      await sleep(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }

  const running = keepConnected()
  return {
    say: async (channel, payload) => {
      if (client === null) return false
      await client.query({ name: 'say', text: 'select pg_notify($1, $2)', values: [channel, payload] })
      return true
    },
    stop: async () => {
      stopping.abort()
      await client?.end().catch(() => {})
      await running
    },
  }
}

const SHORTEST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5000
