import type { Scope } from '@gongyue/shared/domain/role.ts'
import { lazily, type Lazy } from './lazy.tsx'
import { match, path } from './location.ts'

/** What a page is given: the parameters of its address. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>
}

/** An address, who may enter, and the page there. */
export interface PageEntry {
  readonly pattern: string
  /** Who may enter; the server asks again on every request. */
  readonly scope: Scope
  readonly Page: Lazy<PageProps>
}

/** What people open on a phone, known from the first moment. Each page comes with its own code. */
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
]

/** Every other address: the list of the office's pages comes when one of them is asked for, and says what is not there. */
const OFFICE: PageEntry = {
  pattern: '/*',
  // some of it is; the list asks for each
  scope: 'public',
  Page: lazily(async () => {
    const office = await import('./office-pages.tsx')
    office.preloadAt(path.value)
    return office.OfficePage
  }),
}

/** The page at an address with its parameters. */
export function pageAt(address: string): PageEntry & PageProps {
  return find(PAGES, address) ?? { ...OFFICE, params: {} }
}

/** The first of some pages whose pattern fits an address, or null. */
export function find(pages: readonly PageEntry[], address: string): (PageEntry & PageProps) | null {
  for (const entry of pages) {
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
