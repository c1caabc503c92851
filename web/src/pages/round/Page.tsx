import { useSignal } from '@preact/signals'
import type { RoundWire } from '@gongyue/shared/api/rounds.ts'
import type { RoundState } from '@gongyue/shared/domain/round.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Failure } from '../../components/Failure.tsx'
import { Icon } from '../../components/Icon.tsx'
import { iconBack } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { RoundChip } from '../../rounds/RoundChip.tsx'
import { t } from '../../text/round.ts'
import { t as rounds } from '../../text/rounds.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { ApplicationsTab } from './applications/ApplicationsTab.tsx'
import { GridTab } from './grid/GridTab.tsx'
import { LedgerTab } from './ledger/LedgerTab.tsx'
import { createRoundModel, type RoundModel } from './model.ts'
import { PlansTab } from './plans/PlansTab.tsx'
import { PublishTab } from './publish/PublishTab.tsx'
import { ReasonsTab } from './reasons/ReasonsTab.tsx'
import { SolveTab } from './solve/SolveTab.tsx'
import { tabOf, TABS, type Tab } from './tabs.ts'
import '../../classes/classes.css'
import '../../rounds/rounds.css'
import './page.css'
import './grid/grid.css'

const REFRESH_MS = 15_000

/** One round, step by step: who wants what, who gets what, why not, and out with it. */
export function RoundPage({ params }: PageProps) {
  const id = params['id'] ?? ''
  const facility = session.value?.facility
  const model = useMemo(() => createRoundModel(id), [id])
  useEffect(() => {
    void model.people.load()
    return keepFresh(model.refresh, REFRESH_MS)
  }, [model])
  useEffect(() => void loadSpaceNames(facility?.code ?? ''), [facility?.code])
  const state = model.round.state.value
  usePageTitle(state.kind === 'ready' ? state.value.name : rounds('title'))
  switch (state.kind) {
    case 'loading':
      return <Spinner />
    case 'failed':
      return <Failure failing={state.failing} onRetry={() => void model.refresh()} />
    case 'ready':
      return <Steps model={model} round={state.value} />
  }
}

/** Where the work of a round is, by its state. */
const FIRST_TAB: Readonly<Record<RoundState, Tab>> = {
  upcoming: 'applications',
  open: 'applications',
  'in-allocation': 'solve',
  handled: 'publish',
  published: 'publish',
  cancelled: 'applications',
}

function Steps({ model, round }: { readonly model: RoundModel; readonly round: RoundWire }) {
  const tab = useSignal<Tab>(tabOf(location.search) ?? FIRST_TAB[round.state])
  const show = (next: Tab): void => {
    tab.value = next
    // Back leads out of the page, a copied address to this tab.
    history.replaceState(null, '', `${location.pathname}?tab=${next}`)
  }
  const onPlan = (planId: string): void => {
    void model.choosePlan(planId)
    show('grid')
  }
  const { name, state, from, until, opensAt, closesAt } = round
  const when = state === 'upcoming' ? opensAt : closesAt
  return (
    <div class="stack round-page">
      <header class="round-head">
        <a class="button plain" href="/rounds">
          <Icon of={iconBack} />
          <span>{t('back')}</span>
        </a>
        <h1>{name}</h1>
        <RoundChip state={state} />
        <p class="small faint">
          {rounds('spans', { from: dayLabel(from), until: dayLabel(until) })} ·{' '}
          {rounds(`next-${state}`, { when: `${dayLabel(dayOf(when))} ${clockOf(when)}` })}
        </p>
      </header>
      <Tabs tab={tab.value} onShow={show} />
      <div role="tabpanel" id="round-panel" aria-labelledby={`round-tab-${tab.value}`} class="stack">
        {tab.value === 'applications' && <ApplicationsTab model={model} round={round} />}
        {tab.value === 'grid' && <GridTab model={model} />}
        {tab.value === 'solve' && <SolveTab model={model} onPlan={onPlan} onPins={() => show('grid')} />}
        {tab.value === 'plans' && <PlansTab model={model} onPlan={onPlan} />}
        {tab.value === 'reasons' && <ReasonsTab model={model} />}
        {tab.value === 'ledger' && <LedgerTab model={model} round={round} />}
        {tab.value === 'publish' && (
          <PublishTab key={round.planId ?? ''} model={model} round={round} onSolve={() => show('solve')} />
        )}
      </div>
    </div>
  )
}

/** One stop for Tab; arrows walk through. */
function Tabs({ tab, onShow }: { readonly tab: Tab; readonly onShow: (tab: Tab) => void }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]
    if (!next) return
    onShow(next)
    document.getElementById(`round-tab-${next}`)?.focus()
  }
  return (
    <div class="round-tabs" role="tablist" aria-label={t('tabs')} tabIndex={-1} onKeyDown={onKeyDown}>
      {TABS.map((one) => (
        <button
          key={one}
          id={`round-tab-${one}`}
          type="button"
          role="tab"
          aria-selected={one === tab}
          aria-controls={one === tab ? 'round-panel' : undefined}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onShow(one)}
        >
          {t(`tab-${one}`)}
        </button>
      ))}
    </div>
  )
}
