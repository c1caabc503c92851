import { useEffect, useMemo } from 'preact/hooks'
import { followOrders } from '../../api/follow-orders.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { may, session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Failure } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { RepairPanel } from '../../repairs/RepairPanel.tsx'
import { t } from '../../text/closures.ts'
import { todayAt } from '../../text/when.ts'
import { ClosureList } from './ClosureList.tsx'
import { DeclareForm } from './DeclareForm.tsx'
import { GroupsPanel } from './GroupsPanel.tsx'
import { ImpactPanel } from './ImpactPanel.tsx'
import { createClosuresModel, type ClosuresModel } from './model.ts'
import './page.css'

/** What is shut and what will be; and how a closure or a priority event is planned. */
export function ClosuresPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(
    () =>
      facility
        ? createClosuresModel({
            facility: facility.code,
            zone: facility.timeZone,
            today: todayAt(facility.timeZone, Date.now()),
          })
        : null,
    [facility?.id],
  )
  useEffect(() => {
    if (!model || !facility) return undefined
    void loadSpaceNames(facility.code)
    void model.load()
    return followOrders(
      () => true,
      () => void model.load(),
    )
  }, [model])
  return model ? <Shown model={model} /> : <Spinner />
}

function Shown({ model }: { readonly model: ClosuresModel }) {
  const state = model.state.value
  const step = model.step.value
  return (
    <div class="closures stack">
      <header>
        <h1>{t('title')}</h1>
        {may('management') && <p class="faint">{t('lead')}</p>}
      </header>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && may('management') && (
        <section class="card closure-planner" aria-label={t('declare')}>
          <DeclareForm model={model} spaces={state.spaces} />
          <ImpactPanel model={model} />
        </section>
      )}
      {step.kind === 'plans' && (
        <section class="stack" aria-label={t('plansTitle')}>
          <RepairPanel model={step.repair} onStopped={model.backToForm} />
        </section>
      )}
      {step.kind === 'groups' && <GroupsPanel groups={step.groups} />}
      {state.kind === 'ready' && <ClosureList model={model} closures={state.closures} now={state.now} />}
    </div>
  )
}
