import { ruleNames } from '@gongyue/shared/i18n/rule-names.ts'
import { t } from '../../text/decision-records.ts'
import { nameIn } from '../../text/locale.ts'
import type { DecisionsModel } from './model.ts'

interface RefusalsProps {
  readonly model: DecisionsModel
  readonly refusals: readonly { readonly constraint: string; readonly count: number }[]
}

/** What the house could not give, by reason: the longest bar is where rooms or hours are missing. */
export function Refusals({ model, refusals }: RefusalsProps) {
  const most = Math.max(1, ...refusals.map(({ count }) => count))
  const chosen = model.filter.value.constraint
  return (
    <section class="card" aria-label={t('refusals')}>
      <h2>{t('refusals')}</h2>
      <p class="small faint">{refusals.length === 0 ? t('none') : t('refusalsHint')}</p>
      <ul class="refusals">
        {refusals.map(({ constraint, count }) => (
          <li key={constraint}>
            <button
              type="button"
              aria-pressed={chosen === constraint}
              onClick={() =>
                void model.choose(
                  chosen === constraint ? { constraint: null, kind: 'all' } : { constraint, kind: 'refused' },
                )
              }
            >
              <span>{nameOf(constraint)}</span>
              <span class="refusals-bar" aria-hidden="true">
                <span style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <b>{count}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A rule that has gone since keeps its id. */
export function nameOf(constraint: string): string {
  const names: Readonly<Record<string, { readonly 'zh-CN': string; readonly en: string }>> = ruleNames
  const name = names[constraint]
  return name ? nameIn(name) : constraint
}
