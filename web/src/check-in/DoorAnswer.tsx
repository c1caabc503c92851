import { spaceName } from '../app/spaces.ts'
import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { Notice } from '../components/Notice.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { t } from '../text/check-in.ts'
import { clockSpan } from '../text/when.ts'
import { ArrivalCard } from './ArrivalCard.tsx'
import type { DoorModel } from './model.ts'

/** What became of a code or a name; the same at the desk and under the camera. */
export function DoorAnswer({ model, asked }: { readonly model: DoorModel; readonly asked: string }) {
  const at = model.door.value
  switch (at.kind) {
    case 'idle':
      return null
    case 'looking':
      return <Spinner />
    case 'found':
      return <ArrivalCard at={at} model={model} />
    case 'failing':
      return <Failure failing={at.failing} />
    case 'unknown-offline':
      return (
        <Notice tone="warn" loud offline>
          <p>{t('unknownOffline', { code: at.code })}</p>
          <p>
            <Button look="primary" onClick={() => void model.confirm()}>
              {t('queueIt')}
            </Button>
          </p>
        </Notice>
      )
    case 'queued':
      return (
        <Notice tone="info" loud>
          <p>{t('queued', { label: at.label })}</p>
        </Notice>
      )
    case 'in':
      return (
        <Notice tone="good" loud title={t('done')}>
          <p>
            {t('doneOf', {
              title: at.attendance.title,
              count: at.attendance.present ?? at.attendance.headcount,
            })}
            {' · '}
            {spaceName(at.attendance.spaceId)} {clockSpan(at.attendance.start, at.attendance.end)}
          </p>
          <p>
            <Button onClick={() => void model.takeBack()}>{t('takeBack')}</Button>
          </p>
        </Notice>
      )
    case 'list':
      return at.items.length === 0 ? (
        <Notice tone="warn" loud>
          <p>{t('nothing', { text: asked })}</p>
        </Notice>
      ) : (
        <section class="stack-s">
          <h2>{t('found', { count: at.items.length })}</h2>
          <ArrivalList model={model} items={at.items} />
        </section>
      )
  }
}

/** Reservations to choose from, each a button. */
export function ArrivalList({
  model,
  items,
}: {
  readonly model: DoorModel
  readonly items: DoorModel['expected']['value']
}) {
  return (
    <ul class="arrival-list">
      {items.map((one) => (
        <li key={one.id}>
          <button type="button" class="arrival-pick" onClick={() => void model.choose(one)}>
            <strong>{clockSpan(one.start, one.end)}</strong>
            <span class="arrival-pick-title">{one.title}</span>
            <span class="small faint">
              {spaceName(one.spaceId)} · {one.partyName} · {one.placedBy}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
