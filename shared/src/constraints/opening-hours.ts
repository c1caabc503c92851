import { openSpans } from '../domain/opening.ts'
import { contains, intersection, merged, minutesOf, type Interval } from '../time/interval.ts'
import { addDays, datesIn, localDateOf, minuteOfDayAt } from '../time/wall.ts'
import { perClaim } from './define.ts'
import type { Facts } from '../domain/facts.ts'

/** A claim lies wholly inside one open span of its space. What a closure takes away is told by its own rule: another reason, another way out. */
export const openingHours = perClaim({
  id: 'opening-hours',
  topic: 'hours',
  level: 'hard',
  weight: 1,
  unit: 'minutes',
  waivableBy: 'manager',
  appliesTo: 'both',
  summary: 'A booking lies wholly inside the opening hours of its space on that type of day.',
  messages: {
    'zh-CN': '{space}在{day:date}的开放时间是 {hours}，所选时段不在其内',
    en: '{space} is open {hours} on {day:date}; the chosen time is not inside',
  },
  clearsAt: 'opens',
  match({ spaceId, during, outing }, facts) {
    // a visit has no room; the room that a service takes is a claim of its own
    if (outing) return null
    const dates = datesIn(during, facts.timeZone)
    const spans = merged(dates.flatMap((date) => openSpans(spaceId, date, facts)))
    if (spans.some((span) => contains(span, during))) return null
    const inside = spans.reduce((most, span) => Math.max(most, minutesOf(intersection(span, during) ?? NOTHING)), 0)
    return {
      by: Math.max(1, minutesOf(during) - inside),
      params: {
        space: facts.spaces.get(spaceId)?.name ?? spaceId,
        day: during.start,
        hours: hoursText(openSpans(spaceId, localDateOf(during.start, facts.timeZone), facts), facts.timeZone),
        ...nextOpening(spaceId, during.start, facts),
      },
    }
  },
})

const NOTHING: Interval = { start: 0, end: 0 }

function hoursText(spans: readonly Interval[], timeZone: string) {
  if (spans.length === 0) return { 'zh-CN': '全天不开放', en: 'not at all' }
  const list = spans.map(
    ({ start, end }) => `${clock(minuteOfDayAt(start, timeZone))}–${clock(minuteOfDayAt(end, timeZone) || 1440)}`,
  )
  return { 'zh-CN': list.join('、'), en: list.join(', ') }
}

function clock(minuteOfDay: number): string {
  return [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

/** The next time the space opens, within a fortnight. */
function nextOpening(spaceId: string, after: number, facts: Facts): { readonly opens?: number } {
  const today = localDateOf(after, facts.timeZone)
  for (let days = 0; days < 14; days++) {
    const next = openSpans(spaceId, addDays(today, days), facts).find(({ start }) => start > after)
    if (next) return { opens: next.start }
  }
  return {}
}
