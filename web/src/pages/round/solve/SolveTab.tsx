import { useSignal } from '@preact/signals'
import type { RunWire } from '@gongyue/shared/api/runs.ts'
import { isUnderWay } from '@gongyue/shared/domain/round.ts'
import { useEffect, useMemo } from 'preact/hooks'
import { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import type { Loading } from '../../../classes/loaded.ts'
import { Button } from '../../../components/Button.tsx'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { iconRemove } from '../../../components/icons.ts'
import { Notice } from '../../../components/Notice.tsx'
import { Spinner } from '../../../components/Spinner.tsx'
import { continueRun, removePin, startRun, stopRun } from '../../../rounds/routes.ts'
import { t } from '../../../text/round-solve.ts'
import { clockOf, dayLabel, dayOf } from '../../../text/when.ts'
import { banWhat } from '../grid/WeeklyPanel.tsx'
import { valueOf, type RoundModel } from '../model.ts'
import { RunCard } from './RunCard.tsx'
import { StartForm, type RunDraft } from './StartForm.tsx'
import { percentText, shareOfBest, watchOf } from './watch.ts'

interface SolveTabProps {
  readonly model: RoundModel
  readonly onPlan: (planId: string) => void
  readonly onPins: () => void
}

/** The run that goes on now, or the way to start one; whoever opens this page sees the same run. */
export function SolveTab({ model, onPlan, onPins }: SolveTabProps) {
  const busy = useSignal(false)
  const failing = useSignal<Failing | null>(null)
  const runs = valueOf(model.runs.state.value) ?? []
  const round = valueOf(model.round.state.value)
  const plans = valueOf(model.plans.state.value) ?? []
  const going = runs.find(({ state }) => isUnderWay(state)) ?? null
  const shown = going ?? runs[0] ?? null
  const send = async (work: () => Promise<{ readonly kind: 'ok' } | Failing>): Promise<void> => {
    busy.value = true
    const reply = await work()
    busy.value = false
    failing.value = reply.kind === 'ok' ? null : reply
    await model.runs.load()
  }
  const start = (draft: RunDraft): void =>
    void send(async () => await call(startRun, { params: { id: model.id }, body: draft, idempotencyKey: randomKey() }))
  return (
    <div class="stack">
      {failing.value && <Failure failing={failing.value} />}
      <Contradictions model={model} />
      {!going && (
        <StartForm
          key={round?.planId ?? ''}
          plans={plans}
          publishedId={round?.state === 'published' ? round.planId : null}
          busy={busy.value}
          onStart={start}
        />
      )}
      {shown ? (
        <Watching
          key={shown.id}
          first={shown}
          busy={busy.value}
          onEnd={() => void model.refresh()}
          onStop={() => void send(async () => await call(stopRun, { params: { id: shown.id } }))}
          onContinue={(seconds) =>
            void send(
              async () =>
                await call(continueRun, { params: { id: shown.id }, body: { seconds }, idempotencyKey: randomKey() }),
            )
          }
          onShow={onPlan}
          onPins={onPins}
        />
      ) : (
        <RunsOrNone state={model.runs.state.value} onRetry={() => void model.runs.load()} />
      )}
      {runs.length > 1 && (
        <section class="stack-s" aria-labelledby="runs-title">
          <h2 id="runs-title">{t('earlier')}</h2>
          <ul class="run-list">
            {runs
              .filter(({ id }) => id !== shown?.id)
              .map((run) => (
                <EarlierRun key={run.id} run={run} onShow={onPlan} />
              ))}
          </ul>
        </section>
      )}
    </div>
  )
}

interface RunsOrNoneProps {
  readonly state: Loading<readonly RunWire[]>
  readonly onRetry: () => void
}

/** Nobody is told that there was no run before it is known. */
function RunsOrNone({ state, onRetry }: RunsOrNoneProps) {
  switch (state.kind) {
    case 'loading':
      return <Spinner />
    case 'failed':
      return <Failure failing={state.failing} onRetry={onRetry} />
    case 'ready':
      return <p class="faint">{t('noRuns')}</p>
  }
}

interface WatchingProps {
  readonly first: RunWire
  readonly busy: boolean
  readonly onEnd: () => void
  readonly onStop: () => void
  readonly onContinue: (seconds: 60) => void
  readonly onShow: (planId: string) => void
  readonly onPins: () => void
}

function Watching({ first, onEnd, ...rest }: WatchingProps) {
  const watched = useMemo(() => watchOf(first), [first.id])
  useEffect(() => watched.start(onEnd), [watched])
  const run = isUnderWay(first.state) ? watched.run.value : first
  return <RunCard run={run} lost={watched.lost.value} {...rest} />
}

function EarlierRun({ run, onShow }: { readonly run: RunWire; readonly onShow: (planId: string) => void }) {
  const { startedAt, unplaced, asked, cost, bound, planId, state } = run
  const share = shareOfBest(cost, bound)
  return (
    <li class="row">
      <span>{startedAt && `${dayLabel(dayOf(startedAt))} ${clockOf(startedAt)}`}</span>
      <span>{t(`state-${state}`)}</span>
      {unplaced !== null && (
        <span>
          {t('unplaced')} {unplaced} {t('ofAsked', { asked })}
        </span>
      )}
      {share !== null && (
        <span>
          {t('bound')} {percentText(share)}
        </span>
      )}
      {planId && (
        <Button look="plain" onClick={() => onShow(planId)}>
          {t('showPlan')}
        </Button>
      )}
    </li>
  )
}

/** Pins and bans that contradict each other, before anybody waits for a run: each can be taken away here. */
function Contradictions({ model }: { readonly model: RoundModel }) {
  const pins = valueOf(model.pins.state.value)
  if (!pins || pins.faults.length === 0) return null
  const sections = model.sections.value
  const what = (id: string): string => {
    const pin = pins.items.find((one) => one.id === id)
    return pin ? `${sections.get(pin.sectionId)?.section.title ?? ''} ${banWhat(pin)}`.trim() : ''
  }
  return (
    <Notice tone="warn" title={t('faultsTitle')}>
      <ul class="stack-s">
        {pins.faults.map(({ key, pinIds, text }) => (
          <li key={`${key} ${pinIds.join(' ')}`} class="stack-s">
            <p>{text}</p>
            <div class="row">
              {pinIds.map((id) => (
                <Button
                  key={id}
                  icon={iconRemove}
                  onClick={() => void call(removePin, { params: { id } }).then(() => model.pins.load())}
                >
                  {t('removePin', { what: what(id) })}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
