import type { MessageWire, ThreadEventWire } from '@gongyue/shared/api/messages.ts'
import { formatInstant } from '@gongyue/shared/time/wall.ts'
import type { MessageRecord, ThreadLine, ThreadParams } from '@gongyue/db/queries/messages.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import { sideOf } from './tell-thread.ts'

/** A line of a thread as one reader may see it: a party is not told who of the house it was. */
export function messageWire(message: MessageRecord, who: Who): MessageWire {
  const { id, at, kind, side, authorId, authorName, text, event, params, offer } = message
  const named = side === 'party' || sideOf(who) === 'house'
  return {
    id,
    at: formatInstant(at, who.timeZone),
    kind,
    side,
    author: named ? authorName : null,
    mine: authorId === who.userId,
    text,
    event: event && eventWire(event, params, who.timeZone),
    offer: offer && { lines: offer.lines.map((line) => lineWire(line, who.timeZone)) },
  }
}

function eventWire(name: ThreadEventWire['name'], params: ThreadParams, timeZone: string): ThreadEventWire {
  const { reasonCode, reason, fileName, lines, services } = params
  return {
    name,
    reasonCode: reasonCode ?? null,
    reason: reason ?? null,
    fileName: fileName ?? null,
    lines: (lines ?? []).map((line) => lineWire(line, timeZone)),
    ...(services && {
      services: services.map(({ start, end, ...rest }) => ({
        ...rest,
        start: formatInstant(start, timeZone),
        end: formatInstant(end, timeZone),
      })),
    }),
  }
}

function lineWire({ spaceId, start, end }: ThreadLine, timeZone: string) {
  return { kind: 'space' as const, spaceId, start: formatInstant(start, timeZone), end: formatInstant(end, timeZone) }
}
