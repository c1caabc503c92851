import type { Scope } from '@gongyue/shared/domain/role.ts'
import { lazily, type Lazy } from './lazy.tsx'
import { match } from './location.ts'

/** What a page is given: the parameters of its address. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>
}

interface PageEntry {
  readonly pattern: string
  /** Who may enter; the server asks again on every request. */
  readonly scope: Scope
  readonly Page: Lazy<PageProps>
}

/** Every address behind the sign-in. Each page comes with its own code. */
const PAGES: readonly PageEntry[] = [
  {
    pattern: '/order',
    scope: 'orders',
    Page: lazily(() => import('../pages/order/Page.tsx').then((page) => page.OrderPage)),
  },
  {
    pattern: '/orders',
    scope: 'orders',
    Page: lazily(() => import('../pages/orders/Page.tsx').then((page) => page.OrdersPage)),
  },
  {
    pattern: '/orders/:id',
    scope: 'orders',
    Page: lazily(() => import('../pages/orders/DetailPage.tsx').then((page) => page.OrderDetailPage)),
  },
  {
    pattern: '/learn',
    scope: 'public',
    Page: lazily(() => import('../pages/learn/Page.tsx').then((page) => page.LearnPage)),
  },
  {
    pattern: '/learn/:id',
    scope: 'signed-in',
    Page: lazily(() => import('../pages/learn/Page.tsx').then((page) => page.LearnPage)),
  },
  {
    pattern: '/board',
    scope: 'desk',
    Page: lazily(() => import('../pages/board/Page.tsx').then((page) => page.BoardPage)),
  },
  {
    pattern: '/check-in',
    scope: 'desk',
    Page: lazily(() => import('../pages/check-in/Page.tsx').then((page) => page.CheckInPage)),
  },
  {
    pattern: '/check-in/camera',
    scope: 'desk',
    Page: lazily(() => import('../pages/check-in/CameraPage.tsx').then((page) => page.CameraPage)),
  },
  {
    pattern: '/queue',
    scope: 'desk',
    Page: lazily(() => import('../pages/queue/Page.tsx').then((page) => page.QueuePage)),
  },
  {
    pattern: '/term',
    scope: 'desk',
    Page: lazily(() => import('../pages/term/Page.tsx').then((page) => page.TermPage)),
  },
  {
    pattern: '/series/new',
    scope: 'orders',
    Page: lazily(() => import('../pages/series/NewPage.tsx').then((page) => page.NewSeriesPage)),
  },
  {
    pattern: '/series/:id',
    scope: 'orders',
    Page: lazily(() => import('../pages/series/Page.tsx').then((page) => page.SeriesPage)),
  },
  {
    pattern: '/conflicts',
    scope: 'desk',
    Page: lazily(() => import('../pages/conflicts/Page.tsx').then((page) => page.ConflictsPage)),
  },
  {
    pattern: '/closures',
    scope: 'desk',
    Page: lazily(() => import('../pages/closures/Page.tsx').then((page) => page.ClosuresPage)),
  },
  {
    pattern: '/holidays',
    scope: 'management',
    Page: lazily(() => import('../pages/holidays/Page.tsx').then((page) => page.HolidaysPage)),
  },
  {
    pattern: '/classes',
    scope: 'desk',
    Page: lazily(() => import('../pages/classes/Page.tsx').then((page) => page.ClassesPage)),
  },
  {
    pattern: '/classes/:id',
    scope: 'desk',
    Page: lazily(() => import('../pages/class/Page.tsx').then((page) => page.ClassPage)),
  },
  {
    pattern: '/people',
    scope: 'desk',
    Page: lazily(() => import('../pages/people/Page.tsx').then((page) => page.PeoplePage)),
  },
  {
    pattern: '/outbox',
    scope: 'management',
    Page: lazily(() => import('../pages/outbox/Page.tsx').then((page) => page.OutboxPage)),
  },
  {
    pattern: '/print',
    scope: 'desk',
    Page: lazily(() => import('../pages/print/Page.tsx').then((page) => page.PrintPage)),
  },
  {
    pattern: '/programme',
    scope: 'desk',
    Page: lazily(() => import('../pages/programme/Page.tsx').then((page) => page.ProgrammePage)),
  },
  {
    pattern: '/screens',
    scope: 'management',
    Page: lazily(() => import('../pages/screens/Page.tsx').then((page) => page.ScreensPage)),
  },
]

/** The page at an address with its parameters, or null. */
export function pageAt(address: string): (PageEntry & PageProps) | null {
  for (const entry of PAGES) {
    const params = match(entry.pattern, address)
    if (params) return { ...entry, params }
  }
  return null
}

/** Whether an address is that of a screen on a wall or beside a door. */
export function isScreen(address: string): boolean {
  return /^\/wall(\/|$)/.test(address)
}

export const ScreenPage = lazily(() => import('../pages/wall/Screen.tsx').then((page) => page.ScreenPage))

export const SignInPage = lazily(() => import('../pages/sign-in/Page.tsx').then((page) => page.SignInPage))
