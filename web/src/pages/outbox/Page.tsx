import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconQueue } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/outbox.ts'
import { MailCard } from './MailCard.tsx'
import { createOutboxModel, type MailFilter, type OutboxModel, type OutboxState } from './model.ts'
import './outbox.css'

const REFRESH_MS = 30_000

/** Mails of the house: what waits, what failed and why, and the text to be sent by hand where there is no mail server. */
export function OutboxPage() {
  usePageTitle(t('title'))
  const model = useMemo(() => createOutboxModel(), [])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const state = model.state.value
  return (
    <div class="stack outbox">
      <h1>{t('title')}</h1>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <Shown model={model} state={state} />}
    </div>
  )
}

interface ShownProps {
  readonly model: OutboxModel
  readonly state: Extract<OutboxState, { kind: 'ready' }>
}

const FILTERS: readonly MailFilter[] = ['all', 'queued', 'failed', 'sent']

function Shown({ model, state: { outbox } }: ShownProps) {
  const { sending, counts, items, nextCursor } = outbox
  const all = counts.queued + counts.sending + counts.sent + counts.failed
  return (
    <>
      {!sending && (
        <Notice tone="warn" title={t('notSending')}>
          <p>{t('notSendingHint')}</p>
        </Notice>
      )}
      {model.failing.value && <Failure failing={model.failing.value} />}
      <div class="outbox-filters" role="group" aria-label={t('filter')}>
        {FILTERS.map((filter) => (
          <button
            key={filter}
            type="button"
            class="outbox-filter"
            aria-pressed={model.filter.value === filter}
            onClick={() => void model.choose(filter)}
          >
            {filter === 'all' ? t('all') : t(`state-${filter}`)} <b>{filter === 'all' ? all : counts[filter]}</b>
          </button>
        ))}
      </div>
      {items.length === 0 && (
        <Empty icon={iconQueue} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
        </Empty>
      )}
      <ul class="stack">
        {items.map((mail) => (
          <li key={mail.id}>
            <MailCard mail={mail} model={model} />
          </li>
        ))}
      </ul>
      {nextCursor !== null && (
        <Button wide onClick={() => void model.loadMore()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
