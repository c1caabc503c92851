import { useSignal } from '@preact/signals'
import type { DeviceWire } from '@gongyue/shared/api/devices.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { Address } from '../../components/Address.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconMore, iconScreen } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/screens.ts'
import { DutyMails } from './DutyMails.tsx'
import { createScreensModel, NEW_SCREEN, type ScreensModel, type ScreensState } from './model.ts'
import { ScreenCard } from './ScreenCard.tsx'
import { ScreenForm } from './ScreenForm.tsx'
import './page.css'

const REFRESH_MS = 30_000

/** What hangs on walls and beside doors, and what goes out to caretakers. */
export function ScreensPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility.code ?? ''
  const model = useMemo(() => createScreensModel(facility), [facility])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const editing = useSignal<DeviceWire | 'new' | null>(null)
  const state = model.state.value
  const made = model.made.value
  return (
    <div class="stack screens">
      <header class="screens-head">
        <h1>{t('title')}</h1>
        <Button look="primary" icon={iconMore} onClick={() => (editing.value = 'new')}>
          {t('add')}
        </Button>
      </header>
      <p>{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <List model={model} state={state} onEdit={(device) => (editing.value = device)} />}
      <p>
        <a href="/programme">{t('programme')}</a>
      </p>
      <DutyMails />
      {editing.value !== null && state.kind === 'ready' && (
        <ScreenForm
          title={editing.value === 'new' ? t('add') : t('editOf', { name: editing.value.name })}
          first={editing.value === 'new' ? NEW_SCREEN : editing.value}
          isNew={editing.value === 'new'}
          spaces={state.spaces}
          onSave={async (draft) =>
            editing.value === 'new' || editing.value === null
              ? await model.add(draft)
              : await model.change(editing.value.id, draft)
          }
          onClose={() => (editing.value = null)}
        />
      )}
      {made && (
        <Dialog
          title={t('addressTitle', { name: made.device.name })}
          onClose={model.forget}
          foot={
            <Button look="primary" onClick={model.forget}>
              {t('done')}
            </Button>
          }
        >
          <div class="stack">
            <p>{t('addressOnce')}</p>
            <Address label={t('address')} address={made.address} scan />
          </div>
        </Dialog>
      )}
    </div>
  )
}

function List({
  model,
  state,
  onEdit,
}: {
  readonly model: ScreensModel
  readonly state: Extract<ScreensState, { kind: 'ready' }>
  readonly onEdit: (device: DeviceWire) => void
}) {
  const { devices, spaces } = state
  if (devices.length === 0)
    return (
      <Empty icon={iconScreen} title={t('empty')}>
        <p class="small">{t('emptyHint')}</p>
      </Empty>
    )
  return (
    <ul class="screen-cards">
      {devices.map((device) => (
        <li key={device.id}>
          <ScreenCard device={device} spaces={spaces} model={model} onEdit={() => onEdit(device)} />
        </li>
      ))}
    </ul>
  )
}
