import { signal } from '@preact/signals'
import type { Scope } from '@gongyue/shared/domain/role.ts'
import { iconLearn, iconOrder, iconOrders } from '../components/icons.ts'
import { t } from '../text/shell.ts'
import { may } from './session.ts'

/** A page that stands with others under one entry. */
export interface Page {
  readonly to: string
  readonly scope: Scope
  readonly label: () => string
}

/** A page of the main navigation. */
export interface Entry extends Page {
  readonly icon: string
  /** Pages that stand together under this entry; they have a row of their own above the page. */
  readonly pages?: readonly Page[]
  /** Whoever may enter this has another page for the same. */
  readonly unless?: Scope
}

/** What stands before and after the entries that everybody has. */
export interface FurtherEntries {
  readonly before: readonly Entry[]
  readonly after: readonly Entry[]
}

/** For those who book and those who learn, in reading order. */
const ENTRIES: readonly Entry[] = [
  { to: '/order', scope: 'orders', label: () => t('order'), icon: iconOrder },
  { to: '/orders', scope: 'orders', label: () => t('orders'), icon: iconOrders },
  { to: '/learn', scope: 'signed-in', label: () => t('learn'), icon: iconLearn, unless: 'desk' },
]

/** Those of the office and of all others, known after the first picture: a phone that books a table does not wait for their words and pictures. */
export const further = signal<FurtherEntries>({ before: [], after: [] })

/** Fetches the entries that whoever is signed in has besides. */
export async function loadFurtherEntries(): Promise<void> {
  if (may('signed-in')) await (await import('./further-entries.ts')).readFurtherEntries()
}

/** Only what the reader may enter. */
export function entriesForReader(): readonly Entry[] {
  return entries().filter(({ scope, unless }) => may(scope) && !(unless && may(unless)))
}

/** Whether an entry, or one of its pages, is where the reader is. */
export function isAt({ to, pages = [] }: Entry, address: string): boolean {
  return [to, ...pages.map((page) => page.to)].some((one) => isWithin(one, address))
}

/** The entry whose pages stand beside the one at an address, with those that the reader may enter. */
export function pagesBeside(address: string): readonly Page[] {
  const entry = entries().find((one) => one.pages && isAt(one, address))
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

function entries(): readonly Entry[] {
  return [...further.value.before, ...ENTRIES, ...further.value.after]
}
