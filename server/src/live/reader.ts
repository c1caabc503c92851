import type { ServerResponse } from 'node:http'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { ChangesCursor } from '@gongyue/db/queries/changes.ts'

/** One event, written once for all who read it. */
export type Frame = Buffer

/** One open stream. */
export interface Reader {
  readonly who: Who
  /** At the desk, where everything is told. */
  readonly atDesk: boolean
  /** The cursor of the last event that was sent; null before the first. */
  readonly cursor: () => ChangesCursor | null
  /**
   * Sends an event. A reader whose connection is full gets nothing until it has taken what waits for it; then it is let in again from its
   * cursor, so that a slow one costs memory for one frame and misses nothing.
   */
  readonly send: (frame: Frame, cursor?: ChangesCursor) => void
  readonly isOpen: () => boolean
  readonly end: (frame?: Frame) => void
}

export interface ReaderOptions {
  readonly who: Who
  readonly atDesk: boolean
  /** The connection was full, and is not any more. */
  readonly onCaughtUp: () => void
  readonly onClosed: () => void
}

/** How many bytes may wait for one reader before it counts as slow. */
export const FULL_BYTES = 256 * 1024
/** Who takes nothing for so long is gone: it comes back with its cursor. */
const PATIENCE_MS = 60_000

/** An event as Server-Sent Events write it. */
export function frameOf(event: string, data: string, cursor?: ChangesCursor): Frame {
  return Buffer.from(`${cursor === undefined ? '' : `id: ${cursor}\n`}event: ${event}\ndata: ${data}\n\n`)
}

/** Says that all is well; readers hang up when they miss it. */
export function beatAt(now: number): Frame {
  return Buffer.from(`: ${now}\n\n`)
}

/** Opens the stream of one reply, which must not have been answered yet. */
export function openReader(raw: ServerResponse, { who, atDesk, onCaughtUp, onClosed }: ReaderOptions): Reader {
  let cursor: ChangesCursor | null = null
  let full: NodeJS.Timeout | null = null
  raw.writeHead(200, HEADERS)
  raw.write(RETRY)
  raw.on('drain', () => {
    if (full === null) return
    clearTimeout(full)
    full = null
    onCaughtUp()
  })
  raw.on('error', () => {})
  raw.on('close', () => {
    if (full !== null) clearTimeout(full)
    onClosed()
  })
  const isOpen = (): boolean => !raw.writableEnded && !raw.destroyed
  return {
    who,
    atDesk,
    cursor: () => cursor,
    isOpen,
    send: (frame, at) => {
      if (full !== null || !isOpen()) return
      if (at !== undefined) cursor = at
      if (!raw.write(frame) && raw.writableLength > FULL_BYTES)
        full = setTimeout(() => raw.destroy(), PATIENCE_MS).unref()
    },
    end: (frame) => {
      if (isOpen()) raw.end(frame)
    },
  }
}

/** No proxy may keep, pack or hold back what is meant for now. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
} as const

/** How long a browser's own client waits before it comes back. */
const RETRY = 'retry: 2000\n\n'
