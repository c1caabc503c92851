import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconQueue } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/figures.ts'
import { clockOf, dayOf, todayAt } from '../../text/when.ts'
import { Cards } from './Cards.tsx'
import { createFiguresModel } from './model.ts'
import { Months } from './Months.tsx'
import { PeriodFields } from './PeriodFields.tsx'
import { Records } from './Records.tsx'
import { Further, Spaces } from './Spaces.tsx'
import { Counties, Kinds, Parties } from './Tables.tsx'
import './page.css'

/** What a year came to: for management, and for the review that superiors ask for. */
export function FiguresPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(() => createFiguresModel(todayAt(facility?.timeZone ?? 'UTC', Date.now())), [])
  useEffect(() => void model.load(), [model])
  const state = model.state.value
  const isEmpty = state.kind === 'ready' && state.figures.total.sessions === 0 && state.figures.total.onSite === 0
  return (
    <div class="figures stack">
      <header class="figures-head">
        <h1>{t('title')}</h1>
        <p class="faint screen-only">{t('lead')}</p>
        {state.kind === 'ready' && (
          <p class="faint small">{t('at', { at: `${dayOf(state.figures.at)} ${clockOf(state.figures.at)}` })}</p>
        )}
      </header>
      <PeriodFields model={model} />
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {isEmpty && (
        <Empty icon={iconQueue} title={t('empty')}>
          <p class="small">{t('emptyHint')}</p>
        </Empty>
      )}
      {state.kind === 'ready' && !isEmpty && (
        <>
          <Cards model={model} figures={state.figures} before={state.before} />
          <Kinds model={model} figures={state.figures} />
          <Months model={model} figures={state.figures} />
          <Spaces model={model} figures={state.figures} />
          <div class="figures-pair">
            <Counties model={model} figures={state.figures} />
            <Further figures={state.figures} />
          </div>
          <Parties model={model} figures={state.figures} />
        </>
      )}
      <Records model={model} />
    </div>
  )
}
