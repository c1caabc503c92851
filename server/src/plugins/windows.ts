import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Claim } from '@gongyue/shared/domain/claim.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import type { Interval } from '@gongyue/shared/time/interval.ts'
import { loadWindow } from '@gongyue/db/snapshot.ts'

/** Reads what is held and asked for within a window. */
export interface Windows {
  /** Two hundred who lose one slot ask for the same fortnight: those who wait for a read together share it. */
  read(window: Interval, facts: Facts): Promise<readonly Claim[]>
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly windows: Windows
  }
}

export const windows = fastifyPlugin(
  async (app: FastifyInstance) => {
    /** Reads that have been asked for and not begun: whoever joins one gets an answer no older than its own question. */
    const waiting = new Map<string, Promise<readonly Claim[]>>()
    const running = new Map<string, Promise<unknown>>()
    app.decorate('windows', {
      read: async (window, facts) => {
        const key = `${facts.facilityId} ${window.start} ${window.end}`
        const joined = waiting.get(key)
        if (joined) return await joined
        const read = (async () => {
          await running.get(key)?.catch(() => {})
          waiting.delete(key)
          const load = loadWindow(app.pg.pool, window, facts).then(({ claims }) => claims)
          running.set(key, load)
          try {
            return await load
          } finally {
            if (running.get(key) === load) running.delete(key)
          }
        })()
        waiting.set(key, read)
        return await read
      },
    })
  },
  { name: 'windows', dependencies: ['postgres'] },
)
