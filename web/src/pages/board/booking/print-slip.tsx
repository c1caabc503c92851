import { render } from 'preact'
import { session } from '../../../app/session.ts'
import { pictureOf } from '../../../check-in/picture-of.ts'
import { qrPath } from '../../../components/qr.ts'
import { t } from '../../../text/desk-booking.ts'
import { nameIn } from '../../../text/locale.ts'
import type { BoardModel } from '../model.ts'
import type { Booked } from './model.ts'
import './slip.css'
import { whenOf } from './VerdictView.tsx'

/** Prints the slip, on whatever paper there is; the rest of the page stays off it. */
export function printSlip(booked: Booked, board: BoardModel): void {
  const place = document.createElement('div')
  place.className = 'slip-paper'
  document.body.append(place)
  document.body.classList.add('slip-only')
  render(<Slip booked={booked} board={board} />, place)
  const away = (): void => {
    window.removeEventListener('afterprint', away)
    document.body.classList.remove('slip-only')
    render(null, place)
    place.remove()
  }
  window.addEventListener('afterprint', away)
  window.print()
}

/** What the visitor keeps: where, when, the picture and the six digits. */
export function Slip({ booked, board }: { readonly booked: Booked; readonly board: BoardModel }) {
  const { order, space } = booked
  const [line] = order.lines
  const code = line?.reservation?.code
  const facility = session.value?.facility
  const picture = line && code ? qrPath(pictureOf(line.start, code)) : null
  return (
    <section class="slip">
      {facility && <p class="slip-house">{nameIn(facility.name)}</p>}
      <h1>{nameIn(space.name)}</h1>
      <p class="slip-when">{whenOf(booked, board)}</p>
      <p>
        {order.title} · {order.partyName}
      </p>
      {picture && (
        <svg viewBox={`0 0 ${picture.size} ${picture.size}`} shape-rendering="crispEdges" aria-hidden="true">
          <path d={picture.d} />
        </svg>
      )}
      {code && (
        <p class="slip-code">
          {code.slice(0, 3)} {code.slice(3)}
        </p>
      )}
      <p class="slip-foot">
        {order.reference} · {t('slipHint')}
      </p>
    </section>
  )
}
