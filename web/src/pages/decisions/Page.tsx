import { useEffect, useMemo } from 'preact/hooks'
import { usePageTitle } from '../../app/page-title.ts'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconQueue } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t } from '../../text/decision-records.ts'
import { DecisionCard } from './DecisionCard.tsx'
import { createDecisionsModel, type DecisionsModel } from './model.ts'
import { Refusals } from './Refusals.tsx'
import './page.css'

const KINDS = ['all', 'refused', 'override', 'accepted'] as const

/** What was decided, what could not be given, and the same question asked again. */
export function DecisionsPage() {
  usePageTitle(t('title'))
  const facility = session.value?.facility
  const model = useMemo(() => createDecisionsModel(), [])
  useEffect(() => {
    void model.load()
    if (facility) void loadSpaceNames(facility.code)
  }, [model])
  const state = model.state.value
  return (
    <div class="stack decisions">
      <h1>{t('title')}</h1>
      <p class="small faint">{t('lead')}</p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && (
        <>
          <Refusals model={model} refusals={state.refusals} />
          <Choice
            legend={t('filter')}
            quiet
            value={model.filter.value.kind}
            onChoose={(kind) => void model.choose({ kind })}
            options={KINDS.map((value) => ({ value, label: t(value) }))}
          />
          <List model={model} />
        </>
      )}
    </div>
  )
}

function List({ model }: { readonly model: DecisionsModel }) {
  const state = model.state.value
  if (state.kind !== 'ready') return null
  if (state.items.length === 0)
    return (
      <Empty icon={iconQueue} title={t('empty')}>
        <p class="small">{t('emptyHint')}</p>
      </Empty>
    )
  return (
    <>
      <ul class="stack">
        {state.items.map((record) => (
          <li key={record.id}>
            <DecisionCard record={record} model={model} />
          </li>
        ))}
      </ul>
      {state.nextCursor !== null && (
        <Button wide onClick={() => void model.more()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
