import type { ComponentType } from 'preact'
import type { SeriesDateWire } from '@gongyue/shared/api/series-date.ts'
import { Chip } from '../components/Chip.tsx'
import { ViolationList } from '../components/ViolationList.tsx'
import { weekdayOf } from '../rules/weekdays.ts'
import { t } from '../text/series.ts'
import { clockSpan, dayLabel, dayOf, spanLabel } from '../text/when.ts'
import { reasonWords, type DateLook } from './date-words.ts'

export interface DateListProps {
  readonly dates: readonly SeriesDateWire[]
  readonly lookOf: (date: SeriesDateWire) => DateLook
  readonly spaceName: (id: string) => string
  /** Where the series is; another place is named. */
  readonly spaceId: string
  readonly Actions?: ComponentType<{ readonly date: SeriesDateWire }>
}

/** Every date with what becomes of it and why; nothing vanishes in silence. */
export function DateList({ dates, ...rest }: DateListProps) {
  return (
    <ol class="series-dates">
      {dates.map((date) => (
        <li key={`${date.key} ${date.start}`}>
          <DateRow date={date} {...rest} />
        </li>
      ))}
    </ol>
  )
}

function DateRow({
  date,
  lookOf,
  spaceName,
  spaceId,
  Actions,
}: Omit<DateListProps, 'dates'> & { readonly date: SeriesDateWire }) {
  const { word, tone, icon } = lookOf(date)
  const gone = date.state !== 'booked' && date.state !== 'waiting'
  const reason = reasonWords(date)
  const remarks = [
    date.movedFrom !== null && t('movedFrom', { day: dayLabel(date.movedFrom) }),
    date.planned !== null && t('insteadOf', { when: spanLabel(date.planned.start, date.planned.end) }),
    date.exception && date.reservationId !== null && t('exception'),
    weekdayOf(dayOf(date.start)) >= 6 && date.movedFrom === null && t('weekend'),
    reason !== word && reason,
  ].filter((remark) => remark !== false && remark !== '')
  return (
    <div class={`series-date${gone ? ' gone' : ''}`}>
      <div class="series-date-when">
        <span class="no-break">{dayLabel(dayOf(date.start))}</span>{' '}
        <span class="no-break">{clockSpan(date.start, date.end)}</span>
        {date.spaceId !== spaceId && <span class="series-date-where">{spaceName(date.spaceId)}</span>}
        {!date.announced && (
          <span class="series-unannounced" title={t('notAnnouncedHint')}>
            {t('notAnnounced')}
          </span>
        )}
      </div>
      <div class="series-date-state">
        <Chip tone={tone} icon={icon}>
          {word}
        </Chip>
        {Actions && <Actions date={date} />}
      </div>
      {remarks.length > 0 && <p class="small faint series-date-more">{remarks.join(t('comma'))}</p>}
      {date.violations.length > 0 && (
        <div class="small series-date-more">
          <ViolationList violations={date.violations} />
        </div>
      )}
    </div>
  )
}
