import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { PresenceEventWire } from '@gongyue/shared/api/live.ts'
import { mayEnter } from '@gongyue/shared/domain/role.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { listen, type Listening } from '@gongyue/db/listen.ts'
import type { ChangesCursor } from '@gongyue/db/queries/changes.ts'
import { say } from '@gongyue/db/queries/say.ts'
import { readStandings, type Who } from '@gongyue/db/queries/sessions.ts'
import { createHub, PAUSE_MS, type Hub } from '../live/hub.ts'
import { createPresenceBook, type Sighting } from '../live/presence.ts'
import { beatAt, frameOf, openReader } from '../live/reader.ts'

/** From any write to every open stream, in whichever process they are. */
export interface Live {
  /** Streams to a reader until it, its rights or the server go. */
  readonly open: (who: Who, raw: ServerResponse, since: ChangesCursor | null) => void
  /** How many streams a session has here. */
  readonly countOf: (sessionId: string) => number
  /** Something of a facility was written: tells all processes. */
  readonly changed: (facilityId: string) => void
  readonly see: (sighting: Sighting) => Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly live: Live
  }
}

const CHANGES = 'gongyue_changes'
const PRESENCE = 'gongyue_presence'

/** The floor for writes that tell nobody (a script, psql), and for messages that were lost. */
const POLL_MS = 1000
const BEAT_MS = 15_000

export const live = fastifyPlugin(
  async (app: FastifyInstance) => {
    const hubs = new Map<string, Hub>()
    const zones = new Map<string, string>()
    const book = createPresenceBook()
    let listening: Listening | null = null
    let timers: readonly NodeJS.Timeout[] = []

    const tellPresence = (facilityId: string): void => {
      const event: PresenceEventWire = {
        at: formatInstant(app.clock(), zones.get(facilityId) ?? 'UTC'),
        items: [...book.list(facilityId)],
      }
      hubs.get(facilityId)?.toDesk(frameOf('presence', JSON.stringify(event)))
    }
    const note = (sighting: Sighting): void => {
      if (book.see(sighting, performance.now())) tellPresence(sighting.facilityId)
    }

    /** Streams of those who may not any more, or may something else now, end. */
    const checkRights = async (facilityId: string, hub: Hub): Promise<void> => {
      const readers = [...hub.readers()]
      const sessions = [...new Set(readers.map(({ who }) => who.sessionId))]
      if (sessions.length === 0) return
      const standings = await readStandings(app.pg.pool, facilityId, sessions, app.clock())
      for (const reader of readers) {
        const { sessionId, roles, partyIds } = reader.who
        const standing = standings.get(sessionId)
        const same =
          standing && String(standing.roles) === String(roles) && String(standing.partyIds) === String(partyIds)
        if (!same) reader.end(endFrame('rights', reader.who.timeZone))
      }
    }
    const checkSoon = (facilityId: string): void => {
      const hub = hubs.get(facilityId)
      if (hub) checkRights(facilityId, hub).catch((err: unknown) => app.log.warn({ err }, 'rights could not be read'))
    }

    const endFrame = (why: 'rights' | 'server', timeZone: string) =>
      frameOf('end', JSON.stringify({ at: formatInstant(app.clock(), timeZone), why }))

    const beat = (): void => {
      const frame = beatAt(app.clock())
      for (const [facilityId, hub] of hubs) {
        checkSoon(facilityId)
        // No beat while the database is silent: then the pages say so.
        if (performance.now() - hub.heard() < BEAT_MS) for (const reader of hub.readers()) reader.send(frame)
      }
    }

    /** Nothing is listened to and nothing ticks in a process where nobody reads. */
    const start = (): void => {
      listening ??= listen(
        app.config.databaseUrl,
        [CHANGES, PRESENCE],
        {
          onMessage: (channel, payload) => {
            if (channel === PRESENCE) return note(JSON.parse(payload) as Sighting) // written by see, below
            for (const facilityId of payload.split(',')) hubs.get(facilityId)?.wake()
          },
          onConnected: () => {
            for (const hub of hubs.values()) hub.wake()
          },
          onLost: (err) =>
            app.log.warn({ err }, 'the connection that hears of changes was lost; it comes back by itself'),
        },
        app.dice,
      )
      if (timers.length > 0) return
      const every = (ms: number, work: () => void) => setInterval(work, ms).unref()
      timers = [
        every(POLL_MS, () => {
          for (const hub of hubs.values()) hub.wake()
          for (const facilityId of book.forget(performance.now())) tellPresence(facilityId)
        }),
        every(BEAT_MS, beat),
      ]
    }

    const hubOf = ({ facilityId, timeZone }: Who): Hub => {
      const known = hubs.get(facilityId)
      if (known) return known
      zones.set(facilityId, timeZone)
      const hub = createHub(app, {
        facilityId,
        timeZone,
        presence: () => book.list(facilityId),
        onRights: () => checkSoon(facilityId),
      })
      hubs.set(facilityId, hub)
      return hub
    }

    /** Many writes at once are one message: a message takes a lock that all commits with one wait for. */
    const written = new Set<string>()
    let telling: NodeJS.Timeout | null = null
    const tell = (): void => {
      telling = null
      if (written.size === 0) return
      const payload = [...written].join()
      written.clear()
      telling = setTimeout(tell, PAUSE_MS).unref()
      speak(CHANGES, payload).catch((err: unknown) =>
        app.log.debug({ err }, 'a change was not told; others find it by asking'),
      )
    }
    const speak = async (channel: string, payload: string): Promise<void> => {
      if ((await listening?.say(channel, payload)) !== true) await say(app.pg.pool, channel, payload)
    }

    app.decorate('live', {
      open: (who, raw, since) => {
        start()
        const hub = hubOf(who)
        const reader = openReader(raw, {
          who,
          atDesk: mayEnter(who.roles, 'desk'),
          onCaughtUp: () => hub.join(reader, reader.cursor()),
          onClosed: () => {
            hub.leave(reader)
            if (hub.readers().size === 0) hubs.delete(who.facilityId)
          },
        })
        hub.join(reader, since)
      },
      countOf: (sessionId) => {
        let count = 0
        for (const hub of hubs.values())
          for (const { who } of hub.readers()) if (who.sessionId === sessionId) count += 1
        return count
      },
      changed: (facilityId) => {
        written.add(facilityId)
        if (telling === null) tell()
      },
      see: async (sighting) => {
        note(sighting)
        await speak(PRESENCE, JSON.stringify(sighting))
      },
    })

    app.addHook('onResponse', (request, reply, done) => {
      if (request.who && reply.statusCode < 300 && writes(request)) app.live.changed(request.who.facilityId)
      done()
    })
    app.addHook('preClose', async () => {
      for (const timer of timers) clearInterval(timer)
      if (telling !== null) clearTimeout(telling)
      for (const hub of hubs.values())
        for (const reader of hub.readers()) reader.end(endFrame('server', reader.who.timeZone))
      await listening?.stop()
    })
  },
  { name: 'live', dependencies: ['postgres', 'houses', 'session'] },
)

/** Checks and searches are asked by POST as well, and change nothing. */
function writes({ method, routeOptions }: FastifyRequest): boolean {
  return method !== 'GET' && (method !== 'POST' || routeOptions.config.contract?.idempotent === true)
}
