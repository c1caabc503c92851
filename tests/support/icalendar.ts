/** One event as an independent reader finds it. */
export interface ReadEvent {
  readonly uid: string
  /** Epoch milliseconds. */
  readonly start: number
  readonly end: number
  readonly stamp: number
  readonly sequence: number
  readonly status: string
  readonly summary: string
  readonly location: string
  readonly description: string | null
}

/**
 * Reads a calendar by the letter of RFC 5545, and knows nothing of how it was written: CRLF after every line, no line above 75 octets,
 * continuations begin with a space, text is unescaped, times are UTC.
 *
 * @throws when a rule is broken
 */
export function readCalendar(text: string): {
  readonly properties: ReadonlyMap<string, string>
  readonly events: readonly ReadEvent[]
} {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end with CRLF')
  const raw = text.slice(0, -2).split('\r\n')
  for (const line of raw) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line end in ${JSON.stringify(line)}`)
    if (new TextEncoder().encode(line).length > 75) throw new Error(`more than 75 octets in ${JSON.stringify(line)}`)
    if (line === '' || line === ' ') throw new Error('an empty line')
    if (!line.isWellFormed()) throw new Error('half a character')
  }
  const lines: string[] = []
  for (const line of raw) {
    if (line.startsWith(' ')) lines.push(`${lines.pop() ?? ''}${line.slice(1)}`)
    else lines.push(line)
  }
  const properties = new Map<string, string>()
  const events: ReadEvent[] = []
  let event: Map<string, string> | null = null
  const stack: string[] = []
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).split(';')[0] ?? ''
    const value = line.slice(at + 1)
    if (at < 1 || !/^[A-Z-]+$/.test(name)) throw new Error(`no property in ${JSON.stringify(line)}`)
    if (name === 'BEGIN') {
      stack.push(value)
      if (value === 'VEVENT') event = new Map()
    } else if (name === 'END') {
      if (stack.pop() !== value) throw new Error(`${value} ends what did not begin`)
      if (event && value === 'VEVENT') events.push(eventOf(event))
      if (value === 'VEVENT') event = null
    } else {
      const into = event ?? properties
      if (into.has(name)) throw new Error(`${name} twice`)
      into.set(name, value)
    }
  }
  if (stack.length > 0) throw new Error(`${stack.join()} does not end`)
  return { properties, events }
}

function eventOf(of: ReadonlyMap<string, string>): ReadEvent {
  const wanted = (name: string): string => {
    const value = of.get(name)
    if (value === undefined) throw new Error(`an event without ${name}`)
    return value
  }
  return {
    uid: wanted('UID'),
    start: utc(wanted('DTSTART')),
    end: utc(wanted('DTEND')),
    stamp: utc(wanted('DTSTAMP')),
    sequence: Number(wanted('SEQUENCE')),
    status: wanted('STATUS'),
    summary: unescaped(wanted('SUMMARY')),
    location: unescaped(wanted('LOCATION')),
    description: of.has('DESCRIPTION') ? unescaped(wanted('DESCRIPTION')) : null,
  }
}

function utc(text: string): number {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!found) throw new Error(`no moment in UTC: ${text}`)
  const [, year, month, day, hour, minute, second] = found.map(Number)
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)
}

function unescaped(text: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(text)) throw new Error(`a bare ; or , in ${text}`)
  return text.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
}
