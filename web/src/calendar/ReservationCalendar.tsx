import { Calendar } from 'fullcalendar'
import dayGrid from 'fullcalendar/daygrid'
import list from 'fullcalendar/list'
import chinese from 'fullcalendar/locales/zh-cn'
import 'fullcalendar/skeleton.css'
import classic from 'fullcalendar/themes/classic'
import 'fullcalendar/themes/classic/theme.css'
import timeGrid from 'fullcalendar/timegrid'
import { useEffect, useRef } from 'preact/hooks'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import './calendar.css'

export const CALENDAR_VIEWS = ['month', 'week', 'three-days', 'agenda'] as const
export type CalendarViewName = (typeof CALENDAR_VIEWS)[number]

/** One thing in the calendar; instants as ISO 8601 with the facility's offset. */
export interface CalendarEntry {
  readonly id: string
  readonly title: string
  readonly start: string
  readonly end: string
  /** Where a tap leads, within the app; null when there is nothing more to see. */
  readonly href: string | null
  /** No longer of interest: ended, cancelled, not come. */
  readonly faded: boolean
}

/** The days that are shown, `until` not included, and what they are called. */
export interface ShownRange {
  readonly from: string
  readonly until: string
  readonly title: string
}

export interface ReservationCalendarProps {
  readonly entries: readonly CalendarEntry[]
  readonly view: CalendarViewName
  readonly locale: Locale
  /** The facility's wall clock, `YYYY-MM-DDTHH:mm:ss`. */
  readonly now: string
  /** The day that is shown first, today if left out. */
  readonly date?: string
  readonly words: { readonly noEvents: string; readonly more: (count: number) => string }
  /** What the buttons around the calendar ask for; a new object is a new request. */
  readonly move: { readonly to: 'earlier' | 'later' | 'today' } | null
  readonly onRange: (range: ShownRange) => void
  readonly onOpen: (href: string) => void
}

/** How far the list of days reaches at a time. */
const AGENDA_DAYS = 30

const VIEWS: Readonly<Record<CalendarViewName, string>> = {
  month: 'dayGridMonth',
  week: 'timeGridWeek',
  'three-days': 'threeDays',
  agenda: 'agenda',
}

/**
 * FullCalendar with our toolbar, colours and clock. It is told to be in UTC and given wall times without offset: so it shows the
 * facility's clock in whatever zone the reader sits, and needs no table of zones.
 */
export function ReservationCalendar({
  entries,
  view,
  locale,
  now,
  date = now,
  words,
  move,
  onRange,
  onOpen,
}: ReservationCalendarProps) {
  const place = useRef<HTMLDivElement>(null)
  const calendar = useRef<Calendar | null>(null)
  const handlers = useRef({ onRange, onOpen })
  handlers.current = { onRange, onOpen }

  useEffect(() => {
    if (!place.current) return undefined
    const made = new Calendar(place.current, {
      plugins: [classic, dayGrid, timeGrid, list],
      locales: [chinese],
      locale: locale === 'zh-CN' ? 'zh-cn' : 'en',
      initialView: VIEWS[view],
      initialDate: date,
      now,
      timeZone: 'UTC',
      firstDay: 1,
      views: {
        dayGridMonth: { dayCellFormat: { day: 'numeric' } },
        timeGridWeek: {
          dayHeaderFormat: { weekday: 'short', day: 'numeric' },
          titleFormat: { month: 'long', day: 'numeric' },
        },
        threeDays: {
          type: 'timeGrid',
          duration: { days: 3 },
          dayHeaderFormat: { weekday: 'short', day: 'numeric' },
          titleFormat: { month: 'long', day: 'numeric' },
        },
        // From today on, not from the first of the month: what is over interests least.
        agenda: {
          type: 'list',
          duration: { days: AGENDA_DAYS },
          titleFormat: { month: 'long', day: 'numeric' },
          listItemEventTimeClass: 'agenda-time',
          listItemEventTitleClass: 'agenda-title',
        },
      },
      headerToolbar: false,
      height: 'auto',
      allDaySlot: false,
      slotMinTime: '06:00',
      slotMaxTime: '23:00',
      slotHeaderFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
      eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
      dayMaxEvents: 3,
      moreLinkText: words.more,
      noEventsText: words.noEvents,
      eventInteractive: true,
      nowIndicator: true,
      datesSet: ({ startStr, endStr, view: shown }) =>
        handlers.current.onRange({ from: startStr.slice(0, 10), until: endStr.slice(0, 10), title: shown.title }),
      // The cell's label hides what is in it from screen readers; its content begins with the day anyway.
      dayCellDidMount: ({ el }) => el.removeAttribute('aria-label'),
      // The library draws an entry without its text while it measures; a name of its own is there from the first moment.
      eventDidMount: ({ el, event, timeText }) => el.setAttribute('aria-label', `${timeText} ${event.title}`.trim()),
      eventClick: ({ event, jsEvent }) => {
        jsEvent.preventDefault()
        if (event.url) handlers.current.onOpen(event.url)
      },
    })
    made.render()
    calendar.current = made
    return () => {
      calendar.current = null
      made.destroy()
    }
  }, [locale])

  useEffect(() => calendar.current?.changeView(VIEWS[view]), [view])
  useEffect(() => {
    if (move?.to === 'earlier') calendar.current?.prev()
    if (move?.to === 'later') calendar.current?.next()
    if (move?.to === 'today') calendar.current?.today()
  }, [move])
  useEffect(() => {
    const shown = calendar.current
    if (!shown) return
    shown.removeAllEventSources()
    shown.addEventSource(
      entries.map(({ id, title, start, end, href, faded }) => ({
        id,
        title,
        start: start.slice(0, 19),
        end: end.slice(0, 19),
        ...(href ? { url: href } : {}),
        className: faded ? 'entry faded' : 'entry',
        ...(faded ? { color: 'var(--sunken)', contrastColor: 'var(--ink-soft)' } : {}),
      })),
    )
  }, [entries, locale])

  return <div ref={place} class="reservation-calendar" />
}
