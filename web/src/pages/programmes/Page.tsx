import { useSignal } from '@preact/signals'
import type { ProgrammeKind } from '@gongyue/shared/domain/programme-kind.ts'
import type { ProgrammeCardWire } from '@gongyue/shared/api/programmes.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { call } from '../../api/call.ts'
import { keepFresh } from '../../api/keep-fresh.ts'
import { go } from '../../app/location.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { createLoaded } from '../../classes/loaded.ts'
import { listProgrammes } from '../../classes/routes.ts'
import { Button } from '../../components/Button.tsx'
import { Choice } from '../../components/Choice.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure } from '../../components/Failure.tsx'
import { iconCalendar, iconMore } from '../../components/icons.ts'
import { Spinner } from '../../components/Spinner.tsx'
import { t as kinds } from '../../text/kinds.ts'
import { t } from '../../text/programmes.ts'
import { NewForm } from './NewForm.tsx'
import { ProgrammeTable } from './ProgrammeTable.tsx'
import { RUN_KINDS } from './run-kinds.ts'
import { splitByPhase } from './split.ts'
import '../../classes/classes.css'
import './page.css'

const REFRESH_MS = 60_000

/** What the house holds besides classes, by kind. */
export function ProgrammesPage() {
  usePageTitle(t('title'))
  const model = useMemo(
    () =>
      createLoaded<readonly ProgrammeCardWire[]>(async () => {
        const reply = await call(listProgrammes)
        return reply.kind === 'ok'
          ? { kind: 'ok', body: reply.body.items.filter(({ kind }) => kind !== 'class') }
          : reply
      }),
    [],
  )
  const kind = useSignal<ProgrammeKind | ''>('')
  const isMaking = useSignal(false)
  useEffect(() => keepFresh(model.load, REFRESH_MS), [model])
  const state = model.state.value
  const shown = state.kind === 'ready' ? state.value.filter((one) => kind.value === '' || one.kind === kind.value) : []
  const { current, over } = splitByPhase(shown)
  return (
    <div class="stack">
      <div class="classes-head">
        <h1>{t('title')}</h1>
        <Button look="primary" icon={iconMore} onClick={() => (isMaking.value = true)}>
          {t('add')}
        </Button>
      </div>
      <p class="small faint">{t('hint')}</p>
      <div class="run-kinds">
        <Choice
          legend={t('kind')}
          quiet
          value={kind.value}
          onChoose={(chosen) => (kind.value = chosen)}
          options={[
            { value: '' as const, label: t('all') },
            ...RUN_KINDS.map((one) => ({ value: one, label: kinds(one) })),
          ]}
        />
      </div>
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && shown.length === 0 && (
        <Empty icon={iconCalendar} title={t(state.value.length === 0 ? 'empty' : 'nothing')}>
          <p class="small">{t('emptyHint')}</p>
        </Empty>
      )}
      {current.length > 0 && <ProgrammeTable items={current} />}
      {over.length > 0 && (
        <details class="run-over" open={current.length === 0}>
          <summary>{t('over', { count: over.length })}</summary>
          <ProgrammeTable items={over} />
        </details>
      )}
      {isMaking.value && <NewForm onClose={() => (isMaking.value = false)} onMade={(id) => go(`/programmes/${id}`)} />}
    </div>
  )
}
