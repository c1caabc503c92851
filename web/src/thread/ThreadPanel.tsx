import { MAX_MESSAGE } from '@gongyue/shared/domain/thread.ts'
import type { OrderWire } from '@gongyue/shared/api/orders.ts'
import { useEffect, useId } from 'preact/hooks'
import { followOrders } from '../api/follow-orders.ts'
import { keepFresh } from '../api/keep-fresh.ts'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { Field } from '../components/Field.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { t } from '../text/thread.ts'
import { MessageItem } from './MessageItem.tsx'
import type { ThreadModel } from './model.ts'
import './thread.css'

export interface ThreadPanelProps {
  readonly model: ThreadModel
  readonly order: OrderWire
  /** Which side reads: the desk is never shown how to take its own offer. */
  readonly desk: boolean
  readonly spaceName: (spaceId: string) => string
}

/** Lines come by themselves: this is for a stream that a proxy holds back. */
const REFRESH_MS = 120_000

/** What party and house have said, and a place to answer. */
export function ThreadPanel({ model, order, desk, spaceName }: ThreadPanelProps) {
  const id = useId()
  useEffect(() => {
    const stop = followOrders(
      (orderId) => orderId === order.id,
      () => void model.load(),
    )
    const stopAsking = keepFresh(model.load, REFRESH_MS)
    return () => {
      stop()
      stopAsking()
    }
  }, [model, order.id])
  const state = model.state.value
  const count = state.kind === 'ready' ? state.items.length : 0
  return (
    <section class="thread stack-s" aria-labelledby={id}>
      <h4 id={id} class="thread-title">
        {t('title')}
      </h4>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && state.items.length === 0 && (
        <p class="small faint">{desk ? t('emptyDesk') : t('empty')}</p>
      )}
      {state.kind === 'ready' && state.more && <p class="small faint">{t('earlier')}</p>}
      {count > 0 && state.kind === 'ready' && (
        <ol class="thread-lines" aria-labelledby={id} aria-live="polite">
          {state.items.map((message) => (
            <MessageItem key={message.id} message={message} order={order} desk={desk} spaceName={spaceName} />
          ))}
        </ol>
      )}
      <Write model={model} />
    </section>
  )
}

function Write({ model }: { readonly model: ThreadModel }) {
  const writing = model.writing.value
  const busy = writing.kind === 'sending'
  return (
    <form
      class="thread-write"
      onSubmit={(event) => {
        event.preventDefault()
        void model.send()
      }}
    >
      {writing.kind === 'failed' && <Failure failing={writing.failing} />}
      <Field label={t('write')} hint={t('hint', { max: MAX_MESSAGE })}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={2}
            maxLength={MAX_MESSAGE}
            value={model.draft.value}
            onInput={(event) => model.type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              void model.send()
            }}
          />
        )}
      </Field>
      <Button type="submit" busy={busy}>
        {t('send')}
      </Button>
    </form>
  )
}
