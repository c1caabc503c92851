/** One event of a calendar. Instants are epoch milliseconds. */
export interface CalendarEvent {
  /** The same as long as it is the same event, wherever it is moved to. */
  readonly uid: string
  readonly start: number
  readonly end: number
  /** When the event was made; not when it is written, so that nothing changed writes the same bytes. */
  readonly stamp: number
  /** Counts the changes. */
  readonly sequence: number
  readonly status: 'CONFIRMED' | 'CANCELLED'
  readonly summary: string
  readonly location: string
  readonly description: string | null
}

/** A calendar with the name under which a reader files it. */
export interface Calendar {
  readonly name: string
  readonly timeZone: string
  readonly events: readonly CalendarEvent[]
}

/**
 * Writes a calendar as RFC 5545 has it: CRLF, lines folded at 75 octets, text escaped. Times are in UTC, which needs no VTIMEZONE: each
 * event is one moment, and readers show it on their own clock.
 */
export function writeCalendar({ name, timeZone, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gongyue//Gongyue//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${escaped(timeZone)}`,
    // How often readers come again: RFC 7986, and the older word that is better known.
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** TEXT of RFC 5545, 3.3.11: backslash, semicolon, comma and line ends are escaped, other control characters have no place. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(CONTROL, '')
}

/** RFC 5545, 3.1: no line is longer than 75 octets, a continuation begins with a space, and no character is torn. */
export function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ''
      // the space in front of a continuation counts
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

// oxlint-disable-next-line no-control-regex -- these are what is taken out
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g

function eventLines(event: CalendarEvent): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(event.stamp)}`,
    `DTSTART:${utc(event.start)}`,
    `DTEND:${utc(event.end)}`,
    `SEQUENCE:${event.sequence}`,
    `STATUS:${event.status}`,
    `SUMMARY:${escaped(event.summary)}`,
    `LOCATION:${escaped(event.location)}`,
    ...(event.description === null ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
    'END:VEVENT',
  ]
}

/** `20261204T110000Z` */
function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
