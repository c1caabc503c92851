import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { followOrders } from '../../api/follow-orders.ts'
import { lazily } from '../../app/lazy.tsx'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconCalendar, iconOrders } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/orders.ts'
import { grouped, ORDER_GROUPS } from './groups.ts'
import { createOrdersModel, type OrderList, type OrdersModel } from './model.ts'
import { Offers } from './Offers.tsx'
import { OrderCard } from './OrderCard.tsx'
import './orders.css'

const SubscribeDialog = lazily(() => import('../../feeds/SubscribeDialog.tsx').then((one) => one.SubscribeDialog))
const CalendarView = lazily(() => import('./CalendarView.tsx').then((one) => one.CalendarView))

/** What became of what was asked for, as a list and as a calendar. */
export function OrdersPage() {
  usePageTitle(t('title'))
  const view = useSignal<'list' | 'calendar'>('list')
  const subscribing = useSignal(false)
  const facility = session.value?.facility.code
  useEffect(() => {
    if (facility) void loadSpaceNames(facility)
  }, [facility])
  return (
    <div class={`stack orders ${view.value}`}>
      <div class="orders-head">
        <h1>{t('title')}</h1>
        <Choice
          legend={t('view')}
          quiet
          value={view.value}
          onChoose={(chosen) => (view.value = chosen)}
          options={[
            { value: 'list', label: t('list') },
            { value: 'calendar', label: t('calendar') },
          ]}
        />
        <a class="button" href="/seasons">
          {t('season')}
        </a>
        <a class="button" href="/menu">
          {t('menu')}
        </a>
        <Button icon={iconCalendar} aria-haspopup="dialog" onClick={() => (subscribing.value = true)}>
          {t('subscribe')}
        </Button>
      </div>
      {view.value === 'list' ? <List /> : <CalendarView />}
      {subscribing.value && <SubscribeDialog onClose={() => (subscribing.value = false)} />}
    </div>
  )
}

function List() {
  const model = useMemo(() => createOrdersModel(), [])
  useEffect(() => {
    const stop = followOrders(
      () => true,
      () => void model.refresh(),
    )
    void model.load()
    return stop
  }, [model])
  const list = model.list.value
  switch (list.kind) {
    case 'loading':
      return <Spinner />
    case 'failed':
      return <Failure failing={list.failing} onRetry={() => void model.load()} />
    case 'ready':
      return (
        <>
          <Offers onTaken={() => void model.refresh()} />
          {list.orders.length === 0 ? <Nothing /> : <Groups model={model} list={list} />}
        </>
      )
  }
}

function Nothing() {
  return (
    <Empty icon={iconOrders} title={t('emptyTitle')}>
      <p class="small">{t('emptyHint')}</p>
      <a class="button primary" href="/order">
        {t('bookNow')}
      </a>
    </Empty>
  )
}

interface GroupsProps {
  readonly model: OrdersModel
  readonly list: Extract<OrderList, { kind: 'ready' }>
}

function Groups({ model, list }: GroupsProps) {
  const groups = grouped(list.orders, list.at)
  return (
    <>
      {ORDER_GROUPS.map((group) => {
        const members = groups.get(group) ?? []
        return (
          members.length > 0 && (
            <section key={group} class="stack-s" aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`} class="group-heading">
                {t(`group-${group}`)} <span class="faint">{members.length}</span>
              </h2>
              <ul class="order-cards">
                {members.map((order) => (
                  <li key={order.id}>
                    <OrderCard order={order} past={group === 'past'} at={list.at} />
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
      {list.next !== null && (
        <Button wide busy={list.more === 'loading'} onClick={() => void model.loadMore()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
