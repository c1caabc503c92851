import { openSpans } from '../domain/opening.ts'
import { contains, intersection, merged, minutesOf, type Interval } from '../time/interval.ts'
import { clockTime } from '../i18n/say.ts'
import { addDays, datesIn } from '../time/wall.ts'
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
  match({ spaceId, during }, facts) {
    const days = datesIn(during, facts.timeZone).map((date) => openSpans(spaceId, date, facts))
    const spans = merged(days.flat())
    if (spans.some((span) => contains(span, during))) return null
    const inside = spans.reduce((most, span) => Math.max(most, minutesOf(intersection(span, during) ?? NOTHING)), 0)
    return {
      by: Math.max(1, minutesOf(during) - inside),
      params: {
        space: facts.spaces.get(spaceId)?.name ?? spaceId,
        day: during.start,
        hours: hoursText(days[0] ?? [], facts.timeZone),
        ...nextOpening(spaceId, during.start, facts),
      },
    }
  },
})

const NOTHING: Interval = { start: 0, end: 0 }

function hoursText(spans: readonly Interval[], timeZone: string) {
  if (spans.length === 0) return { 'zh-CN': '全天不开放', en: 'not at all' }
  const list = spans.map(({ start, end }) => `${clockTime(start, timeZone)}–${endClock(end, timeZone)}`)
  return { 'zh-CN': list.join('、'), en: list.join(', ') }
}

function endClock(end: number, timeZone: string): string {
  const text = clockTime(end, timeZone)
  return text === '00:00' ? '24:00' : text
}

/** The next time the space opens, within a fortnight. */
function nextOpening(spaceId: string, after: number, facts: Facts): { readonly opens?: number } {
  let date = datesIn({ start: after, end: after }, facts.timeZone)[0]
  for (let days = 0; days < 14 && date !== undefined; days++) {
    const next = openSpans(spaceId, date, facts).find(({ start }) => start > after)
    if (next) return { opens: next.start }
    date = addDays(date, 1)
  }
  return {}
}
