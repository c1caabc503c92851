import { Button } from '../../../components/Button.tsx'
import { CheckInCode } from '../../../components/CheckInCode.tsx'
import { iconChosen, iconPrint } from '../../../components/icons.ts'
import { pictureOf } from '../../../check-in/picture-of.ts'
import { t } from '../../../text/desk-booking.ts'
import { nameIn } from '../../../text/locale.ts'
import type { BoardModel } from '../model.ts'
import type { Booked } from './model.ts'
import { whenOf } from './VerdictView.tsx'

export interface BookedCardProps {
  readonly booked: Booked
  readonly board: BoardModel
  readonly onClose: () => void
}

/** What the visitor takes along: code and picture, large enough to be photographed across the desk. */
export function BookedCard({ booked, board, onClose }: BookedCardProps) {
  const { order, space } = booked
  const [line] = order.lines
  const code = line?.reservation?.code
  return (
    <div class="booked-card">
      <p class="booking-where">
        <strong>{nameIn(space.name)}</strong>
        <span>{whenOf(booked, board)}</span>
      </p>
      <p>
        {order.title} · {order.partyName} · <span class="whole">{order.reference}</span>
      </p>
      {line && code && <CheckInCode code={code} text={pictureOf(line.start, code)} />}
      <p class="small faint">{t('slipHint')}</p>
      <div class="booking-foot">
        {code && (
          <Button
            icon={iconPrint}
            onClick={() => void import('./print-slip.tsx').then(({ printSlip }) => printSlip(booked, board))}
          >
            {t('printSlip')}
          </Button>
        )}
        <Button look="primary" icon={iconChosen} onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
