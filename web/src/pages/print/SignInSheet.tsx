import type { BoardWire } from '@gongyue/shared/api/board.ts'
import type { SpaceWire } from '@gongyue/shared/api/facility.ts'
import type { ReservationWire } from '@gongyue/shared/api/reservations.ts'
import { useEffect, useState } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { readReservation } from '../../api/more-routes.ts'
import { pictureOf } from '../../check-in/picture-of.ts'
import { CheckInCode } from '../../components/CheckInCode.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/print.ts'
import { spanLabel } from '../../text/when.ts'
import { SheetHead } from './Head.tsx'
import type { Wanted } from './model.ts'

/** Room for a pen. */
const BLANK = '\u00a0'

interface SignInSheetProps {
  readonly board: BoardWire
  readonly spaces: readonly SpaceWire[]
  readonly wanted: Wanted
}

/** 签到表: what is on, the code for the desk, and empty lines for those who come. */
export function SignInSheet({ board, spaces, wanted }: SignInSheetProps) {
  const block = board.blocks.find(({ id }) => id === wanted.booking)
  const [known, setKnown] = useState<ReservationWire | null>(null)
  useEffect(() => {
    setKnown(null)
    if (!block) return undefined
    let gone = false
    void call(readReservation, { params: { id: block.id } }).then((reply) => {
      if (!gone && reply.kind === 'ok') setKnown(reply.body)
    })
    return () => {
      gone = true
    }
  }, [block?.id])
  if (!block) return <p class="screen-only">{t('chooseBooking')}</p>
  const space = spaces.find(({ id }) => id === block.spaceId)
  return (
    <section class="paper">
      <div class="paper-sign-in">
        <div>
          <SheetHead title={t('signInTitle')} />
          <p class="paper-title">{block.title}</p>
          <p>
            {spanLabel(block.start, block.end)} · {space ? nameIn(space.name) : ''}
          </p>
          <p>
            {block.partyName} · {t('people')} {block.headcount} · {block.reference}
          </p>
        </div>
        {known?.code && <CheckInCode code={known.code} text={pictureOf(known.start, known.code)} />}
      </div>
      <table class="paper-lines">
        <thead>
          <tr>
            <th class="col-number">{t('number')}</th>
            <th>{t('name')}</th>
            <th>{t('department')}</th>
            <th>{t('phone')}</th>
            <th>{t('signature')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: wanted.rows }, (_, at) => (
            <tr key={at}>
              <td>{at + 1}</td>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="paper-sum">{t('sum')}</p>
    </section>
  )
}
