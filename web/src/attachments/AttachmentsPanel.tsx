import type { AttachmentWire } from '@gongyue/shared/api/attachments.ts'
import { MAX_ATTACHMENTS, MEDIA_TYPES } from '@gongyue/shared/domain/attachment.ts'
import { useEffect, useId, useRef } from 'preact/hooks'
import { addressOf } from '../api/call.ts'
import { followOrders } from '../api/follow-orders.ts'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { iconMore } from '../components/icons.ts'
import { Notice } from '../components/Notice.tsx'
import { toast } from '../components/Toasts.tsx'
import { t } from '../text/attachments.ts'
import './attachments.css'
import type { Adding, AttachmentsModel } from './model.ts'
import { sizeText } from './size-text.ts'

/** The files of an order: to be kept, handed in (by camera on a phone), and taken back while it waits. */
export function AttachmentsPanel({ model, orderId }: { readonly model: AttachmentsModel; readonly orderId: string }) {
  const id = useId()
  useEffect(() => {
    const stop = followOrders(
      (changed) => changed === orderId,
      () => void model.load(),
    )
    void model.load()
    return stop
  }, [model, orderId])
  const list = model.list.value
  return (
    <section class="attachments stack-s" aria-labelledby={id}>
      <h4 id={id} class="attachments-title">
        {t('title')}
      </h4>
      {list.kind === 'failed' && <Failure failing={list.failing} onRetry={() => void model.load()} />}
      {list.kind === 'ready' && list.items.length === 0 && <p class="small faint">{t('none')}</p>}
      {list.kind === 'ready' && list.items.length > 0 && (
        <ul class="attachments-list">
          {list.items.map((file) => (
            <Item key={file.id} file={file} model={model} orderId={orderId} />
          ))}
        </ul>
      )}
      <Progress adding={model.adding.value} onStop={model.stop} />
      {list.kind === 'ready' && list.items.length >= MAX_ATTACHMENTS ? (
        <p class="small faint">{t('full', { max: MAX_ATTACHMENTS })}</p>
      ) : (
        <Add model={model} />
      )}
    </section>
  )
}

interface ItemProps {
  readonly file: AttachmentWire
  readonly model: AttachmentsModel
  readonly orderId: string
}

function Item({ file, model, orderId }: ItemProps) {
  const { id, name, bytes, sender, deletable } = file
  const href = addressOf('/orders/:id/attachments/:attachmentId', { params: { id: orderId, attachmentId: id } })
  return (
    <li class="attachment">
      <span class="attachment-what">
        <a href={href} download={name} aria-label={t('download', { name })}>
          {name}
        </a>{' '}
        <span class="small faint">
          {sizeText(bytes)}
          {sender !== null && ` · ${t('by', { name: sender })}`}
        </span>
      </span>
      {deletable && (
        <Button
          look="plain"
          aria-label={t('removeLong', { name })}
          onClick={() =>
            void model.remove(file).then((removed) => {
              if (removed) toast(t('removed', { name }))
            })
          }
        >
          {t('remove')}
        </Button>
      )}
    </li>
  )
}

function Progress({ adding, onStop }: { readonly adding: Adding; readonly onStop: () => void }) {
  switch (adding.kind) {
    case 'idle':
      return null
    case 'stopped':
      return <p class="small faint">{t('stopped')}</p>
    case 'unfit':
      return (
        <Notice tone="warn" loud>
          <p>{t(adding.why, { name: adding.name, size: sizeText(adding.bytes) })}</p>
        </Notice>
      )
    case 'failed':
      return <Failure failing={adding.failing} />
    case 'sending': {
      const percent = Math.round(adding.part * 100)
      const label = t('sending', { name: adding.name, percent })
      return (
        <div class="attachment-progress">
          <progress max={100} value={percent} aria-label={label} />
          <span class="small">{label}</span>
          <Button look="plain" onClick={onStop}>
            {t('stop')}
          </Button>
        </div>
      )
    }
  }
}

/** With media types a phone offers its camera, and turns its own kind of picture into JPEG; endings are for desktops that know no types. */
const ACCEPTED = [...Object.values(MEDIA_TYPES), ...Object.keys(MEDIA_TYPES).map((type) => `.${type}`)].join(',')

function Add({ model }: { readonly model: AttachmentsModel }) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const onChange = async (): Promise<void> => {
    const file = input.current?.files?.[0]
    if (!file) return
    const added = await model.add(file)
    // The same file may be chosen again after a failure.
    if (input.current) input.current.value = ''
    if (added) toast(t('added', { name: added.name }))
  }
  return (
    <div class="attachment-add">
      <input
        ref={input}
        id={id}
        class="attachment-input"
        type="file"
        accept={ACCEPTED}
        aria-label={t('add')}
        aria-describedby={`${id}-hint`}
        tabIndex={-1}
        onChange={() => void onChange()}
      />
      <Button icon={iconMore} busy={model.adding.value.kind === 'sending'} onClick={() => input.current?.click()}>
        {t('add')}
      </Button>
      <span id={`${id}-hint`} class="small faint">
        {t('hint', { max: MAX_ATTACHMENTS })}
      </span>
    </div>
  )
}
