import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { keepFresh } from '../../api/keep-fresh.ts'
import { usePageTitle } from '../../app/page-title.ts'
import type { PageProps } from '../../app/pages.tsx'
import { session } from '../../app/session.ts'
import { loadSpaceNames } from '../../app/spaces.ts'
import { PhaseChip } from '../../classes/PhaseChip.tsx'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t as kinds } from '../../text/kinds.ts'
import { t } from '../../text/programmes.ts'
import { todayAt } from '../../text/when.ts'
import { Door } from './Door.tsx'
import { Heads } from './Heads.tsx'
import { createRunModel, type RunModel, type RunPage } from './model.ts'
import { Particulars } from './Particulars.tsx'
import { Stages } from './Stages.tsx'
import { Viewings } from './Viewings.tsx'
import '../../classes/classes.css'
import './page.css'

const REFRESH_MS = 60_000

/** One programme: what it is, who comes, how it is held. */
export function RunProgrammePage({ params }: PageProps) {
  const facility = session.value?.facility
  const today = todayAt(facility?.timeZone ?? 'UTC', moment())
  const model = useMemo(() => createRunModel(params['id'] ?? '', today), [params['id'], today])
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  useEffect(() => void loadSpaceNames(facility?.code ?? ''), [facility?.code])
  const state = model.state.value
  usePageTitle(state.kind === 'ready' ? state.value.programme.title : t('title'))
  return (
    <div class="stack run-page">
      <p class="small screen-only">
        <a href="/programmes">{t('back')}</a>
      </p>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && <Run model={model} page={state.value} today={today} />}
    </div>
  )
}

interface RunProps {
  readonly model: RunModel
  readonly page: RunPage
  readonly today: string
}

function Run({ model, page, today }: RunProps) {
  const { programme } = page
  const { id, kind, title, summary, phase, groups, taken, capacity, organises, entries } = programme
  const failing = useSignal<Failing | null>(null)
  const isHidden = kind === 'matchmaking' && !organises
  const isPlace = kind !== 'competition' && kind !== 'exhibition'
  return (
    <>
      <div class="classes-head screen-only">
        <h1>{title}</h1>
        <span class="row">
          <Chip tone="quiet">{kinds(kind)}</Chip>
          <PhaseChip phase={phase} />
          {phase === 'draft' && (
            <Button
              look="primary"
              onClick={() =>
                void model.publish(programme).then((answer) => {
                  failing.value = answer
                  if (answer === null) toast(t('published'))
                })
              }
            >
              {t('publish')}
            </Button>
          )}
        </span>
      </div>
      {failing.value && <Failure failing={failing.value} />}
      <div class="stack-s screen-only">
        {phase === 'draft' && <p class="small">{t('draftHint')}</p>}
        {summary !== '' && <p>{summary}</p>}
        <p>
          {kind === 'competition' ? t('entries', { count: entries }) : isPlace && t('places', { taken, capacity })}
          {groups.map(({ name, seats, taken: count }) => ` · ${name} ${count}${seats === null ? '' : `/${seats}`}`)}
        </p>
        {isHidden && <p class="small">{t('secret')}</p>}
        {isPlace && !isHidden && (
          <p>
            <a href={`/classes/${id}`}>{t('roster')}</a>
          </p>
        )}
      </div>
      {kind === 'competition' && <Stages model={model} page={page} />}
      {kind === 'exhibition' && <Viewings model={model} page={page} />}
      {!isHidden && kind !== 'competition' && <Door model={model} />}
      <Heads model={model} heads={page.heads} today={today} />
      {!isHidden && <Particulars key={programme.version} model={model} programme={programme} />}
    </>
  )
}

function moment(): number {
  return Date.now()
}
