import { useEffect, useMemo } from 'preact/hooks'
import { followOrders } from '../../api/follow-orders.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may } from '../../app/session.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconAccepted, iconQueue } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import type { Deciding } from '../../decisions/model.ts'
import { t as decisions } from '../../text/decisions.ts'
import { t } from '../../text/queue.ts'
import { Filters } from './Filters.tsx'
import { GroupCard } from './GroupCard.tsx'
import { SORTS } from './groups.ts'
import { followKeys } from './keys.ts'
import { createQueueModel, type QueueModel } from './model.ts'
import { TickedBar } from './TickedBar.tsx'
import { OvertakenNotice } from './OvertakenNotice.tsx'
import './page.css'

/** Changes come by themselves; that a request has grown older does not. */
const REFRESH_MS = 60_000

/** What waits for an officer's word. */
export function QueuePage() {
  usePageTitle(t('title'))
  const model = useMemo(() => createQueueModel({ onDone: sayDone }), [])
  useEffect(() => {
    const stops = [
      followOrders(
        () => true,
        () => void model.refresh(),
      ),
      keepFresh(model.refresh, REFRESH_MS),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [model])
  useEffect(followKeys, [])
  const state = model.state.value
  return (
    <div class="queue stack">
      <header class="queue-head">
        <h1>{t('title')}</h1>
        {state.kind === 'shown' && <p class="faint">{t('count', { count: model.counts.value.all })}</p>}
        {may('management') && <a href="/outbox">{t('outbox')}</a>}
      </header>
      {model.overtaken.value.map((one) => (
        <OvertakenNotice key={one.order?.id ?? one.title} overtaken={one} model={model} />
      ))}
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failing' && <Failure failing={state.failing} onRetry={() => void model.refresh()} />}
      {state.kind === 'shown' && <Shown model={model} stale={state.stale} />}
    </div>
  )
}

function Shown({ model, stale }: { readonly model: QueueModel; readonly stale: boolean }) {
  const groups = model.shown.value
  const asked = new URLSearchParams(location.search).get('order')
  const found = asked !== null && groups.some(({ entries }) => entries.some(({ order }) => order.id === asked))
  useEffect(() => {
    if (found) document.getElementById(`order-${asked}`)?.scrollIntoView({ block: 'center' })
  }, [found])
  if (model.counts.value.all === 0)
    return (
      <Empty icon={iconAccepted} title={t('empty')}>
        <p class="small">{t('emptyHint')}</p>
      </Empty>
    )
  return (
    <>
      {stale && (
        <Notice tone="warn" offline>
          <p>{t('stale')}</p>
        </Notice>
      )}
      <div class="queue-tools">
        <Filters model={model} />
        <Choice
          legend={t('sort')}
          quiet
          value={model.sort.value}
          onChoose={model.arrange}
          options={SORTS.map((sort) => ({ value: sort, label: t(`sort-${sort}`) }))}
        />
      </div>
      <p class="small faint queue-keys">{t('keys')}</p>
      {groups.length === 0 && (
        <Empty icon={iconQueue} title={t('emptyFiltered')}>
          <Button onClick={() => model.choose('all')}>{t('showAll')}</Button>
        </Empty>
      )}
      <ol class="queue-groups">
        {groups.map((group) => (
          <li key={group.id}>
            <GroupCard group={group} model={model} asked={asked} />
          </li>
        ))}
      </ol>
      <TickedBar model={model} />
    </>
  )
}

function sayDone({ order: { title }, decision, displaced }: Extract<Deciding, { readonly kind: 'done' }>): void {
  if (decision === 'decline') toast(decisions('declined', { title }))
  else if (displaced > 0) toast(decisions('acceptedDisplacing', { title, count: displaced }))
  else toast(decisions('accepted', { title }))
}
