import type { Scope } from '@gongyue/shared/domain/role.ts'
import { iconBoard, iconCheckIn, iconOrder, iconOrders, iconQueue, iconScreen } from '../components/icons.ts'
import { may } from './session.ts'

interface Entry {
  readonly to: string
  readonly scope: Scope
  readonly text: 'order' | 'orders' | 'board' | 'checkIn' | 'queue' | 'screens'
  readonly icon: string
}

/** The pages of the main navigation, in reading order. */
const ENTRIES: readonly Entry[] = [
  { to: '/board', scope: 'desk', text: 'board', icon: iconBoard },
  { to: '/check-in', scope: 'desk', text: 'checkIn', icon: iconCheckIn },
  { to: '/queue', scope: 'desk', text: 'queue', icon: iconQueue },
  { to: '/order', scope: 'orders', text: 'order', icon: iconOrder },
  { to: '/orders', scope: 'orders', text: 'orders', icon: iconOrders },
  { to: '/screens', scope: 'management', text: 'screens', icon: iconScreen },
]

/** Only what the reader may enter. */
export function entriesForReader(): readonly Entry[] {
  return ENTRIES.filter(({ scope }) => may(scope))
}

/** Where the reader's work is: the board for staff, the order page for a branch officer. */
export function startPath(): string {
  return may('desk') ? '/board' : '/order'
}
