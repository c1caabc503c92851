import { useSignal } from '@preact/signals'
import type { ServiceWire } from '@gongyue/shared/api/services.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { may } from '../../app/session.ts'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconList, iconMore } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/menu-office.ts'
import { t as menu } from '../../text/services.ts'
import { durationLabel } from '../../text/when.ts'
import { createServicesModel, type Kept, type ServicesModel } from './model.ts'
import { Places } from './Places.tsx'
import { ServiceForm } from './ServiceForm.tsx'
import { Things } from './Things.tsx'
import { Ways } from './Ways.tsx'
import '../../classes/classes.css'
import './page.css'

/** 服务管理: the menu, the ways, the places, vehicles and kits. */
export function ServicesPage() {
  usePageTitle(t('title'))
  const model = useMemo(createServicesModel, [])
  useEffect(() => void model.load(), [model])
  const state = model.state.value
  return (
    <div class="stack services">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <a class="button" href="/dispatch">
          {t('dispatch')}
        </a>
      </div>
      <p class="small faint">{t('hint')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && (
        <>
          <Menu model={model} kept={state.value} />
          <Ways model={model} outreach={state.value.outreach} />
          <Places model={model} outreach={state.value.outreach} />
          <Things model={model} outreach={state.value.outreach} />
        </>
      )}
    </div>
  )
}

function Menu({ model, kept }: { readonly model: ServicesModel; readonly kept: Kept }) {
  const open = useSignal<ServiceWire | 'new' | null>(null)
  const chosen = open.value === 'new' ? null : open.value
  return (
    <section class="stack-s" aria-labelledby="services-menu">
      <div class="classes-head">
        <h2 id="services-menu">{t('menu')}</h2>
        {may('management') && (
          <Button look="primary" icon={iconMore} onClick={() => (open.value = 'new')}>
            {t('add')}
          </Button>
        )}
      </div>
      {kept.services.length === 0 && <Empty icon={iconList} title={t('empty')} />}
      <ul class="services-rows">
        {kept.services.map((service) => (
          <li key={service.id} class={service.active ? undefined : 'faint'}>
            <div>
              <p>
                <strong>{nameIn(service.name)}</strong> <span class="small faint">{menu(`kind-${service.kind}`)}</span>
              </p>
              <p class="small faint">{factsOf(service)}</p>
            </div>
            {may('management') && (
              <Button aria-label={t('editOf', { title: nameIn(service.name) })} onClick={() => (open.value = service)}>
                {t('edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open.value !== null && (
        <ServiceForm
          first={chosen}
          onSave={async (draft) => await model.keepService(draft, chosen)}
          onClose={() => (open.value = null)}
        />
      )}
    </section>
  )
}

function factsOf({ minutes, audienceMin, audienceMax, needs, orderBy, givenAt, active }: ServiceWire): string {
  return [
    durationLabel(minutes),
    menu('people', { least: audienceMin, most: audienceMax }),
    menu(`at-${givenAt}`),
    menu(`by-${orderBy.unit}`, { days: orderBy.days }),
    ...needs.crew.map(({ skill, count }) => `${skill}×${count}`),
    ...needs.kits.map(({ use, count }) => `${use}×${count}`),
    ...(active ? [] : [t('off')]),
  ].join(' · ')
}
