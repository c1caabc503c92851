import { useSignal } from '@preact/signals'
import type { SeasonPlanSummaryWire } from '@gongyue/shared/api/runs.ts'
import { useEffect } from 'preact/hooks'
import { call } from '../../../api/call.ts'
import { randomKey } from '../../../api/idempotency.ts'
import { SelectField } from '../../../classes/TextField.tsx'
import { Button } from '../../../components/Button.tsx'
import { Chip } from '../../../components/Chip.tsx'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { iconAccepted } from '../../../components/icons.ts'
import { toast } from '../../../components/Toasts.tsx'
import { compareSeasonPlans, handleRound, resetRound } from '../../../rounds/routes.ts'
import { t } from '../../../text/round-solve.ts'
import { clockOf, dayLabel, dayOf } from '../../../text/when.ts'
import { percentText, shareOfBest } from '../solve/watch.ts'
import { valueOf, type RoundModel } from '../model.ts'
import { Comparison, type ComparisonWire } from './Comparison.tsx'

interface PlansTabProps {
  readonly model: RoundModel
  readonly onPlan: (planId: string) => void
}

/** All plans of the round; one is settled on, two are compared. */
export function PlansTab({ model, onPlan }: PlansTabProps) {
  const plans = valueOf(model.plans.state.value) ?? []
  const round = valueOf(model.round.state.value)
  const failing = useSignal<Failing | null>(null)
  const settle = async (plan: SeasonPlanSummaryWire): Promise<void> => {
    const reply = await call(handleRound, {
      params: { id: model.id },
      body: { planId: plan.id },
      idempotencyKey: randomKey(),
    })
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind === 'ok') toast(t('settleDone', { name: plan.name }))
    await model.round.load()
  }
  const reset = async (): Promise<void> => {
    const reply = await call(resetRound, { params: { id: model.id }, idempotencyKey: randomKey() })
    failing.value = reply.kind === 'ok' ? null : reply
    if (reply.kind === 'ok') toast(t('resetDone'))
    await model.round.load()
  }
  return (
    <div class="stack">
      {failing.value && <Failure failing={failing.value} />}
      <ul class="plan-cards">
        {plans.map((plan) => {
          const share = shareOfBest(plan.cost, plan.bound)
          const chosen = round?.planId === plan.id
          return (
            <li key={plan.id} class={`card stack-s${chosen ? ' chosen' : ''}`}>
              <div class="round-card-head">
                <h3>{plan.name}</h3>
                {chosen && (
                  <Chip tone="accent" icon={iconAccepted}>
                    {t('settled')}
                  </Chip>
                )}
              </div>
              <p>{t('placedOf', { placed: plan.placed, unplaced: plan.unplaced })}</p>
              <p class="small faint">
                {t('cost')} {plan.cost}
                {share !== null && ` · ${t('bound')} ${percentText(share)}`} ·{' '}
                {t('madeAt', { when: `${dayLabel(dayOf(plan.madeAt))} ${clockOf(plan.madeAt)}` })}
                {plan.byName && ` · ${plan.byName}`}
              </p>
              <div class="row">
                <Button aria-label={`${t('onGrid')} ${plan.name}`} onClick={() => onPlan(plan.id)}>
                  {t('onGrid')}
                </Button>
                {round?.state === 'in-allocation' && (
                  <Button look="primary" aria-label={`${t('settle')} ${plan.name}`} onClick={() => void settle(plan)}>
                    {t('settle')}
                  </Button>
                )}
                {round?.state === 'handled' && chosen && <Button onClick={() => void reset()}>{t('reset')}</Button>}
              </div>
            </li>
          )
        })}
      </ul>
      {plans.length < 2 ? (
        <p class="faint">{t('compareEmpty')}</p>
      ) : (
        <Compare plans={plans} first={round?.planId ?? null} />
      )}
    </div>
  )
}

interface CompareProps {
  readonly plans: readonly SeasonPlanSummaryWire[]
  /** What is settled on stands on the left. */
  readonly first: string | null
}

function Compare({ plans, first }: CompareProps) {
  const one = useSignal(first ?? plans[1]?.id ?? '')
  const other = useSignal(plans.find(({ id }) => id !== one.peek())?.id ?? '')
  const comparison = useSignal<ComparisonWire | null>(null)
  const failing = useSignal<Failing | null>(null)
  useEffect(() => {
    let gone = false
    if (one.value === other.value) return undefined
    void call(compareSeasonPlans, { params: { id: one.value }, query: { with: other.value } }).then((reply) => {
      if (gone) return
      if (reply.kind === 'ok') comparison.value = reply.body
      failing.value = reply.kind === 'ok' ? null : reply
    })
    return () => {
      gone = true
    }
  }, [one.value, other.value])
  // runs of one minute have one name
  const options = plans.map(({ id, name, cost }) => ({ value: id, label: `${name} · ${t('cost')} ${cost}` }))
  return (
    <section class="stack" aria-labelledby="compare-title">
      <h2 id="compare-title">{t('compare')}</h2>
      <p class="small faint">{t('plansHint')}</p>
      <div class="form-pair">
        <SelectField label={t('one')} value={one.value} onChoose={(id) => (one.value = id)} options={options} />
        <SelectField label={t('other')} value={other.value} onChoose={(id) => (other.value = id)} options={options} />
      </div>
      {failing.value && <Failure failing={failing.value} />}
      {comparison.value && <Comparison comparison={comparison.value} />}
    </section>
  )
}
