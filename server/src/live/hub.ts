import type { FastifyInstance } from 'fastify'
import type { HelloEventWire, PresenceWire } from '@gongyue/shared/api/live.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import { reaches, readChanges, readCursor, type ChangeRecord, type ChangesCursor } from '@gongyue/db/queries/changes.ts'
import { frameOf, type Frame, type Reader } from './reader.ts'
import { MOST_CHANGES, tellChanges } from './tell.ts'

/** All who read the changes of one facility in this process. */
export interface Hub {
  /** Lets a reader in: what it missed since its cursor comes first, or a `reset`; then `hello`. */
  readonly join: (reader: Reader, since: ChangesCursor | null) => void
  readonly leave: (reader: Reader) => void
  /** Something changed, or may have. */
  readonly wake: () => void
  readonly readers: () => ReadonlySet<Reader>
  readonly toDesk: (frame: Frame) => void
  /** When the database last answered, on `performance.now()`. */
  readonly heard: () => number
}

export interface HubOptions {
  readonly facilityId: string
  readonly timeZone: string
  readonly presence: () => readonly PresenceWire[]
  /** Sessions or roles changed. */
  readonly onRights: () => void
}

/** However many changes there are, the database is asked for them no more often than this. */
export const PAUSE_MS = 20

/** Reads what is new once, and tells it to all readers. One thing after the other: so nothing comes twice or in the wrong order. */
export function createHub(app: FastifyInstance, { facilityId, timeZone, presence, onRights }: HubOptions): Hub {
  const readers = new Set<Reader>()
  const joining = new Map<Reader, ChangesCursor | null>()
  let cursor: ChangesCursor | null = null
  let heard = performance.now()
  let asked = false
  let working = false

  const at = () => formatInstant(app.clock(), timeZone)

  const tell = async (rows: readonly ChangeRecord[], to: Iterable<Reader>, now: ChangesCursor): Promise<void> => {
    const told = await tellChanges(app, facilityId, rows)
    if (told.kind === 'too-much') {
      const reset = frameOf('reset', JSON.stringify({ at: at(), why: 'too-much' }), now)
      for (const reader of to) reader.send(reset, now)
      return
    }
    const desk = told.desk && frameOf('change', JSON.stringify(told.desk), now)
    const touched = new Map<string, Frame | null>()
    for (const reader of to) {
      if (reader.atDesk) {
        if (desk) reader.send(desk, now)
        continue
      }
      const key = reader.who.partyIds.join()
      let frame = touched.get(key)
      if (frame === undefined) {
        const event = told.touched(reader.who.partyIds)
        frame = event && frameOf('touched', JSON.stringify(event), now)
        touched.set(key, frame)
      }
      if (frame) reader.send(frame, now)
    }
  }

  const advance = async (): Promise<ChangesCursor> => {
    if (cursor === null) return (cursor = await readCursor(app.pg.pool))
    const fresh = await readChanges(app.pg.pool, facilityId, cursor, null, MOST_CHANGES + 1)
    if (fresh.rows.length > 0) {
      if (fresh.rows.some(({ noun }) => noun === 'rights' || noun === 'reset')) onRights()
      await tell(fresh.rows, [...readers], fresh.cursor)
    }
    return (cursor = fresh.cursor)
  }

  /** Those who come back after a loss that hit all have the same cursor: what they missed is read once. */
  const letIn = async (now: ChangesCursor): Promise<void> => {
    const groups = Map.groupBy([...joining.keys()], (reader) => joining.get(reader) ?? null)
    joining.clear()
    for (const [since, group] of groups) {
      const replayed = since !== null && reaches(since, now)
      if (replayed) {
        const missed = await readChanges(app.pg.pool, facilityId, since, now, MOST_CHANGES + 1)
        if (missed.rows.length > 0) await tell(missed.rows, group, now)
      } else if (since !== null) {
        const reset = frameOf('reset', JSON.stringify({ at: at(), why: 'too-old' }), now)
        for (const reader of group) reader.send(reset, now)
      }
      for (const reader of group) {
        const hello: HelloEventWire = { at: at(), replayed, presence: reader.atDesk ? [...presence()] : [] }
        reader.send(frameOf('hello', JSON.stringify(hello), now), now)
        if (reader.isOpen()) readers.add(reader)
      }
    }
  }

  const work = async (): Promise<void> => {
    if (working) return
    working = true
    while (asked && readers.size + joining.size > 0) {
      asked = false
      const waiting = new Map(joining)
      try {
        await letIn(await advance())
        heard = performance.now()
      } catch (error) {
        app.log.warn({ err: error, facilityId }, 'the changes could not be read; the next wake tries again')
        for (const [reader, since] of waiting) if (!readers.has(reader) && reader.isOpen()) joining.set(reader, since)
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    working = false
  }

  const wake = (): void => {
    asked = true
    void work()
  }

  return {
    join: (reader, since) => {
      readers.delete(reader)
      joining.set(reader, since)
      wake()
    },
    leave: (reader) => {
      readers.delete(reader)
      joining.delete(reader)
    },
    wake,
    readers: () => new Set([...readers, ...joining.keys()]),
    toDesk: (frame) => {
      for (const reader of readers) if (reader.atDesk) reader.send(frame)
    },
    heard: () => heard,
  }
}
