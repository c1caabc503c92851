import { useEffect } from 'preact/hooks'
import { Dialog } from '../../../components/Dialog.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconClose } from '../../../components/icons.ts'
import { t as board } from '../../../text/board.ts'
import { t } from '../../../text/desk-booking.ts'
import type { Desk } from '../desk.ts'
import { BookedCard } from './BookedCard.tsx'
import './booking.css'
import { BookingFormView } from './BookingForm.tsx'

/**
 * A booking for somebody who stands at the desk or is on the phone, beside the board: another cell clicked moves the booking there, and what
 * was typed stays. On a phone it is a sheet.
 */
export function BookingPanel({ desk, narrow }: { readonly desk: Desk; readonly narrow: boolean }) {
  const { booking } = desk
  const form = booking.form.value
  const booked = booking.booked.value
  const undone = desk.arranging.history.bar.value
  // What was taken back has no code any more.
  useEffect(() => {
    if (booked && undone?.offers === 'redo') desk.booking.close()
  }, [undone])
  // What is looked at meanwhile stands above.
  const covered = desk.panel.panel.value.kind !== 'closed' || desk.arranging.questions.question.value !== null
  if (covered || (!form && !booked)) return null
  const title = t(form ? 'title' : 'booked')
  const content = form ? (
    <BookingFormView booking={booking} board={desk.board} form={form} onClose={desk.closePanel} />
  ) : booked ? (
    <BookedCard booked={booked} board={desk.board} onClose={desk.closePanel} />
  ) : null
  if (narrow)
    return (
      <Dialog title={title} onClose={desk.closePanel}>
        {content}
      </Dialog>
    )
  return (
    <div class="board-panel booking-panel screen-only" role="dialog" aria-labelledby="booking-panel-title">
      <div class="board-panel-head">
        <h2 id="booking-panel-title">{title}</h2>
        <button
          type="button"
          class="button icon-only plain"
          aria-label={board('close')}
          title={`${board('close')} Esc`}
          onClick={desk.closePanel}
        >
          <Icon of={iconClose} />
        </button>
      </div>
      <div class="board-panel-body">{content}</div>
    </div>
  )
}
