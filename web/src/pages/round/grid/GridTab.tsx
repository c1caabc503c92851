import { useSignal } from '@preact/signals'
import type { SeasonPlanSummaryWire } from '@gongyue/shared/api/runs.ts'
import { Button } from '../../../components/Button.tsx'
import { Empty } from '../../../components/Empty.tsx'
import { Failure } from '../../../components/Failure.tsx'
import { iconCopy, iconMore, iconPlanning } from '../../../components/icons.ts'
import { Spinner } from '../../../components/Spinner.tsx'
import { toast } from '../../../components/Toasts.tsx'
import { t } from '../../../text/round-grid.ts'
import { problemSentence } from '../../../text/problems.ts'
import { valueOf, type RoundModel } from '../model.ts'
import { Arrange } from './Arrange.tsx'

/** The plan that is looked at, to be arranged by hand. */
export function GridTab({ model }: { readonly model: RoundModel }) {
  const making = useSignal(false)
  const plan = model.plan.value
  const plans: readonly SeasonPlanSummaryWire[] = valueOf(model.plans.state.value) ?? []
  const round = valueOf(model.round.state.value)
  const make = async (copyOf: SeasonPlanSummaryWire | null): Promise<void> => {
    making.value = true
    const failing = await model.newPlan(
      copyOf ? t('copyName', { name: copyOf.name }).slice(0, 120) : t('handPlan'),
      copyOf?.id ?? null,
    )
    making.value = false
    if (failing?.kind === 'problem') toast(problemSentence(failing.problem))
  }
  const chosen = plans.find(({ id }) => id === model.planId.value) ?? null
  return (
    <div class="stack-s">
      <div class="row">
        <Button icon={iconMore} busy={making.value} onClick={() => void make(null)}>
          {t('newPlan')}
        </Button>
        {chosen && (
          <Button icon={iconCopy} busy={making.value} onClick={() => void make(chosen)}>
            {t('copyPlan')}
          </Button>
        )}
        {round?.state === 'published' && <p class="small faint">{t('published')}</p>}
      </div>
      {plan.kind === 'none' && (
        <Empty icon={iconPlanning} title={t('noPlan')}>
          <p class="small">{t('noPlanHint')}</p>
        </Empty>
      )}
      {plan.kind === 'loading' && <Spinner />}
      {plan.kind === 'failed' && <Failure failing={plan.failing} onRetry={() => void model.reloadPlan()} />}
      {plan.kind === 'ready' && round && <Arrange model={model} round={round} plan={plan.value} plans={plans} />}
    </div>
  )
}
