import type { LineWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import type { ReservationState } from '@gongyue/shared/domain/reservation.ts'
import { lineStateWord, orderStateWord, reservationStateWord } from '../text/states.ts'
import { Chip, type Tone } from './Chip.tsx'
import {
  iconAccepted,
  iconCancelled,
  iconDeclined,
  iconEnded,
  iconInUse,
  iconNoShow,
  iconPartly,
  iconPending,
} from './icons.ts'

interface Look {
  readonly tone: Tone
  readonly icon: string
}

const ORDER_LOOKS: Readonly<Record<OrderWire['state'], Look>> = {
  placed: { tone: 'info', icon: iconPending },
  accepted: { tone: 'good', icon: iconAccepted },
  'partly-accepted': { tone: 'warn', icon: iconPartly },
  declined: { tone: 'warn', icon: iconDeclined },
  withdrawn: { tone: 'quiet', icon: iconCancelled },
}

const LINE_LOOKS: Readonly<Record<LineWire['state'], Look>> = {
  pending: { tone: 'info', icon: iconPending },
  accepted: { tone: 'good', icon: iconAccepted },
  declined: { tone: 'warn', icon: iconDeclined },
  withdrawn: { tone: 'quiet', icon: iconCancelled },
}

const RESERVATION_LOOKS: Readonly<Record<ReservationState, Look>> = {
  confirmed: { tone: 'good', icon: iconAccepted },
  'in-use': { tone: 'accent', icon: iconInUse },
  ended: { tone: 'quiet', icon: iconEnded },
  cancelled: { tone: 'quiet', icon: iconCancelled },
  'no-show': { tone: 'warn', icon: iconNoShow },
}

export function OrderStateChip({ state }: { readonly state: OrderWire['state'] }) {
  return <Chip {...ORDER_LOOKS[state]}>{orderStateWord(state)}</Chip>
}

export function LineStateChip({ line }: { readonly line: Pick<LineWire, 'state' | 'reservation'> }) {
  const look = line.reservation ? RESERVATION_LOOKS[line.reservation.state] : LINE_LOOKS[line.state]
  return <Chip {...look}>{lineStateWord(line)}</Chip>
}

export function ReservationStateChip({ state }: { readonly state: ReservationState }) {
  return <Chip {...RESERVATION_LOOKS[state]}>{reservationStateWord(state)}</Chip>
}
