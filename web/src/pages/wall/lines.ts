import type { WallEventWire } from '@gongyue/shared/api/wall.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { PARTY_KIND_NAMES } from '@gongyue/shared/domain/party.ts'
import { onWall, phaseOf, type EventPhase } from '@gongyue/shared/domain/programme.ts'
import { placeText } from '@gongyue/shared/domain/programme-text.ts'
import { screenText } from '../../text/wall.ts'
import { clockOf } from '../../text/when.ts'

/** One line of the wall as it is drawn. */
export interface Line {
  readonly key: string
  readonly from: string
  readonly until: string
  readonly title: string
  /** A public title stands out; taken time does not. */
  readonly open: boolean
  readonly where: string
  readonly phase: EventPhase
  /** The phase in a word; empty for what is still to come. */
  readonly word: string
}

/** What is on the wall at this moment, in the order of the clock. Words follow the clock even when no server answers. */
export function linesAt(events: readonly WallEventWire[], now: number, hours: number, locale: Locale): readonly Line[] {
  return events.flatMap((event, index) => {
    const during = { start: Date.parse(event.start), end: Date.parse(event.end) }
    if (!onWall(during, now, hours)) return []
    const phase = phaseOf({ ...during, state: event.state }, now)
    return [
      {
        key: `${index} ${event.start} ${event.place.code}`,
        from: clockOf(event.start),
        until: clockOf(event.end),
        title: publicTitleText(event.title, event.count, locale),
        open: event.title.kind === 'title',
        where: placeText(event.place, locale),
        phase,
        word: phaseWord(event, phase, during.start - now, locale),
      },
    ]
  })
}

/** What a booking is called before strangers. */
export function publicTitleText(title: WallEventWire['title'], count: number, locale: Locale): string {
  if (title.kind === 'title') return title.text
  const words =
    title.kind === 'booked'
      ? screenText(locale, 'booked')
      : screenText(locale, 'bookedBy', { kind: PARTY_KIND_NAMES[title.partyKind][locale] })
  return count > 1 ? `${words} · ${screenText(locale, 'places', { count })}` : words
}

function phaseWord({ movedTo }: WallEventWire, phase: EventPhase, ahead: number, locale: Locale): string {
  switch (phase) {
    case 'later':
      return ''
    case 'soon': {
      const minutes = Math.ceil(ahead / 60_000)
      return minutes <= 5 ? screenText(locale, 'now') : screenText(locale, 'soon', { minutes })
    }
    case 'moved': {
      const where = movedTo === null ? '' : `${clockOf(movedTo.start)} ${placeText(movedTo.place, locale)}`
      return screenText(locale, 'movedTo', { where })
    }
    case 'running':
    case 'over':
    case 'cancelled':
      return screenText(locale, phase)
  }
}

/** How long a page of the wall stands. */
export const PAGE_MS = 12_000

/** Lines on one page: few enough to be read from eight metres. */
export const LINES_PER_PAGE = { broad: 8, tall: 9 } as const

/**
 * The page of this moment. It follows from the clock and nothing else, so that two walls side by side turn together and a reload changes
 * nothing. Pages are filled evenly: nine lines are five and four, not eight and one.
 */
export function pageAt<T>(
  lines: readonly T[],
  perPage: number,
  now: number,
): { readonly lines: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(lines.length / perPage))
  const each = Math.ceil(lines.length / pages)
  const page = Math.floor(now / PAGE_MS) % pages
  return { lines: lines.slice(page * each, (page + 1) * each), page: page + 1, pages }
}

/** `8 分钟`, `2 小时` */
export function ageText(ms: number, locale: Locale): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 120) return screenText(locale, 'minutes', { count: minutes })
  return screenText(locale, 'hoursAge', { count: Math.round(minutes / 60) })
}

/** Where the picture stands in this minute, in thousandths of its height: a letter that never moves burns itself into the screen. */
export function shiftAt(now: number): { readonly x: number; readonly y: number } {
  return SHIFTS[Math.floor(now / 60_000) % SHIFTS.length] ?? { x: 0, y: 0 }
}

const SHIFTS = [
  { x: 0, y: 0 },
  { x: 3, y: 0 },
  { x: 3, y: 3 },
  { x: 0, y: 3 },
  { x: -3, y: 3 },
  { x: -3, y: 0 },
  { x: -3, y: -3 },
  { x: 0, y: -3 },
  { x: 3, y: -3 },
] as const

/** From ten at night to six in the morning the screen is dimmed. */
export function isNight(clock: string): boolean {
  const hour = Number(clock.slice(0, 2))
  return hour >= 22 || hour < 6
}
