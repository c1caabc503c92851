import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { loadHouse, readFactsVersion, type House } from '@gongyue/db/house.ts'

/** The facts of each facility, kept by their version: reading them anew for every order would cost more than the order. */
export interface Houses {
  /** As this process last knew it; it may be old, and whoever decides by it compares the version inside the transaction. */
  known(facilityId: string): Promise<House>
  /** Not older than this call. */
  current(facilityId: string): Promise<House>
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly houses: Houses
  }
}

export const houses = fastifyPlugin(
  async (app: FastifyInstance) => {
    const kept = new Map<string, House>()
    const loading = new Map<string, Promise<House>>()

    const load = async (facilityId: string): Promise<House> => {
      const running = loading.get(facilityId)
      if (running) return await running
      const started = loadHouse(app.pg.pool, facilityId).then((house) => {
        if (!house)
          throw new Error(`there is no facility ${facilityId}. Maybe it was removed while somebody was signed in.`)
        kept.set(facilityId, house)
        return house
      })
      loading.set(facilityId, started)
      try {
        return await started
      } finally {
        loading.delete(facilityId)
      }
    }

    app.decorate('houses', {
      known: async (facilityId) => kept.get(facilityId) ?? (await load(facilityId)),
      current: async (facilityId) => {
        const wanted = await readFactsVersion(app.pg.pool, facilityId)
        const before = kept.get(facilityId)
        if (before?.factsVersion === wanted) return before
        // a load under way may bring what is wanted; one that began too early does not, and another follows it
        await loading.get(facilityId)?.catch(() => {})
        const loaded = kept.get(facilityId)
        return loaded?.factsVersion === wanted ? loaded : await load(facilityId)
      },
    })
  },
  { name: 'houses', dependencies: ['postgres'] },
)
