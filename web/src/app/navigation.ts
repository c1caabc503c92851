import type { Scope } from '@gongyue/shared/domain/role.ts'
import {
  iconBoard,
  iconCheckIn,
  iconLearn,
  iconOrder,
  iconOrders,
  iconPlanning,
  iconQueue,
  iconScreen,
} from '../components/icons.ts'
import { may } from './session.ts'

interface Page {
  readonly to: string
  readonly scope: Scope
  readonly text: 'term' | 'conflicts' | 'classes' | 'people' | 'closures' | 'holidays'
}

interface Entry {
  readonly to: string
  readonly scope: Scope
  readonly text: 'order' | 'orders' | 'board' | 'checkIn' | 'queue' | 'planning' | 'learn' | 'screens'
  readonly icon: string
  /** Pages that stand together under one entry; they have a row of their own above the page. */
  readonly pages?: readonly Page[]
  /** Whoever may enter this has another page for the same. */
  readonly unless?: Scope
}

/** What a coordinator plans with, in reading order. */
const PLANNING: readonly Page[] = [
  { to: '/term', scope: 'desk', text: 'term' },
  { to: '/conflicts', scope: 'desk', text: 'conflicts' },
  { to: '/classes', scope: 'desk', text: 'classes' },
  { to: '/people', scope: 'desk', text: 'people' },
  { to: '/closures', scope: 'desk', text: 'closures' },
  { to: '/holidays', scope: 'management', text: 'holidays' },
]

/** The pages of the main navigation, in reading order. */
const ENTRIES: readonly Entry[] = [
  { to: '/board', scope: 'desk', text: 'board', icon: iconBoard },
  { to: '/check-in', scope: 'desk', text: 'checkIn', icon: iconCheckIn },
  { to: '/queue', scope: 'desk', text: 'queue', icon: iconQueue },
  { to: '/conflicts', scope: 'desk', text: 'planning', icon: iconPlanning, pages: PLANNING },
  { to: '/order', scope: 'orders', text: 'order', icon: iconOrder },
  { to: '/orders', scope: 'orders', text: 'orders', icon: iconOrders },
  { to: '/learn', scope: 'signed-in', text: 'learn', icon: iconLearn, unless: 'desk' },
  { to: '/screens', scope: 'management', text: 'screens', icon: iconScreen },
]

/** Only what the reader may enter. */
export function entriesForReader(): readonly Entry[] {
  return ENTRIES.filter(({ scope, unless }) => may(scope) && !(unless && may(unless)))
}

/** Whether an entry, or one of its pages, is where the reader is. */
export function isAt({ to, pages = [] }: Entry, address: string): boolean {
  return [to, ...pages.map((page) => page.to)].some((one) => isWithin(one, address))
}

/** The pages that stand beside the one at an address, as far as the reader may enter them. */
export function pagesBeside(address: string): readonly Page[] {
  const entry = ENTRIES.find((one) => one.pages && isAt(one, address))
  return entry?.pages?.filter(({ scope }) => may(scope)) ?? []
}

/** Whether an address is that of a page or lies below it. */
export function isWithin(page: string, address: string): boolean {
  return address === page || address.startsWith(`${page}/`)
}

/** Where the reader's work is: the board for staff, the order page for a branch officer, the courses for everybody else. */
export function startPath(): string {
  if (may('desk')) return '/board'
  return may('orders') ? '/order' : '/learn'
}
