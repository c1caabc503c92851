import { request, type IncomingMessage } from 'node:http'
import type {
  ChangeEventWire,
  EndEventWire,
  HelloEventWire,
  PresenceEventWire,
  ResetEventWire,
  TouchedEventWire,
} from '@gongyue/shared/api/live.ts'
import type { Client } from './house.ts'

interface Events {
  readonly hello: HelloEventWire
  readonly change: ChangeEventWire
  readonly touched: TouchedEventWire
  readonly presence: PresenceEventWire
  readonly reset: ResetEventWire
  readonly end: EndEventWire
}
type Name = keyof Events

/** One event as it came. */
export type StreamEvent = {
  [N in Name]: { readonly id: string | null; readonly event: N; readonly data: Events[N] }
}[Name]

/** One open stream of events, read by hand so that a test may cut it, or read it slowly. */
export interface Stream {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** All events so far. */
  readonly events: readonly StreamEvent[]
  /** The id of the last event that carried one. */
  readonly cursor: () => string | null
  /** The next event of this name that was not handed out yet; waits for it. */
  readonly next: <N extends Name>(name: N) => Promise<Extract<StreamEvent, { readonly event: N }>>
  /** Resolves when the server has ended the stream, or it broke. */
  readonly ended: Promise<void>
  readonly pause: () => void
  readonly resume: () => void
  readonly close: () => Promise<void>
}

const PATIENCE_MS = 20_000

/** Opens `GET /events` of a server that listens. */
export async function openStream(
  url: string,
  { cookie }: Pick<Client, 'cookie'>,
  { since, lastEventId }: { readonly since?: string; readonly lastEventId?: string } = {},
): Promise<Stream> {
  const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`
  const asked = request(`${url}/api/v1/events${query}`, {
    agent: false,
    headers: { ...(cookie !== null && { cookie }), ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
  })
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve)
    asked.on('error', reject)
    asked.end()
  })
  const events: StreamEvent[] = []
  let handedOut = new Set<StreamEvent>()
  let rest = ''
  let cursor: string | null = null
  let wake: () => void = () => {}
  let over = false
  reply.setEncoding('utf8')
  reply.on('data', (text: string) => {
    const parts = `${rest}${text}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const event = eventIn(part)
      if (event === null) continue
      cursor = event.id ?? cursor
      events.push(event)
    }
    wake()
  })
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true
      wake()
      resolve()
    }
    reply.on('close', end)
    reply.on('error', end)
    asked.on('error', end)
  })
  return {
    status: reply.statusCode ?? 0,
    headers: reply.headers,
    events,
    cursor: () => cursor,
    next: async (name) => {
      const patience = setTimeout(() => wake(), PATIENCE_MS)
      const until = performance.now() + PATIENCE_MS
      try {
        for (;;) {
          const found = events.find((one) => one.event === name && !handedOut.has(one))
          if (found) {
            handedOut = new Set([...handedOut, found])
            return found as Extract<StreamEvent, { readonly event: typeof name }> // found by its name
          }
          if (over || performance.now() >= until)
            throw new Error(
              `no ${name} came${over ? ' before the stream ended' : ''}; there were ${JSON.stringify(events.map((one) => one.event))}`,
            )
          await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        clearTimeout(patience)
      }
    },
    ended,
    pause: () => void reply.pause(),
    resume: () => void reply.resume(),
    close: async () => {
      asked.destroy()
      await ended
    },
  }
}

/** Null for comments and `retry:`. */
function eventIn(part: string): StreamEvent | null {
  const fields = new Map(
    part
      .split('\n')
      .map((line): [string, string] => [line.split(': ', 1)[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
  )
  const name = fields.get('event')
  if (name === undefined) return null
  return { id: fields.get('id') ?? null, event: name, data: JSON.parse(fields.get('data') ?? 'null') } as StreamEvent // what the server's contract says
}
