/** What a stream of events carries: an event, or a comment that says that all is well. */
export type StreamPart =
  | { readonly kind: 'event'; readonly name: string; readonly id: string | null; readonly data: string }
  | { readonly kind: 'comment'; readonly text: string }

/** Reads Server-Sent Events out of text that comes in pieces; a piece may end anywhere. */
export function eventParser(): (text: string) => readonly StreamPart[] {
  let rest = ''
  return (text) => {
    const blocks = `${rest}${text}`.split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.flatMap((block) => partOf(block) ?? [])
  }
}

function partOf(block: string): StreamPart | null {
  let name = ''
  let id: string | null = null
  let data = ''
  for (const line of block.split('\n')) {
    if (line.startsWith(':')) return { kind: 'comment', text: line.slice(1).trim() }
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).replace(/^ /, '')
    const field = line.slice(0, colon)
    if (field === 'event') name = value
    else if (field === 'id') id = value
    else if (field === 'data') data += value
  }
  return name === '' ? null : { kind: 'event', name, id, data }
}
