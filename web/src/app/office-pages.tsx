import { lazily } from './lazy.tsx'
import { path } from './location.ts'
import { NotAllowed } from './NotAllowed.tsx'
import { NotFound } from './NotFound.tsx'
import { find, SignInPage, type PageEntry } from './pages.tsx'
import { may, session } from './session.ts'

/** Every page of the office, in reading order: loaded by whoever opens one of them. */
const PAGES: readonly PageEntry[] = [
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
    pattern: '/programmes',
    scope: 'desk',
    Page: lazily(() => import('../pages/programmes/Page.tsx').then((page) => page.ProgrammesPage)),
  },
  {
    pattern: '/programmes/:id',
    scope: 'desk',
    Page: lazily(() => import('../pages/programmes/OnePage.tsx').then((page) => page.RunProgrammePage)),
  },
  {
    pattern: '/people',
    scope: 'desk',
    Page: lazily(() => import('../pages/people/Page.tsx').then((page) => page.PeoplePage)),
  },
  {
    pattern: '/volunteers',
    scope: 'desk',
    Page: lazily(() => import('../pages/volunteers/Page.tsx').then((page) => page.VolunteersPage)),
  },
  {
    pattern: '/volunteer',
    scope: 'public',
    Page: lazily(() => import('../pages/volunteer/Page.tsx').then((page) => page.VolunteerPage)),
  },
  {
    pattern: '/my-service',
    scope: 'signed-in',
    Page: lazily(() => import('../pages/my-service/Page.tsx').then((page) => page.MyServicePage)),
  },
  {
    pattern: '/partners',
    scope: 'orders',
    Page: lazily(() => import('../pages/partners/Page.tsx').then((page) => page.PartnersPage)),
  },
  {
    pattern: '/partners/:id',
    scope: 'orders',
    Page: lazily(() => import('../pages/partner/Page.tsx').then((page) => page.PartnerPage)),
  },
  {
    pattern: '/imports',
    scope: 'desk',
    Page: lazily(() => import('../pages/imports/Page.tsx').then((page) => page.ImportsPage)),
  },
  {
    pattern: '/menu',
    scope: 'orders',
    Page: lazily(() => import('../pages/menu/Page.tsx').then((page) => page.MenuPage)),
  },
  {
    pattern: '/dispatch',
    scope: 'desk',
    Page: lazily(() => import('../pages/dispatch/Page.tsx').then((page) => page.DispatchPage)),
  },
  {
    pattern: '/services',
    scope: 'desk',
    Page: lazily(() => import('../pages/services/Page.tsx').then((page) => page.ServicesPage)),
  },
  {
    pattern: '/accounts',
    scope: 'administration',
    Page: lazily(() => import('../pages/accounts/Page.tsx').then((page) => page.AccountsPage)),
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
    pattern: '/seasons',
    scope: 'orders',
    Page: lazily(() => import('../pages/seasons/Page.tsx').then((page) => page.SeasonsPage)),
  },
  {
    pattern: '/seasons/:id',
    scope: 'orders',
    Page: lazily(() => import('../pages/season/Page.tsx').then((page) => page.SeasonPage)),
  },
  {
    pattern: '/results/:id',
    scope: 'public',
    Page: lazily(() => import('../pages/results/Page.tsx').then((page) => page.ResultsPage)),
  },
  {
    pattern: '/rounds',
    scope: 'desk',
    Page: lazily(() => import('../pages/rounds/Page.tsx').then((page) => page.RoundsPage)),
  },
  {
    pattern: '/rounds/:id',
    scope: 'desk',
    Page: lazily(() => import('../pages/round/Page.tsx').then((page) => page.RoundPage)),
  },
  {
    pattern: '/figures',
    scope: 'management',
    Page: lazily(() => import('../pages/figures/Page.tsx').then((page) => page.FiguresPage)),
  },
  {
    pattern: '/decisions',
    scope: 'management',
    Page: lazily(() => import('../pages/decisions/Page.tsx').then((page) => page.DecisionsPage)),
  },
  {
    pattern: '/policy',
    scope: 'management',
    Page: lazily(() => import('../pages/policy/Page.tsx').then((page) => page.PolicyPage)),
  },
  {
    pattern: '/screens',
    scope: 'management',
    Page: lazily(() => import('../pages/screens/Page.tsx').then((page) => page.ScreensPage)),
  },
]

/** Fetches the page of an address ahead of its first drawing. */
export function preloadAt(address: string): void {
  find(PAGES, address)?.Page.preload()
}

/** The office's page at the address of now, or why there is none. */
export function OfficePage() {
  const page = find(PAGES, path.value)
  // The sign-in page stands in the place of all that is not for everybody.
  if (!session.value && page?.scope !== 'public') return <SignInPage expired={false} />
  if (!page) return <NotFound />
  if (!may(page.scope)) return <NotAllowed />
  const { Page, params, pattern } = page
  return <Page key={pattern} params={params} />
}
