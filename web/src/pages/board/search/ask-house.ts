import { call } from '../../../api/call.ts'
import { searchBookings } from '../../../api/more-routes.ts'
import type { Hit } from './search.ts'

/** Asks the house: pinyin, the end of a telephone number, door code and reference too. Null when it cannot be asked. */
export async function askHouse(query: string, date: string): Promise<readonly Hit[] | null> {
  const reply = await call(searchBookings, { query: { q: query, date } })
  if (reply.kind !== 'ok') return null
  return reply.body.items.map(({ id, start, end, ...rest }) => ({
    ...rest,
    blockId: id,
    date: start.slice(0, 10),
    start: Date.parse(start),
    end: Date.parse(end),
  }))
}
