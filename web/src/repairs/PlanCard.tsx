import { useSignal } from '@preact/signals'
import type { PlanWire } from '@gongyue/shared/api/repairs.ts'
import { Button } from '../components/Button.tsx'
import { Chip } from '../components/Chip.tsx'
import { iconChosen, iconPeople } from '../components/icons.ts'
import { partName, planNumber, strategyName, t, tallyText, weightWord } from '../text/repairs.ts'
import { ChangeItem } from './ChangeItem.tsx'
import { factsOf, sharesOf } from './facts.ts'

export interface PlanCardProps {
  readonly plan: PlanWire
  readonly index: number
  /** The dearest of the plans beside it, which a full bar stands for. */
  readonly dearest: number
  readonly busy: boolean
  readonly onApply: () => void
}

/** More than so many lines are read on demand. */
const SHOWN = 5

/** One way out: what it keeps, whom it disturbs, what it costs and why, every change, and one press that does it. */
export function PlanCard({ plan, index, dearest, busy, onApply }: PlanCardProps) {
  const all = useSignal(false)
  const { people, parties, consents } = factsOf(plan)
  const name = strategyName(plan.strategy)
  const number = planNumber(index)
  const changes = all.value ? plan.changes : plan.changes.slice(0, SHOWN)
  return (
    <article class={`card plan${index === 0 ? ' first' : ''}`} aria-labelledby={`plan-${index}`}>
      <header class="plan-head">
        <p class="small faint">{number}</p>
        <h3 id={`plan-${index}`}>{name}</h3>
        {index === 0 && <Chip tone="good">{t('best')}</Chip>}
      </header>
      <dl class="plan-facts">
        <div>
          <dt>{t('changes')}</dt>
          <dd>{tallyText(plan.changes) || t('noChanges')}</dd>
        </div>
        <div>
          <dd>
            {people > 0 ? `${t('people', { count: people })} · ${t('parties', { count: parties })}` : t('noPeople')}
          </dd>
        </div>
        <div>
          <dd>
            {consents > 0 ? (
              <Chip tone="warn" icon={iconPeople}>
                {t('consent', { count: consents })}
              </Chip>
            ) : (
              <span class="faint">{t('noConsent')}</span>
            )}
          </dd>
        </div>
      </dl>
      <Costs plan={plan} dearest={dearest} />
      <div class="plan-foot">
        <Button
          look={index === 0 ? 'primary' : 'normal'}
          icon={iconChosen}
          wide
          busy={busy}
          aria-label={t('applyLong', { plan: number, name })}
          onClick={onApply}
        >
          {busy ? t('applying') : t('apply')}
        </Button>
      </div>
      <ol class="changes" aria-label={t('changes')}>
        {changes.map((change) => (
          <ChangeItem key={`${change.reservationId} ${change.kind} ${change.to?.start}`} change={change} />
        ))}
        {plan.changes.length > changes.length && (
          <li>
            <Button look="plain" wide onClick={() => (all.value = true)}>
              {t('showAll', { count: plan.changes.length })}
            </Button>
          </li>
        )}
      </ol>
    </article>
  )
}

/** What the cost is made of, in words; the bar only repeats them, beside those of the other plans. */
function Costs({ plan, dearest }: { readonly plan: PlanWire; readonly dearest: number }) {
  const shares = sharesOf(plan)
  return (
    <div class="plan-costs">
      <p class="small faint">{t('costs')}</p>
      <div class="plan-bar" aria-hidden="true">
        <span style={`width:${dearest > 0 ? Math.max(2, Math.round((plan.cost / dearest) * 100)) : 0}%`} />
      </div>
      {shares.length === 0 ? (
        <p class="small">{t('noCost')}</p>
      ) : (
        <ul class="small">
          {shares.slice(0, 4).map(({ key, count, share }, rank) => (
            <li key={key}>
              <span class="plan-weight">{weightWord(rank, share)}</span> {partName(key)}{' '}
              <span class="faint">{t('times', { count })}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
