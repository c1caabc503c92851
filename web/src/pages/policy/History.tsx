import type { PolicyVersionWire } from '@gongyue/shared/api/policy.ts'
import { t } from '../../text/policy.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import { fieldName, valueText } from './words.ts'

/** Who changed what, newest first. */
export function History({ versions }: { readonly versions: readonly PolicyVersionWire[] }) {
  return (
    <ol class="stack-s policy-history" reversed>
      {versions.map(({ version, madeAt, madeBy, changes }) => (
        <li key={version} class="card stack-s">
          <p>
            <b>{t('version', { version })}</b>{' '}
            <span class="small faint">
              {dayLabel(dayOf(madeAt))} {clockOf(madeAt)} · {madeBy ?? t('withTheHouse')}
            </span>
          </p>
          {version > 1 && changes.length === 0 && <p class="small">{t('noChange')}</p>}
          <ul class="small">
            {changes.map(({ field, was, is }) => (
              <li key={field}>{t('change', { field: fieldName(field), was: valueText(was), is: valueText(is) })}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
