import { useSignal } from '@preact/signals'
import { SERVICE_KINDS } from '@gongyue/shared/domain/menu.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { SelectField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconList } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/services.ts'
import { Basket } from './Basket.tsx'
import { LineForm, type LastLine, type LineOf } from './LineForm.tsx'
import { Mine } from './Mine.tsx'
import { createMenuModel, type MenuHouse, type MenuModel } from './model.ts'
import { ServiceCard } from './ServiceCard.tsx'
import { Wishes } from './Wishes.tsx'
import '../../classes/classes.css'
import './page.css'

const REFRESH_MS = 60_000

/** 点单: the menu, one list for all that is wanted, and what became of it. */
export function MenuPage() {
  usePageTitle(t('title'))
  const model = useMemo(() => createMenuModel(), [])
  const facility = session.value?.facility.code ?? ''
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility), [facility])
  const state = model.state.value
  return (
    <div class="stack menu">
      <h1>{t('title')}</h1>
      <p class="small faint">{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <Shelves model={model} house={state.value} />}
    </div>
  )
}

function Shelves({ model, house }: { readonly model: MenuModel; readonly house: MenuHouse }) {
  const kind = useSignal('')
  const open = useSignal<LineOf | null>(null)
  const last = useSignal<LastLine | null>(null)
  const shown = house.services.filter((one) => kind.value === '' || one.kind === kind.value)
  const kinds = SERVICE_KINDS.filter((one) => house.services.some((service) => service.kind === one))
  return (
    <>
      <div class="menu-columns">
        <div class="stack">
          {kinds.length > 1 && (
            <div class="classes-filters">
              <SelectField
                label={t('kind')}
                value={kind.value}
                onChoose={(value) => (kind.value = value)}
                options={[
                  { value: '', label: t('allKinds') },
                  ...kinds.map((value) => ({ value, label: t(`kind-${value}`) })),
                ]}
              />
            </div>
          )}
          {house.services.length === 0 && (
            <Empty icon={iconList} title={t('empty')}>
              <p class="small">{t('emptyHint')}</p>
            </Empty>
          )}
          <ul class="menu-cards">
            {shown.map((service) => (
              <li key={service.id}>
                <ServiceCard service={service} onChoose={() => (open.value = { kind: 'service', service })} />
              </li>
            ))}
          </ul>
          <div class="row">
            <span class="small faint">{t('more')}</span>
            <Button onClick={() => (open.value = { kind: 'person' })}>{t('addPerson')}</Button>
            <Button onClick={() => (open.value = { kind: 'equipment' })}>{t('addKit')}</Button>
            <Button onClick={() => (open.value = { kind: 'space' })}>{t('addRoom')}</Button>
          </div>
          {model.count.value > 0 && (
            <div class="menu-bar">
              <span>{t('basketCount', { count: model.count.value })}</span>
              <Button look="primary" onClick={() => document.getElementById('menu-basket')?.scrollIntoView()}>
                {t('toSend')}
              </Button>
            </div>
          )}
        </div>
        <Basket model={model} />
      </div>
      <Mine model={model} house={house} />
      <Wishes model={model} house={house} />
      {open.value && (
        <LineForm
          of={open.value}
          outreach={house.outreach}
          headcount={model.head.value.headcount}
          last={last.value}
          onLast={(line) => (last.value = line)}
          onSave={(title, line) => model.put(title, line)}
          onClose={() => (open.value = null)}
        />
      )}
    </>
  )
}
