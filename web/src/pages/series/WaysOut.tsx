import type { PlanWire } from '@gongyue/shared/api/plan.ts'
import { Button } from '../../components/Button.tsx'
import { ChangeItem } from '../../repairs/ChangeItem.tsx'
import { strategyName } from '../../text/repairs.ts'
import { t } from '../../text/series.ts'
import '../../repairs/repairs.css'

export interface WaysOutProps {
  readonly plans: readonly PlanWire[]
  /** Let the house take the first of them. */
  readonly onAdjust: () => void
}

/** How a refused series could be placed all the same, the gentlest way first; nobody else is moved by any of them. */
export function WaysOut({ plans, onAdjust }: WaysOutProps) {
  return (
    <section class="stack-s" aria-labelledby="series-ways">
      <h3 id="series-ways">{t('waysOut', { count: plans.length })}</h3>
      <ol class="series-ways">
        {plans.map((plan, at) => (
          <li key={plan.strategy} class="stack-s">
            <h4>
              {at + 1}. {strategyName(plan.strategy)}
            </h4>
            <ul class="changes">
              {plan.changes.map((change) => (
                <ChangeItem key={`${change.date} ${change.to?.start}`} change={change} />
              ))}
            </ul>
            {at === 0 && (
              <div>
                <Button onClick={onAdjust}>{t('takeFirst')}</Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <p class="small faint">{t('waysOutHint')}</p>
    </section>
  )
}
