import type { DoorWire } from '@gongyue/shared/api/wall.ts'
import type { Locale } from '@gongyue/shared/domain/names.ts'
import { dayText } from '@gongyue/shared/i18n/say.ts'
import { qrPath } from '../../components/qr.ts'
import { screenText } from '../../text/wall.ts'
import { clockOf, wallClockAt } from '../../text/when.ts'
import { doorAt, type DoorView } from './door.ts'
import { publicTitleText } from './lines.ts'
import type { Drawn } from './Screen.tsx'

/** Lines of what comes; more would be too small to read. */
const NEXT = 3

/** One room: free or taken, until when, what is next, and how to book it. */
export function DoorDisplay({ body, now, locale, stale, fresh }: Drawn<DoorWire>) {
  const { facility, place, capacity } = body
  const wall = wallClockAt(facility.timeZone, now)
  const view = doorAt(body, now)
  const { state, current, next } = view
  const qr = qrPath(`${location.origin}/order?space=${encodeURIComponent(place.code)}`)
  return (
    <div class={`door ${state.kind}`}>
      <header class="door-head">
        <div>
          <p class="wall-house">{facility.name[locale]}</p>
          <h1>{place.name[locale]}</h1>
          <p class="wall-hint">{screenText(locale, 'people', { count: capacity })}</p>
        </div>
        <p class="wall-clock">
          <span class="wall-date">{dayText(wall, locale)}</span>
          <time>{wall.slice(11, 16)}</time>
        </p>
      </header>
      <section class="door-state" role="status">
        <p class="door-word">{screenText(locale, state.kind)}</p>
        <p class="door-until">{untilText(view, facility.timeZone, locale)}</p>
        {current && <p class="door-current">{publicTitleText(current.title, 1, locale)}</p>}
      </section>
      <section class="door-next">
        <h2>{screenText(locale, 'next')}</h2>
        {next.length === 0 && <p class="wall-hint">{screenText(locale, 'nothingNext')}</p>}
        <ul>
          {next.slice(0, NEXT).map((event) => (
            <li key={event.start} class={event.state === 'cancelled' ? 'phase-cancelled' : undefined}>
              <b>
                {clockOf(event.start)}–{clockOf(event.end)}
              </b>
              <span class="door-title">{publicTitleText(event.title, 1, locale)}</span>
              {event.state === 'cancelled' && <em>{screenText(locale, 'cancelled')}</em>}
            </li>
          ))}
        </ul>
      </section>
      <figure class="door-qr">
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={screenText(locale, 'scan')}
          shape-rendering="crispEdges"
        >
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.d} fill="#000" />
        </svg>
        <figcaption>{screenText(locale, 'scan')}</figcaption>
      </figure>
      <footer class={`wall-foot${stale === null ? '' : ' stale'}`}>
        <span>{stale ?? fresh}</span>
      </footer>
    </div>
  )
}

function untilText({ state, reason }: DoorView, timeZone: string, locale: Locale): string {
  if (reason !== null) return reason
  if (state.until === null) return screenText(locale, state.kind === 'shut' ? 'shutToday' : 'untilClose')
  const time = wallClockAt(timeZone, state.until).slice(11, 16)
  return screenText(locale, state.kind === 'shut' ? 'from' : 'until', { time })
}
