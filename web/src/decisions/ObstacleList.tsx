import type { ViolationWire } from '@gongyue/shared/api/problem.ts'
import { useId } from 'preact/hooks'
import { Field } from '../components/Field.tsx'
import { Icon } from '../components/Icon.tsx'
import { iconWarning } from '../components/icons.ts'
import { t } from '../text/decisions.ts'
import { violationSentence } from '../text/sentences.ts'
import { WAIVER_REASON_MIN, type Obstacle, type WaiverDraft } from './waivers.ts'

export interface ObstacleListProps {
  readonly obstacles: readonly Obstacle[]
  readonly draft: WaiverDraft
  /** The officer pressed accept: what is missing is said now, not before. */
  readonly insisted: boolean
  readonly onDraft: (constraint: string, reason: string) => void
}

/** Every broken hard rule, with the reason for setting it aside where this officer may, and who could where not. */
export function ObstacleList({ obstacles, draft, insisted, onDraft }: ObstacleListProps) {
  const id = useId()
  return (
    <section class="obstacles" aria-labelledby={id}>
      <h4 id={id} tabIndex={-1} data-warning>
        {t('rulesTitle', { count: obstacles.length })}
      </h4>
      <ul class="stack-s">
        {obstacles.map(({ violation, waivable }) => (
          <li key={violation.constraint} class="obstacle">
            <p class="obstacle-rule">
              <Icon of={iconWarning} />
              <span>{violationSentence(violation)}</span>
            </p>
            {waivable ? (
              <Field
                label={t('waiveReason')}
                fault={
                  insisted && (draft[violation.constraint]?.trim().length ?? 0) < WAIVER_REASON_MIN
                    ? t('waiveReasonMissing')
                    : null
                }
              >
                {(control) => (
                  <textarea
                    {...control}
                    class="input"
                    rows={1}
                    maxLength={500}
                    value={draft[violation.constraint] ?? ''}
                    onInput={(event) => onDraft(violation.constraint, event.currentTarget.value)}
                  />
                )}
              </Field>
            ) : (
              <p class="small faint">{whoMayNot(violation)}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function whoMayNot({ waivableBy }: ViolationWire): string {
  return waivableBy === 'manager' ? t('waiveManager') : t('waiveNobody')
}
