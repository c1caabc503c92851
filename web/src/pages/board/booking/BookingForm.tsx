import { MINUTE, minutesOf } from '@gongyue/shared/time/interval.ts'
import { useEffect, useRef } from 'preact/hooks'
import { clockAt } from '../../../board/clock.ts'
import { Button } from '../../../components/Button.tsx'
import { Choice } from '../../../components/Choice.tsx'
import { Field } from '../../../components/Field.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconAccepted, iconFewer, iconMore } from '../../../components/icons.ts'
import { t } from '../../../text/desk-booking.ts'
import { durationLabel } from '../../../text/when.ts'
import type { BoardModel } from '../model.ts'
import { freeMinutes, lengthsFor, usualTitle } from './defaults.ts'
import { isPeople, type BookingForm } from './form.ts'
import type { Booking } from './model.ts'
import { PartyFacts } from './PartyFacts.tsx'
import { PartyField } from './PartyField.tsx'
import { VerdictView } from './VerdictView.tsx'

export interface BookingFormViewProps {
  readonly booking: Booking
  readonly board: BoardModel
  readonly form: BookingForm
  readonly onClose: () => void
}

/** Who, what, how many, how long, and the server's word on it. Everything is filled in as usual: Enter books. */
export function BookingFormView({ booking, board, form, onClose }: BookingFormViewProps) {
  const who = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLFormElement>(null)
  const { space, during, headcount } = form
  const sending = booking.sending.value
  const party = booking.choice.party.value
  const chosen = party?.id
  // Where the form opens, and again when somebody new has been taken down: the next Enter books.
  useEffect(() => who.current?.focus(), [space.id, during.start, chosen])
  // What stops the booking gets the focus, whatever was pressed.
  useEffect(() => {
    const next = wantedIn(place.current, sending.kind === 'wanting' ? sending.what : sending.kind)
    next?.focus()
  }, [sending])
  const submit = (event: Event): void => {
    event.preventDefault()
    void booking.book()
  }
  const step = (by: number): void =>
    booking.type({ headcount: String(Math.max(1, (isPeople(headcount) ? Number(headcount) : 1) + by)) })
  return (
    <form class="booking-form" noValidate onSubmit={submit} ref={place}>
      <VerdictView booking={booking} board={board} form={form} />
      <PartyField
        choice={booking.choice}
        wanting={sending.kind === 'wanting' && sending.what === 'who'}
        empty={t('whoNobody')}
        input={who}
      />
      {party && <PartyFacts party={party} />}
      <Lengths booking={booking} form={form} zone={board.zone} />
      <div class="booking-row">
        <Field
          label={t('people')}
          hint={t('capacity', { count: space.capacity })}
          fault={sending.kind === 'wanting' && sending.what === 'people' && t('peopleMissing')}
        >
          {(control) => (
            <div class="stepper">
              <button type="button" class="button icon-only" aria-label={t('fewer')} onClick={() => step(-1)}>
                <Icon of={iconFewer} />
              </button>
              <input
                {...control}
                class="input"
                inputMode="numeric"
                maxLength={5}
                value={headcount}
                onInput={(event) => booking.type({ headcount: event.currentTarget.value.replace(/\D/g, '') })}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
                  event.preventDefault()
                  step(event.key === 'ArrowUp' ? 1 : -1)
                }}
              />
              <button type="button" class="button icon-only" aria-label={t('more')} onClick={() => step(1)}>
                <Icon of={iconMore} />
              </button>
            </div>
          )}
        </Field>
        <Field label={t('what')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={120}
              placeholder={usualTitle(space.kind)}
              value={form.title}
              onInput={(event) => booking.type({ title: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <div class="booking-foot">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          type="submit"
          look="primary"
          icon={iconAccepted}
          busy={sending.kind === 'sending'}
          title={t('bookKeys')}
        >
          {t('book')}
        </Button>
      </div>
    </form>
  )
}

/** How long: what is usual there, up to whatever comes next. */
function Lengths({ booking, form, zone }: Pick<BookingFormViewProps, 'booking' | 'form'> & { readonly zone: string }) {
  const { space, during } = form
  const around = booking.around()
  const free = around ? freeMinutes(space, during.start, around) : space.maxMinutes
  const minutes = minutesOf(during)
  return (
    <div class="booking-lengths">
      <Choice
        legend={t('length')}
        options={lengthsFor(space, free, minutes).map((length) => ({
          value: String(length),
          label: durationLabel(length),
        }))}
        value={String(minutes)}
        onChoose={(length) =>
          booking.type({ during: { start: during.start, end: during.start + Number(length) * MINUTE } })
        }
      />
      {around && (
        <p class="hint">
          {free > 0 ? t('freeUntil', { time: clockAt(during.start + free * MINUTE, zone) }) : t('notFree')}
        </p>
      )}
    </div>
  )
}

/** What is to be answered before it goes on. */
function wantedIn(form: HTMLFormElement | null, wanted: string): HTMLElement | null {
  switch (wanted) {
    case 'reason':
      return (
        form?.querySelector<HTMLElement>('.reason-chips[data-rule] [aria-invalid], .reason-chips[data-rule] button') ??
        null
      )
    case 'consent':
      return form?.querySelector<HTMLElement>('[data-consent]') ?? null
    case 'barred':
      return form?.querySelector<HTMLElement>('[data-instead] button') ?? null
    case 'people':
      return form?.querySelector<HTMLElement>('.stepper input') ?? null
    case 'who':
      return form?.querySelector<HTMLElement>('[role=combobox]') ?? null
    default:
      return null
  }
}
