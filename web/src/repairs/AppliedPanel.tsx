import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { call } from '../api/call.ts'
import { Button } from '../components/Button.tsx'
import { Failure, type Failing } from '../components/Failure.tsx'
import { Notice } from '../components/Notice.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { ViolationList } from '../components/ViolationList.tsx'
import { planNumber, strategyName, t, tallyText } from '../text/repairs.ts'
import { clockOf, dayLabel, dayOf } from '../text/when.ts'
import { ChangeItem } from './ChangeItem.tsx'
import { DraftCard } from './DraftCard.tsx'
import { createDraftsModel, waitingDrafts } from './drafts.ts'
import { canTakeBack, takeBack } from './take-back.ts'

/** What was done, whom to tell, and the way back. */
export function AppliedPanel({ repair }: { readonly repair: RepairWire }) {
  const { applied, plans, state } = repair
  if (state === 'dismissed' || state === 'superseded' || !applied)
    return (
      <Notice tone="info" loud>
        <p>{t(state === 'superseded' ? 'superseded' : 'dismissed')}</p>
      </Notice>
    )
  const plan = plans[applied.plan]
  const first = plan?.changes.find(({ to }) => to !== null)?.to ?? plan?.changes[0]?.from
  return (
    <div class="stack">
      <Notice
        tone="good"
        loud
        title={`${t('done', { plan: planNumber(applied.plan) })}${plan ? ` · ${strategyName(plan.strategy)}` : ''}`}
      >
        <p>
          {plan && (tallyText(plan.changes) || t('noChanges'))}
          <span class="small">
            {' · '}
            {t('doneBy', { name: applied.by ?? '', time: `${dayLabel(dayOf(applied.at))} ${clockOf(applied.at)}` })}
          </span>
        </p>
        <p class="row">
          {first && (
            <a class="button" href={`/board?date=${dayOf(first.start)}`}>
              {t('onBoard')}
            </a>
          )}
        </p>
        <TakeBack repair={repair} />
      </Notice>
      {plan && plan.changes.length > 0 && (
        <details class="card applied-changes">
          <summary>{t('showAll', { count: plan.changes.length })}</summary>
          <ol class="changes wide">
            {plan.changes.map((change) => (
              <ChangeItem key={`${change.reservationId} ${change.kind} ${change.to?.start}`} change={change} />
            ))}
          </ol>
        </details>
      )}
      {applied.drafts === 0 ? <p class="faint">{t('lettersNone')}</p> : <Letters repairId={repair.id} />}
    </div>
  )
}

type Back = 'possible' | 'busy' | 'done' | { readonly failing: Failing; readonly partly: boolean }

function TakeBack({ repair }: { readonly repair: RepairWire }) {
  const back = useSignal<Back>('possible')
  const isHeldLater = repair.plans[repair.applied?.plan ?? 0]?.strategy === 'at-the-end'
  if (!canTakeBack(repair)) return repair.cause.kind === 'closure' ? <p class="small">{t('undoShut')}</p> : null
  if (back.value === 'done')
    return (
      <>
        <p role="status">
          <strong>{t('undone')}</strong>
        </p>
        {isHeldLater && <p class="small">{t('undoLater')}</p>}
      </>
    )
  const run = async (): Promise<void> => {
    back.value = 'busy'
    const result = await takeBack(call, repair)
    back.value = result.kind === 'taken-back' ? 'done' : { failing: result.failing, partly: result.partly }
  }
  return (
    <>
      <p>
        <Button busy={back.value === 'busy'} onClick={() => void run()}>
          {t('undo')}
        </Button>
      </p>
      {typeof back.value === 'object' && (
        <>
          {back.value.partly && <p>{t('undoPartly')}</p>}
          <Failure failing={back.value.failing} />
          {back.value.failing.kind === 'problem' && back.value.failing.problem.violations && (
            <ViolationList violations={back.value.failing.problem.violations} />
          )}
        </>
      )}
    </>
  )
}

/** The messages that a plan has drafted. */
export function Letters({ repairId }: { readonly repairId: string }) {
  const model = useMemo(() => createDraftsModel(repairId), [repairId])
  useEffect(() => void model.load(), [model])
  const state = model.state.value
  if (state.kind === 'loading') return <Spinner />
  if (state.kind === 'failed') return <Failure failing={state.failing} onRetry={() => void model.load()} />
  const { drafts } = state
  const waiting = waitingDrafts(drafts)
  const addressed = waiting.filter(({ address }) => address !== null).length
  return (
    <section class="stack" aria-label={t('letters', { count: drafts.length })}>
      <div class="plans-head">
        <h2>
          {waiting.length > 0 ? t('letters', { count: waiting.length }) : t('lettersDone', { count: drafts.length })}
        </h2>
        {addressed > 1 && (
          <Button look="primary" busy={model.busy.value} onClick={() => void model.sendAll()}>
            {t('sendAll', { count: addressed })}
          </Button>
        )}
      </div>
      <ul class="letters">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <DraftCard draft={draft} model={model} />
          </li>
        ))}
      </ul>
    </section>
  )
}
