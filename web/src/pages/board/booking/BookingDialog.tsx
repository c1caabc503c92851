import { useEffect, useRef } from 'preact/hooks'
import { clockSpanOf } from '../../../board/clock.ts'
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Failure } from '../../../components/Failure.tsx'
import { Field } from '../../../components/Field.tsx'
import { iconAccepted } from '../../../components/icons.ts'
import { ViolationList } from '../../../components/ViolationList.tsx'
import { localDateOf } from '@gongyue/shared/time/wall.ts'
import { t } from '../../../text/desk-booking.ts'
import { nameIn } from '../../../text/locale.ts'
import { dayLabel } from '../../../text/when.ts'
import type { BoardModel } from '../model.ts'
import './booking.css'
import type { Booking } from './model.ts'
import { PartyField } from './PartyField.tsx'

export interface BookingDialogProps {
  readonly booking: Booking
  readonly board: BoardModel
}

/** A booking for somebody who stands at the desk or is on the phone. Drawn only while one is being made. */
export function BookingDialog({ booking, board }: BookingDialogProps) {
  const form = booking.form.value
  return form ? <OpenDialog booking={booking} board={board} /> : null
}

function OpenDialog({ booking, board }: BookingDialogProps) {
  const first = useRef<HTMLInputElement>(null)
  const form = booking.form.value
  const sending = booking.sending.value
  // After the dialog has put the focus on its title.
  useEffect(() => first.current?.focus(), [])
  if (!form) return null
  const { space, during } = form
  const wanting = sending.kind === 'wanting'
  const violations =
    sending.kind === 'failing' && sending.failing.kind === 'problem' ? (sending.failing.problem.violations ?? []) : []
  const submit = (event: Event): void => {
    event.preventDefault()
    void booking.book()
  }
  return (
    <Dialog
      title={t('title')}
      onClose={booking.close}
      foot={
        <>
          <Button onClick={booking.close}>{t('cancel')}</Button>
          <Button
            look="primary"
            icon={iconAccepted}
            busy={sending.kind === 'sending'}
            onClick={() => void booking.book()}
          >
            {t('book')}
          </Button>
        </>
      }
    >
      <form class="stack" noValidate onSubmit={submit}>
        <p class="booking-where">
          <strong>{nameIn(space.name)}</strong>
          <span>
            {dayLabel(localDateOf(during.start, board.zone))} {clockSpanOf(during, board.zone)}
          </span>
        </p>
        <PartyField booking={booking} wanting={wanting && !form.party} input={first} />
        <Field label={t('what')} fault={wanting && form.title.trim() === '' && t('whatMissing')}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={120}
              value={form.title}
              onInput={(event) => booking.type({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          label={t('people')}
          hint={t('capacity', { count: space.capacity })}
          fault={wanting && !(Number(form.headcount) >= 1) && t('peopleMissing')}
        >
          {(control) => (
            <input
              {...control}
              class="input booking-people"
              inputMode="numeric"
              maxLength={6}
              value={form.headcount}
              onInput={(event) => booking.type({ headcount: event.currentTarget.value.replace(/\D/g, '') })}
            />
          )}
        </Field>
        {sending.kind === 'failing' && <Failure failing={sending.failing} />}
        {violations.length > 0 && <ViolationList violations={violations} />}
        <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  )
}
