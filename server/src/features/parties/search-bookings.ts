import type { FastifyInstance } from 'fastify'
import type { FoundWire } from '@gongyue/shared/api/parties.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { addDays, dayOf, formatInstant, type LocalDate } from '@gongyue/shared/time/wall.ts'
import { factsAt } from '@gongyue/db/house.ts'
import { listBookings, type BookingRecord } from '@gongyue/db/queries/parties.ts'
import type { Who } from '@gongyue/db/queries/sessions.ts'
import type { PartyIndex } from './party-index.ts'
import { plain, rankOf, soundOf, type Rank } from './sound.ts'

/** How far around the day is looked, in days before and after. */
const BEFORE = 1
const AFTER = 7

interface Found {
  readonly booking: BookingRecord
  readonly rank: Rank
  readonly by: FoundWire['by']
}

/** Bookings near a day by what the desk types: the best match first, of equals the nearest to the day. */
export async function searchBookings(
  app: FastifyInstance,
  parties: PartyIndex,
  who: Who,
  { q, date, limit }: { readonly q: string; readonly date: LocalDate; readonly limit: number },
): Promise<FoundWire[]> {
  const facts = factsAt(await app.houses.current(who.facilityId), app.clock())
  const wanted = plain(q)
  const day = dayOf(date, facts.timeZone)
  const within = {
    start: dayOf(addDays(date, -BEFORE), facts.timeZone).start,
    end: dayOf(addDays(date, AFTER), facts.timeZone).end,
  }
  const [bookings, found] = await Promise.all([
    listBookings(app.pg.pool, who.facilityId, within, wanted.toUpperCase()),
    parties.find(who.facilityId, q),
  ])
  const byParty = new Map(found.map(({ party, rank, by }) => [party.id, { rank, by }]))
  const bySpace = spacesFound(wanted, facts)
  const matches = bookings.flatMap((booking): Found[] => {
    const match = bestOf(booking, wanted, byParty.get(booking.partyId), bySpace.get(booking.spaceId))
    return match ? [{ booking, ...match }] : []
  })
  const distance = ({ start }: BookingRecord) =>
    start < day.start ? day.start - start + PAST : Math.max(0, start - day.end)
  return matches
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        ORDER.indexOf(a.by) - ORDER.indexOf(b.by) ||
        distance(a.booking) - distance(b.booking) ||
        a.booking.start - b.booking.start ||
        (a.booking.id < b.booking.id ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ booking, by }) => foundWire(booking, by, facts.timeZone))
}

/** What is over is further away than what comes. */
const PAST = 86_400_000 * AFTER

/** What tells more comes first among equals. */
const ORDER: readonly FoundWire['by'][] = ['reference', 'code', 'phone', 'title', 'party', 'space']

function bestOf(
  { reference, code, title }: BookingRecord,
  wanted: string,
  party: { readonly rank: Rank; readonly by: 'name' | 'phone' | 'code' } | undefined,
  space: Rank | undefined,
): Omit<Found, 'booking'> | null {
  const all: Omit<Found, 'booking'>[] = []
  if (reference.toLowerCase() === wanted) all.push({ rank: 0, by: 'reference' })
  else if (wanted.length >= 3 && reference.toLowerCase().endsWith(wanted)) all.push({ rank: 1, by: 'reference' })
  if (code === wanted) all.push({ rank: 0, by: 'code' })
  const said = rankOf(soundOf(title), wanted)
  if (said !== null) all.push({ rank: said, by: 'title' })
  if (party) all.push({ rank: party.rank, by: party.by === 'phone' ? 'phone' : 'party' })
  if (space !== undefined) all.push({ rank: space, by: 'space' })
  return all.reduce<Omit<Found, 'booking'> | null>((best, one) => (best && best.rank <= one.rank ? best : one), null)
}

/** Spaces by name in any language, by pinyin, or by code. */
function spacesFound(wanted: string, { spaces }: Facts): ReadonlyMap<string, Rank> {
  const found = new Map<string, Rank>()
  for (const { id, name, code } of spaces.values()) {
    const ranks = [name['zh-CN'], name.en, code].flatMap((text) => rankOf(soundOf(text), wanted) ?? [])
    const [first, ...others] = ranks
    if (first !== undefined)
      found.set(
        id,
        others.reduce((a, b) => (b < a ? b : a), first),
      )
  }
  return found
}

function foundWire(booking: BookingRecord, by: FoundWire['by'], timeZone: string): FoundWire {
  const { partyId: _, start, end, ...rest } = booking
  return { ...rest, start: formatInstant(start, timeZone), end: formatInstant(end, timeZone), by }
}
