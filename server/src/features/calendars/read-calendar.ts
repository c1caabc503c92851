import type { FastifyInstance } from 'fastify'
import { listOwn, type AskedFeed, type OwnRecord } from '@gongyue/db/queries/calendars.ts'
import { listProgramme } from '@gongyue/db/queries/programme.ts'
import { factsAt } from '@gongyue/db/house.ts'
import type { Facts } from '@gongyue/shared/domain/facts.ts'
import { PARTY_KIND_NAMES } from '@gongyue/shared/domain/party.ts'
import { placeText } from '@gongyue/shared/domain/programme-text.ts'
import { MINUTE } from '@gongyue/shared/time/interval.ts'
import { addDays, dayOf, localDateOf } from '@gongyue/shared/time/wall.ts'
import { placeOf, publicEvents, share, type PublicEvent } from '../wall/public-events.ts'
import type { Calendar, CalendarEvent } from './icalendar.ts'

/** What a feed holds now. What its reader may not know is not in it, whoever has the address. */
export async function readFeed(app: FastifyInstance, feed: AskedFeed): Promise<Calendar> {
  const facts = factsAt(await app.houses.current(feed.facilityId), app.clock())
  const today = localDateOf(facts.now, facts.timeZone)
  const within = {
    start: dayOf(addDays(today, -DAYS.back), facts.timeZone).start,
    end: dayOf(addDays(today, DAYS.ahead), facts.timeZone).end,
  }
  const facility = feed.facilityName[feed.locale]
  const calendar = (name: string, events: readonly CalendarEvent[]): Calendar => ({
    name: `${facility} · ${name}`,
    timeZone: facts.timeZone,
    events,
  })
  const words = WORDS[feed.locale]
  if (feed.kind === 'own') {
    const rows = await listOwn(app.pg.pool, feed.facilityId, feed.partyIds, within)
    return calendar(
      words.own,
      rows.map((row) => ownEvent(row, feed, facts)),
    )
  }
  const all = publicEvents(await listProgramme(app.pg.pool, feed.facilityId, within), facts)
  if (feed.kind === 'programme') {
    const told = all.filter(({ title }) => title.kind === 'title')
    return calendar(
      words.programme,
      told.map((event) => publicEvent(event, feed, facts)),
    )
  }
  const space = facts.spaces.get(feed.spaceId ?? '')
  const there = space === undefined ? [] : all.filter((event) => share(event.space, space))
  return calendar(
    space === undefined ? words.gone : placeText(placeOf(space, facts), feed.locale),
    there.map((event) => publicEvent(event, feed, facts)),
  )
}

/** Calendars keep what they once read; a month back is for those who look something up. */
const DAYS = { back: 31, ahead: 400 } as const

const WORDS = {
  'zh-CN': {
    own: '我的预约',
    programme: '公开活动',
    gone: '场地已撤销',
    booked: '已预约',
    people: '人',
    reference: '预约号',
  },
  en: {
    own: 'My bookings',
    programme: 'Programme',
    gone: 'Gone',
    booked: 'Booked',
    people: 'people',
    reference: 'No.',
  },
} as const

/** Of the reader's own bookings too: no name, no telephone and no code, for a calendar's address is passed on easily. */
function ownEvent(row: OwnRecord, feed: AskedFeed, facts: Facts): CalendarEvent {
  const words = WORDS[feed.locale]
  const space = facts.spaces.get(row.spaceId)
  return {
    ...eventOf(row, feed),
    summary: row.title,
    location: space === undefined ? '' : placeText(placeOf(space, facts), feed.locale),
    description: `${words.reference} ${row.reference} · ${row.headcount} ${words.people}`,
  }
}

function publicEvent(event: PublicEvent, feed: AskedFeed, facts: Facts): CalendarEvent {
  const { booked } = WORDS[feed.locale]
  const { title } = event
  return {
    ...eventOf(event, feed),
    summary:
      title.kind === 'title'
        ? title.text
        : title.kind === 'booked'
          ? booked
          : `${booked} (${PARTY_KIND_NAMES[title.partyKind][feed.locale]})`,
    location: placeText(placeOf(event.space, facts), feed.locale),
    description: null,
  }
}

function eventOf(
  one: Pick<OwnRecord, 'id' | 'start' | 'end' | 'version' | 'createdAt' | 'state'> | PublicEvent,
  { facilityCode }: AskedFeed,
) {
  const { id, start, end, version, createdAt, state } = one
  return {
    uid: `${id}@${facilityCode}.gongyue`,
    start,
    // Whoever left early leaves no event without length.
    end: Math.max(end, start + MINUTE),
    stamp: createdAt,
    sequence: version - 1,
    status: state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  } as const
}
