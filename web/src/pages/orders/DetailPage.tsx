import { useEffect, useMemo } from 'preact/hooks'
import type { LineWire, OrderWire } from '@gongyue/shared/api/orders.ts'
import { followOrders } from '../../api/follow-orders.ts'
import type { PageProps } from '../../app/pages.tsx'
import { pictureOf } from '../../check-in/picture-of.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may, session } from '../../app/session.ts'
import { loadSpaceNames, spaceName } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { CheckInCode } from '../../components/CheckInCode.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconBack, iconSearch } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { LineStateChip, OrderStateChip } from '../../components/StateChip.tsx'
import { When } from '../../components/When.tsx'
import { t } from '../../text/orders.ts'
import { declineReasonWord } from '../../text/states.ts'
import { clockOf, dayLabel, dayOf, durationLabel, minutesBetween, spanLabel } from '../../text/when.ts'
import { AttachmentsPanel } from '../../attachments/AttachmentsPanel.tsx'
import { createAttachmentsModel } from '../../attachments/model.ts'
import { createThreadModel } from '../../thread/model.ts'
import { ThreadPanel } from '../../thread/ThreadPanel.tsx'
import { refreshUnread } from '../../app/unread.ts'
import { ServiceItem } from '../../services/ServiceItem.tsx'
import { CancelDialog } from './CancelDialog.tsx'
import { createDetailModel, type DetailModel } from './detail-model.ts'
import { canCancel } from './groups.ts'
import { PartlyNotice } from './PartlyNotice.tsx'
import './orders.css'

/** One order: each line with its state, reason, code; what can still be taken back. */
export function OrderDetailPage({ params }: PageProps) {
  usePageTitle(t('title'))
  const id = params['id'] ?? ''
  const model = useMemo(() => createDetailModel(id), [id])
  const facility = session.value?.facility.code
  useEffect(() => {
    const stop = followOrders(
      (orderId) => orderId === id,
      () => void model.refresh(),
    )
    void model.load()
    if (facility) void loadSpaceNames(facility)
    return stop
  }, [model, facility])
  const state = model.state.value
  return (
    <div class="stack">
      <p>
        <a class="back-link" href="/orders">
          <Icon of={iconBack} />
          <span>{t('backToList')}</span>
        </a>
      </p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'not-found' && (
        <Empty icon={iconSearch} title={t('notFound')}>
          <p class="small">{t('notFoundHint')}</p>
        </Empty>
      )}
      {state.kind === 'ready' && <Order order={state.order} at={state.at} model={model} />}
    </div>
  )
}

interface OrderProps {
  readonly order: OrderWire
  readonly at: number
  readonly model: DetailModel
}

function Order({ order, at, model }: OrderProps) {
  const open = order.lines.filter((line) => canCancel(line, at))
  const services = order.services ?? []
  const openServices = services.filter(
    ({ state, start }) => (state === 'pending' || state === 'accepted') && Date.parse(start) > at,
  )
  return (
    <>
      <div class="detail-head">
        <h1>{order.title}</h1>
        <OrderStateChip state={order.state} />
      </div>
      <PartlyNotice order={order} hint />
      {order.state === 'placed' && <Notice tone="info">{t('waitingHint')}</Notice>}
      {order.state === 'declined' && <Notice tone="warn">{t('declinedAll')}</Notice>}
      {order.seriesId !== undefined && (
        <a class="button wide" href={`/series/${order.seriesId}`}>
          {t('openSeries')}
        </a>
      )}
      {order.lines.length > 0 && (
        <section class="stack-s" aria-labelledby="detail-lines">
          <h2 id="detail-lines" class="group-heading">
            {t('lines')}
          </h2>
          <ul class="order-cards">
            {order.lines.map((line) => (
              <li key={line.id} class="card">
                <Line line={line} model={model} cancellable={open.length > 1 && open.includes(line)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {services.length > 0 && (
        <section class="stack-s" aria-labelledby="detail-services">
          <h2 id="detail-services" class="group-heading">
            {t('services')}
          </h2>
          <ul class="order-cards">
            {services.map((line) => (
              <li key={line.id} class="card">
                <ServiceItem line={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Particulars order={order} />
      <Exchange order={order} />
      {order.lines.some(({ state }) => state === 'declined') && (
        <a class="button wide" href="/order">
          {t('bookAgain')}
        </a>
      )}
      {open.length + openServices.length > 0 && (
        <Button look="danger" wide onClick={() => model.askCancel([...open, ...openServices].map(({ id }) => id))}>
          {t('cancelOrder')}
        </Button>
      )}
      <CancelDialog model={model} order={order} />
    </>
  )
}

/** What is said of the order, and what was handed in with it. */
function Exchange({ order }: { readonly order: OrderWire }) {
  const thread = useMemo(() => createThreadModel(order.id, { onRead: () => void refreshUnread() }), [order.id])
  const files = useMemo(() => createAttachmentsModel(order.id), [order.id])
  // The place that a link names is there only now.
  useEffect(() => {
    if (location.hash === '#files' || location.hash === '#thread')
      document.querySelector(location.hash)?.scrollIntoView({ block: 'start' })
  }, [order.id])
  return (
    <>
      <div class="card" id="thread">
        <ThreadPanel model={thread} order={order} desk={may('desk')} spaceName={spaceName} />
      </div>
      <div class="card" id="files">
        <AttachmentsPanel model={files} orderId={order.id} />
      </div>
    </>
  )
}

interface LineProps {
  readonly line: LineWire
  readonly model: DetailModel
  readonly cancellable: boolean
}

function Line({ line, model, cancellable }: LineProps) {
  const what = `${spaceName(line.spaceId)} ${spanLabel(line.start, line.end)}`
  const reason = [line.reasonCode && declineReasonWord(line.reasonCode), line.reason].filter(Boolean).join('。')
  return (
    <div class="stack-s">
      <div class="detail-line">
        <div>
          <p class="order-card-title">{spaceName(line.spaceId)}</p>
          <p>
            <When {...line} /> <span class="faint no-break">{durationLabel(minutesBetween(line.start, line.end))}</span>
          </p>
        </div>
        <LineStateChip line={line} />
      </div>
      {reason && <p class="decline-reason">{t('reason', { reason })}</p>}
      {line.reservation?.state === 'confirmed' && (
        <CheckInCode code={line.reservation.code} text={pictureOf(line.start, line.reservation.code)} />
      )}
      {cancellable && (
        <p>
          <Button look="danger" aria-label={t('cancelLineOf', { what })} onClick={() => model.askCancel([line.id])}>
            {t('cancelLine')}
          </Button>
        </p>
      )}
    </div>
  )
}

function Particulars({ order }: { readonly order: OrderWire }) {
  const rows: readonly (readonly [string, string])[] = [
    [t('reference'), order.reference],
    [t('party'), order.partyName],
    [t('people'), t('peopleCount', { people: order.headcount })],
    [t('purpose'), order.purpose],
    [t('placedAt'), `${dayLabel(dayOf(order.placedAt))} ${clockOf(order.placedAt)}`],
    [t('placedBy'), order.placedBy ?? ''],
  ]
  return (
    <dl class="particulars card">
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
