import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { RepairWire } from '@gongyue/shared/api/repairs.ts'
import { call } from '../api/call.ts'
import { Button } from '../components/Button.tsx'
import { Failure, type Failing } from '../components/Failure.tsx'
import { Notice } from '../components/Notice.tsx'
import { ViolationList } from '../components/ViolationList.tsx'
import { planNumber, strategyName, t, tallyText } from '../text/repairs.ts'
import { clockOf, dayLabel, dayOf } from '../text/when.ts'
import { ChangeItem } from './ChangeItem.tsx'
import { createDraftsModel } from './drafts.ts'
import { Letters } from './Letters.tsx'
import { canTakeBack, takeBack } from './take-back.ts'

/** What was done, whom to tell, and the way back. */
export function AppliedPanel({ repair }: { readonly repair: RepairWire }) {
  const { applied, plans, state } = repair
  const letters = useMemo(() => createDraftsModel([repair.id]), [repair.id])
  const back = useSignal<Back>('possible')
  const isTold = (applied?.drafts ?? 0) > 0
  useEffect(() => {
    if (isTold) void letters.load()
  }, [letters, isTold])
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
        <TakeBack repair={repair} back={back} onTakenBack={letters.dropAll} />
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
      {applied.drafts === 0 ? <p class="faint">{t('lettersNone')}</p> : <Letters model={letters} />}
    </div>
  )
}

type Back = 'possible' | 'busy' | 'done' | { readonly failing: Failing; readonly partly: boolean }

interface TakeBackProps {
  readonly repair: RepairWire
  readonly back: Signal<Back>
  /** What was to be told is no longer so. */
  readonly onTakenBack: () => Promise<void>
}

function TakeBack({ repair, back, onTakenBack }: TakeBackProps) {
  const { cause, plans, applied } = repair
  const isOwnOrder = cause.kind === 'priority' || cause.kind === 'refused-series'
  const isHeldLater = !isOwnOrder && plans[applied?.plan ?? 0]?.changes.some(({ kind }) => kind === 'add')
  if (!canTakeBack(repair)) return repair.cause.kind === 'closure' ? <p class="small">{t('undoShut')}</p> : null
  if (back.value === 'done')
    return (
      <>
        <p role="status">
          <strong>{t('undone')}</strong>
        </p>
        <p class="small">{t('undoneLetters')}</p>
        {isHeldLater && <p class="small">{t('undoLater')}</p>}
      </>
    )
  const run = async (): Promise<void> => {
    back.value = 'busy'
    const result = await takeBack(call, repair)
    back.value = result.kind === 'taken-back' ? 'done' : { failing: result.failing, partly: result.partly }
    if (result.kind === 'taken-back') await onTakenBack()
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
