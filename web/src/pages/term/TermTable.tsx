import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { StripDay } from '../../components/DateStrip.tsx'
import { spaceName, spacesNow } from '../../app/spaces.ts'
import { Icon } from '../../components/Icon.tsx'
import { iconMore } from '../../components/icons.ts'
import { weekdayOf, weekdayWord } from '../../rules/weekdays.ts'
import { isLeftOut, standingLook } from '../../series/date-words.ts'
import { newSeriesAddress } from '../../series/new-address.ts'
import { t as board } from '../../text/board.ts'
import { t as series } from '../../text/series.ts'
import { t } from '../../text/term.ts'
import { addDays, clockOf, clockSpan, dayLabel, dayOf, type Day } from '../../text/when.ts'
import { cellKey, cellsOf, groupsOf, slotOf, weeksOf, type TermColumn, type TermDate } from './grid.ts'
import type { TermModel } from './model.ts'

export interface TermTableProps {
  readonly model: TermModel
  readonly columns: readonly TermColumn[]
  readonly dates: readonly TermDate[]
}

/** Weeks down; places, or the weekdays of one place, across. */
export function TermTable({ model, columns, dates }: TermTableProps) {
  const { from, until } = model.span.value
  const filter = model.filter.value
  const state = model.state.value
  const days = state.kind === 'ready' ? state.days : NO_DAYS
  const weeks = useMemo(() => weeksOf(from, until), [from, until])
  const cells = useMemo(() => cellsOf(dates, columns), [dates, columns])
  const kinds = new Map(spacesNow().map(({ id, kind }) => [id, kind]))
  const now = useRef<HTMLTableRowElement>(null)
  // Whoever plans looks at what is ahead; the weeks before are a turn of the wheel away.
  useEffect(() => {
    const row = now.current
    const scroll = row?.closest('.term-scroll')
    if (row && scroll) scroll.scrollTop = row.offsetTop - (scroll.querySelector('thead')?.offsetHeight ?? 0)
  }, [weeks])
  const groups = filter.spaceId === null ? groupsOf(columns, (id) => kinds.get(id) ?? 'classroom') : []
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <div class="term-scroll" tabIndex={0} role="region" aria-label={t('title')}>
      <table class="term-table">
        <thead>
          {groups.length > 0 && (
            <tr>
              <td>
                <span class="unseen">{t('weekday')}</span>
              </td>
              {groups.map(({ kind, count }, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a kind may come twice
                <th key={`${kind} ${at}`} scope="colgroup" colSpan={count} class="term-kind">
                  {board(`kind-${kind}`)}
                </th>
              ))}
            </tr>
          )}
          <tr>
            <td>
              <span class="unseen">{t('term')}</span>
            </td>
            {columns.map(({ id, spaceId, weekday }) => (
              <th key={id} scope="col">
                {weekday === null ? spaceName(spaceId) : weekdayWord(weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((monday, index) => (
            <tr key={monday} {...(monday === model.thisWeek && { class: 'now', ref: now })}>
              <th scope="row">
                <WeekHead monday={monday} number={index + 1} days={days} />
              </th>
              {columns.map((column) => {
                const here = cells.get(cellKey(monday, column.id)) ?? []
                const slot = slotOf(monday, column, filter)
                const day = column.weekday === null ? null : addDays(monday, column.weekday - 1)
                return (
                  <td key={column.id} class={day !== null && isRest(days.get(day)) ? 'rest' : undefined}>
                    {day !== null && <span class="term-day">{Number(day.slice(8))}</span>}
                    {here.map((one) => (
                      <TermEntry key={`${one.seriesId} ${one.date.key}`} one={one} withDay={column.weekday === null} />
                    ))}
                    {here.length === 0 && (
                      <a
                        class="term-add screen-only"
                        href={newSeriesAddress(slot)}
                        aria-label={t('createAt', {
                          where: spaceName(column.spaceId),
                          when: `${dayLabel(dayOf(slot.start))} ${clockOf(slot.start)}`,
                        })}
                      >
                        <Icon of={iconMore} />
                      </a>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NO_DAYS: ReadonlyMap<Day, StripDay> = new Map()

/** The week with what sets its days apart. */
function WeekHead({
  monday,
  number,
  days,
}: {
  readonly monday: Day
  readonly number: number
  readonly days: ReadonlyMap<Day, StripDay>
}) {
  const week = Array.from({ length: 7 }, (_, at) => days.get(addDays(monday, at)))
  const holidays = week.flatMap((day) => (day?.kind === 'legal-holiday' ? [day.name ?? ''] : []))
  const makeUps = week.flatMap((day) => (day?.kind === 'make-up-workday' ? [day.date] : []))
  const short = (day: Day) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
  return (
    <>
      <span class="term-week">{t('weekNumber', { number })}</span>
      <span class="no-break">{t('weekOf', { from: short(monday), until: short(addDays(monday, 6)) })}</span>
      {[...new Set(holidays)].map((name) => (
        <span key={name} class="term-holiday">
          {name}
        </span>
      ))}
      {makeUps.map((day) => (
        <span key={day} class="term-make-up">
          {t('makeUp', { day: short(day) })}
        </span>
      ))}
      {week.some((day) => day && !day.announced) && <span class="term-unannounced">{t('unannounced')}</span>}
    </>
  )
}

function TermEntry({ one, withDay }: { readonly one: TermDate; readonly withDay: boolean }) {
  const { seriesId, title, partyName, date } = one
  const { word, tone } = standingLook(date)
  const gone = date.state !== 'booked' && date.state !== 'waiting'
  const day = dayOf(date.start)
  const state = isLeftOut(date) ? series(`reason-${date.reason ?? 'excepted'}`) : word
  const marks = [
    date.state === 'booked' ? '' : state,
    date.exception && !gone ? t('exceptionLong') : '',
    date.announced ? '' : t('unannounced'),
  ].filter(Boolean)
  return (
    <a
      class={`term-entry tone-${tone}${gone ? ' gone' : ''}${date.announced ? '' : ' unannounced'}`}
      href={`/series/${seriesId}`}
      title={[dayLabel(day), clockSpan(date.start, date.end), title, partyName, state].join(' · ')}
    >
      <span class="term-when">
        {withDay && weekdayWord(weekdayOf(day))} {clockOf(date.start)}
      </span>{' '}
      <span class="term-title">{title}</span>
      {marks.length > 0 && <span class="term-mark"> {marks.join(' · ')}</span>}
    </a>
  )
}

function isRest(day: StripDay | undefined): boolean {
  return day?.kind === 'weekend' || day?.kind === 'legal-holiday'
}
