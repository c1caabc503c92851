import { useSignal } from '@preact/signals'
import type { JoinWire } from '@gongyue/shared/api/dispatch.ts'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/dispatch.ts'
import { spanLabel } from '../../text/when.ts'
import type { DispatchModel, Week } from './model.ts'

/** Pairs of visits that one crew could make in one go. */
export function Joins({ model, week }: { readonly model: DispatchModel; readonly week: Week }) {
  const failing = useSignal<Failing | null>(null)
  const nameOf = (id: string): string => {
    const line = week.lines.find((one) => one.id === id)
    return line ? `${line.title}（${line.placeName ?? line.district ?? ''}）` : ''
  }
  const apply = async (join: JoinWire): Promise<void> => {
    failing.value = await model.join(join)
    if (failing.value === null) toast(t('joined'))
  }
  return (
    <section class="stack-s" aria-labelledby="dispatch-joins">
      <h2 id="dispatch-joins">{t('joins')}</h2>
      <p class="small faint">{t('joinsHint')}</p>
      {failing.value && <Failure failing={failing.value} />}
      {week.joins.length === 0 && <p class="small">{t('joinsNone')}</p>}
      <ul class="dispatch-cards">
        {week.joins.map((join) => {
          const names = { first: nameOf(join.first), second: nameOf(join.second) }
          const isMoved = week.lines.find(({ id }) => id === join.second)?.start !== join.start
          return (
            <li key={`${join.first} ${join.second}`} class="card stack-s">
              <p>
                <strong>{t('join', names)}</strong>
              </p>
              <p class="small">
                {t('saves', { minutes: join.savedMinutes })} ·{' '}
                {isMoved ? t('moves', { when: spanLabel(join.start, join.end) }) : t('keeps')}
              </p>
              <p>
                <Button aria-label={t('applyOf', names)} onClick={() => void apply(join)}>
                  {t('apply')}
                </Button>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
