import type { FiguresWire, FigureSumWire } from '@gongyue/shared/api/reports.ts'
import { Notice } from '../../components/Notice.tsx'
import { t } from '../../text/figures.ts'
import type { FiguresModel } from './model.ts'
import { Figure, numberText, percentText } from './numbers.tsx'

interface CardsProps {
  readonly model: FiguresModel
  readonly figures: FiguresWire
  readonly before: FigureSumWire | null
}

/** The five numbers that a review begins with, and what is still missing in them. */
export function Cards({ model, figures: { total, offHours }, before }: CardsProps) {
  const MEASURES = ['sessions', 'programmes', 'onSite', 'online'] as const
  return (
    <>
      <dl class="figures-cards">
        {MEASURES.map((measure) => (
          <div key={measure} class="card figures-card">
            <dt>{t(measure)}</dt>
            <dd class="figures-big">
              <Figure model={model} value={total[measure]} title={t(measure)} words={{}} />
            </dd>
            <dd class="faint small">
              {before && before.sessions > 0 && t('before', { value: numberText(before[measure]) })}
            </dd>
          </div>
        ))}
        <div class="card figures-card">
          <dt>{t('offHours')}</dt>
          <dd class="figures-big">
            <button type="button" class="figure" onClick={() => void model.open(t('offHours'), { offHours: true })}>
              {percentText(offHours.sessions, total.sessions)}
            </button>
          </dd>
          <dd class="faint small">{t('offHoursHint')}</dd>
        </div>
      </dl>
      {total.uncounted > 0 && (
        <div class="screen-only">
          <Notice tone="info">
            <button type="button" class="figure" onClick={() => void model.open(t('noCount'), { uncounted: true })}>
              {t('uncounted', { count: total.uncounted })}
            </button>
            <span class="faint"> {t('uncountedHint')}</span>
          </Notice>
        </div>
      )}
    </>
  )
}
