import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { createAttachmentsModel } from '../../attachments/model.ts'
import { AttachmentsPanel } from '../../attachments/AttachmentsPanel.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/queue.ts'
import { ThreadPanel } from '../../thread/ThreadPanel.tsx'
import type { QueueEntry } from './groups.ts'
import type { QueueModel } from './model.ts'
import { ProposePanel } from './ProposePanel.tsx'

/** What is said of a request and handed in with it, beside the decision. Nothing is asked of the server until it is opened. */
export function Exchange({ entry, model }: { readonly entry: QueueEntry; readonly model: QueueModel }) {
  const open = useSignal(false)
  return (
    <details
      class="queue-exchange"
      data-key="m"
      open={open.value}
      onToggle={(event) => (open.value = event.currentTarget.open)}
    >
      <summary>{t('exchange')}</summary>
      {open.value && <Opened entry={entry} model={model} />}
    </details>
  )
}

function Opened({ entry, model }: { readonly entry: QueueEntry; readonly model: QueueModel }) {
  const { order } = entry
  const files = useMemo(() => createAttachmentsModel(order.id), [order.id])
  const thread = model.threadFor(order.id)
  const spaceName = (id: string): string => {
    const space = model.spaces.value.get(id)
    return space ? nameIn(space.name) : ''
  }
  return (
    <div class="stack">
      <ThreadPanel model={thread} order={order} desk spaceName={spaceName} />
      <ProposePanel entry={entry} model={model} thread={thread} spaceName={spaceName} />
      <AttachmentsPanel model={files} orderId={order.id} />
    </div>
  )
}
