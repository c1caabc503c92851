import type { WallWire } from '@gongyue/shared/api/wall.ts'
import { dayText } from '@gongyue/shared/i18n/say.ts'
import { screenText } from '../../text/wall.ts'
import { wallClockAt } from '../../text/when.ts'
import { LINES_PER_PAGE, linesAt, pageAt, type Line } from './lines.ts'
import type { Drawn } from './Screen.tsx'

/** What is on, in the manner of a departure board: the clock, and lines that say when, what, where, and how it stands. */
export function WallBoard({ body, now, locale, tall, stale, fresh }: Drawn<WallWire>) {
  const { facility, hours, events } = body
  const wall = wallClockAt(facility.timeZone, now)
  const lines = linesAt(events, now, hours, locale)
  const { lines: shown, page, pages } = pageAt(lines, tall ? LINES_PER_PAGE.tall : LINES_PER_PAGE.broad, now)
  return (
    <>
      <header class="wall-head">
        <div>
          <p class="wall-house">{facility.name[locale]}</p>
          <h1>{screenText(locale, 'title')}</h1>
        </div>
        <p class="wall-clock">
          <span class="wall-date">{dayText(wall, locale)}</span>
          <time>{wall.slice(11, 16)}</time>
        </p>
      </header>
      {lines.length === 0 ? (
        <div class="wall-empty">
          <p>{screenText(locale, 'empty', { hours })}</p>
          <p class="wall-hint">{screenText(locale, 'emptyHint')}</p>
        </div>
      ) : (
        <table class="wall-lines">
          <thead>
            <tr>
              <th scope="col">{screenText(locale, 'time')}</th>
              <th scope="col">{screenText(locale, 'what')}</th>
              <th scope="col">{screenText(locale, 'where')}</th>
              <th scope="col">{screenText(locale, 'state')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <WallLine key={line.key} line={line} />
            ))}
          </tbody>
        </table>
      )}
      <footer class={`wall-foot${stale === null ? '' : ' stale'}`}>
        <span role="status">{stale ?? fresh}</span>
        {pages > 1 && <span class="wall-pages">{screenText(locale, 'page', { page, pages })}</span>}
      </footer>
    </>
  )
}

function WallLine({ line }: { readonly line: Line }) {
  const { from, until, title, open, where, phase, word } = line
  return (
    <tr class={`phase-${phase}${open ? '' : ' closed'}`}>
      <td class="wall-time">
        <b>{from}</b>
        <span>–{until}</span>
      </td>
      <td class={`wall-title${title.length > LONG ? ' long' : ''}`}>
        <span>{title}</span>
      </td>
      <td class="wall-where">
        <span>{where}</span>
      </td>
      <td class="wall-word">{word && <span>{word}</span>}</td>
    </tr>
  )
}

/** Titles above so many characters are written smaller, on two lines. */
const LONG = 13
