import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { ReservationWire } from '@gongyue/shared/api/reservations.ts'
import { go } from '../../app/location.ts'
import { session } from '../../app/session.ts'
import { spaceName } from '../../app/spaces.ts'
import { call } from '../../api/call.ts'
import { followOrders } from '../../api/follow-orders.ts'
import { listReservations } from '../../api/more-routes.ts'
import {
  ReservationCalendar,
  type CalendarEntry,
  type CalendarViewName,
  type ReservationCalendarProps,
  type ShownRange,
} from '../../calendar/ReservationCalendar.tsx'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconBack, iconForward } from '../../components/icons.ts'
import { locale } from '../../text/locale.ts'
import { t } from '../../text/orders.ts'
import { reservationStateWord } from '../../text/states.ts'
import { wallClockAt } from '../../text/when.ts'

type Reservations =
  | { readonly kind: 'ready'; readonly items: readonly ReservationWire[] }
  | { readonly kind: 'failed'; readonly failing: Failing }

/** Below this width a month has no room for words, and a week none for two bookings at one hour. */
const NARROW = '(max-width: 40rem)'
const NARROW_VIEWS = ['agenda', 'three-days', 'month'] as const
const WIDE_VIEWS = ['month', 'week', 'agenda'] as const

/** What is booked, by month, week or as a list of days. */
export function CalendarView() {
  const views: readonly CalendarViewName[] = matchMedia(NARROW).matches ? NARROW_VIEWS : WIDE_VIEWS
  const view = useSignal<CalendarViewName>(views[0] ?? 'agenda')
  const range = useSignal<ShownRange | null>(null)
  const move = useSignal<ReservationCalendarProps['move']>(null)
  const reservations = useSignal<Reservations>({ kind: 'ready', items: [] })
  const zone = session.value?.facility.timeZone ?? 'UTC'
  const now = useMemo(() => wallClockAt(zone, Date.now()), [zone])

  const load = async (shown: ShownRange) => {
    const reply = await call(listReservations, { query: { from: shown.from, until: shown.until, mine: true } })
    if (range.value !== shown) return
    reservations.value =
      reply.kind === 'ok' ? { kind: 'ready', items: reply.body.items } : { kind: 'failed', failing: reply }
  }
  const shown = range.value
  useEffect(() => {
    if (!shown) return undefined
    const stop = followOrders(
      () => true,
      () => void load(shown),
    )
    void load(shown)
    return stop
  }, [shown])

  const known = reservations.value
  const items = known.kind === 'ready' ? known.items : []
  const names = items.map(({ spaceId }) => spaceName(spaceId)).join()
  const entries = useMemo(() => items.map(entryOf), [items, names, locale.value])
  return (
    <div class="stack">
      <div class="calendar-bar">
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
          <Button onClick={() => (move.value = { to: 'today' })}>{t('today')}</Button>
          <h2 aria-live="polite">{shown?.title}</h2>
        </div>
        <Choice
          legend={t('range')}
          quiet
          value={view.value}
          onChoose={(chosen) => (view.value = chosen)}
          options={views.map((one) => ({ value: one, label: t(one) }))}
        />
      </div>
      {known.kind === 'failed' && <Failure failing={known.failing} onRetry={() => shown && void load(shown)} />}
      <ReservationCalendar
        entries={entries}
        view={view.value}
        locale={locale.value}
        now={now}
        words={{ noEvents: t('noEvents'), more: (count) => t('moreEvents', { count }) }}
        move={move.value}
        onRange={(next) => (range.value = next)}
        onOpen={go}
      />
      <p class="small faint">{t('calendarHint')}</p>
    </div>
  )
}

/** What, where, and the state when it is not simply confirmed. */
function entryOf({ id, title, spaceId, start, end, orderId, state }: ReservationWire): CalendarEntry {
  const faded = state === 'ended' || state === 'cancelled' || state === 'no-show'
  const words = [title, spaceName(spaceId), state === 'confirmed' ? null : reservationStateWord(state)]
  return { id, title: words.filter(Boolean).join(' · '), start, end, href: orderId && `/orders/${orderId}`, faded }
}
