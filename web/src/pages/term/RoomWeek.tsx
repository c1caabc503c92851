import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { go } from '../../app/location.ts'
import { session } from '../../app/session.ts'
import {
  ReservationCalendar,
  type CalendarEntry,
  type ReservationCalendarProps,
  type ShownRange,
} from '../../calendar/ReservationCalendar.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconBack, iconForward } from '../../components/icons.ts'
import { mondayOf } from '../../rules/weekdays.ts'
import { isLeftOut, standingLook } from '../../series/date-words.ts'
import { locale } from '../../text/locale.ts'
import { t } from '../../text/term.ts'
import { addDays, wallClockAt } from '../../text/when.ts'
import type { TermDate } from './grid.ts'
import type { TermModel } from './model.ts'

/** One place, hour by hour, week by week. */
export function RoomWeek({ dates, model }: { readonly dates: readonly TermDate[]; readonly model: TermModel }) {
  const move = useSignal<ReservationCalendarProps['move']>(null)
  const range = useSignal<ShownRange | null>(null)
  const zone = session.value?.facility.timeZone ?? 'UTC'
  const now = useMemo(() => wallClockAt(zone, Date.now()), [zone])
  const { from, until } = model.span.value
  const date = now.slice(0, 10) < from || now.slice(0, 10) > until ? from : now.slice(0, 10)
  const entries = useMemo(() => dates.filter(({ date: one }) => !isLeftOut(one)).map(entryOf), [dates, locale.value])
  const onRange = (shown: ShownRange): void => {
    range.value = shown
    // Whole weeks are known; whoever turns the pages further than the term sees what is there.
    if (shown.from < mondayOf(from)) model.look({ from: shown.from, until })
    else if (shown.until > addDays(mondayOf(until), 7)) model.look({ from, until: addDays(shown.until, -1) })
  }
  return (
    <div class="stack">
      <div class="row">
        <button
          type="button"
          class="button square"
          aria-label={t('earlier')}
          onClick={() => (move.value = { to: 'earlier' })}
        >
          <Icon of={iconBack} />
        </button>
        <button
          type="button"
          class="button square"
          aria-label={t('later')}
          onClick={() => (move.value = { to: 'later' })}
        >
          <Icon of={iconForward} />
        </button>
        <h2 aria-live="polite">{range.value?.title}</h2>
      </div>
      <ReservationCalendar
        entries={entries}
        view="week"
        locale={locale.value}
        now={now}
        date={date}
        words={{ noEvents: t('noEvents'), more: (count) => t('moreEvents', { count }) }}
        move={move.value}
        onRange={onRange}
        onOpen={go}
      />
    </div>
  )
}

/** A lost date stands there faded, with its state in a word. */
function entryOf({ seriesId, title, partyName, date }: TermDate): CalendarEntry {
  const faded = date.state !== 'booked' && date.state !== 'waiting'
  const words = [title, partyName, date.state === 'booked' ? null : standingLook(date).word]
  return {
    id: `${seriesId} ${date.key}`,
    title: words.filter(Boolean).join(' · '),
    start: date.start,
    end: date.end,
    href: `/series/${seriesId}`,
    faded,
  }
}
