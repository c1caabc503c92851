import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { WeeklyPlaceWire } from '@gongyue/shared/api/rounds.ts'
import { Chip } from '../../../components/Chip.tsx'
import { Failure, type Failing } from '../../../components/Failure.tsx'
import { Spinner } from '../../../components/Spinner.tsx'
import { toast } from '../../../components/Toasts.tsx'
import { UnmetFacts } from '../../../rounds/UnmetFacts.tsx'
import { placeWords } from '../../../rounds/week-time.ts'
import { t } from '../../../text/round.ts'
import { t as grid } from '../../../text/round-grid.ts'
import { createArranging } from '../grid/arranging.ts'
import { waitingOf, type Waiting } from '../grid/blocks.ts'
import type { RoundModel } from '../model.ts'

/** Each wish that the plan does not meet, and why; what would have worked can be done at once. */
export function ReasonsTab({ model }: { readonly model: RoundModel }) {
  const plan = model.plan.value
  const failing = useSignal<Failing | null>(null)
  const arranging = useMemo(() => createArranging(model), [model])
  if (plan.kind === 'none') return <p class="faint">{t('reasonsNoPlan')}</p>
  if (plan.kind === 'loading') return <Spinner />
  if (plan.kind === 'failed') return <Failure failing={plan.failing} onRetry={() => void model.reloadPlan()} />
  const waiting = waitingOf(plan.value, model.sections.value)
  const place = async (one: Waiting, to: WeeklyPlaceWire): Promise<void> => {
    const { spaceId, weekday, from } = to
    const done = await arranging.change([{ sectionId: one.sectionId, nth: one.nth, to: { spaceId, weekday, from } }])
    failing.value = done.kind === 'failed' ? done.failing : null
    if (done.kind === 'done') toast(t('placedHere', { place: placeWords(to) }))
    else if (done.kind === 'stale') toast(grid('stale'))
  }
  return (
    <div class="stack">
      <p>
        <b>{plan.value.name}</b> ·{' '}
        {waiting.length === 0 ? t('reasonsNone') : t('reasonsCount', { count: waiting.length })}
      </p>
      {failing.value && <Failure failing={failing.value} />}
      <ul class="reason-cards">
        {waiting.map((one) => (
          <li key={one.key} class="card stack-s">
            <div class="round-card-head">
              <h3>
                {one.title} <span class="small faint">{grid('nth', { nth: one.nth + 1 })}</span>
              </h3>
              {one.must && <Chip tone="warn">{t('must')}</Chip>}
            </div>
            <p class="small">{one.partyName}</p>
            {one.unmet && <UnmetFacts unmet={one.unmet} title={one.title} onPlace={(to) => void place(one, to)} />}
          </li>
        ))}
      </ul>
    </div>
  )
}
