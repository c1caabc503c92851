import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { lazy, LocationProvider, Route, Router, useLocation } from 'preact-iso'
import type { Scope } from '@gongyue/shared/domain/role.ts'
import { Button } from '../components/Button.tsx'
import { iconReload } from '../components/icons.ts'
import { Notice } from '../components/Notice.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { OrderPage } from '../pages/order/Page.tsx'
import { SignInPage } from '../pages/sign-in/Page.tsx'
import { t } from '../text/shell.ts'
import { Frame } from './Frame.tsx'
import { NotFound } from './NotFound.tsx'
import { may, restoreSession, sessionState } from './session.ts'
import { startPath } from './navigation.ts'

// The order page is what a phone opens, so it comes with the frame; the others come when they are asked for.
const Order = guarded('orders', OrderPage)
const Orders = guarded(
  'orders',
  lazy(() => import('../pages/orders/Page.tsx').then((page) => page.OrdersPage)),
)
const OrderDetail = guarded(
  'orders',
  lazy(() => import('../pages/orders/DetailPage.tsx').then((page) => page.OrderDetailPage)),
)
const Board = guarded(
  'desk',
  lazy(() => import('../pages/board/Page.tsx').then((page) => page.BoardPage)),
)
const Queue = guarded(
  'desk',
  lazy(() => import('../pages/queue/Page.tsx').then((page) => page.QueuePage)),
)

/** Every address of the pages, in one list. */
export function App() {
  return (
    <LocationProvider>
      <Frame>
        <Content />
      </Frame>
    </LocationProvider>
  )
}

/** The sign-in page stands in the place of what was asked for, so that after signing in one is where one was. */
function Content() {
  switch (sessionState.value.kind) {
    case 'unknown':
      return (
        <div class="whole-page">
          <Spinner />
        </div>
      )
    case 'unreachable':
      return (
        <Notice tone="warn" loud offline>
          <p>{t('offline')}</p>
          <p>
            <Button icon={iconReload} onClick={() => void restoreSession()}>
              {t('retry')}
            </Button>
          </p>
        </Notice>
      )
    case 'signed-out':
      return <SignInPage expired={sessionState.value.expired} />
    case 'signed-in':
      return (
        <Router>
          <Route path="/" component={Start} />
          <Route path="/sign-in" component={Start} />
          <Route path="/order" component={Order} />
          <Route path="/orders" component={Orders} />
          <Route path="/orders/:id" component={OrderDetail} />
          <Route path="/board" component={Board} />
          <Route path="/queue" component={Queue} />
          <Route default component={NotFound} />
        </Router>
      )
  }
}

/** `/` and `/sign-in` lead to where the role's work is. */
function Start() {
  const { route } = useLocation()
  useEffect(() => route(startPath(), true), [])
  return null
}

/** A page that only some may enter; the server asks again on every request. */
function guarded<Props extends object>(scope: Scope, Page: ComponentType<Props>) {
  return function Guarded(props: Props) {
    return may(scope) ? <Page {...props} /> : <NotAllowed />
  }
}

function NotAllowed() {
  return (
    <Notice tone="warn">
      <p>{t('notAllowed')}</p>
      <p>
        <a class="button" href="/">
          {t('home')}
        </a>
      </p>
    </Notice>
  )
}
