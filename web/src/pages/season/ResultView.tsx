import { spaceName } from '../../app/spaces.ts'
import { Chip } from '../../components/Chip.tsx'
import { iconAccepted, iconDeclined } from '../../components/icons.ts'
import { UnmetFacts } from '../../rounds/UnmetFacts.tsx'
import { weekSpanWords } from '../../rounds/week-time.ts'
import { t } from '../../text/seasons.ts'
import type { ResultWire } from './model.ts'

/** What became of one wish: what was given, and for the rest why not and what would have worked. */
export function ResultView({ result }: { readonly result: ResultWire }) {
  const { title, partyName, timesAWeek, allocations, unmet } = result
  return (
    <article class="card stack-s">
      <div>
        <h3>{title}</h3>
        <p class="small faint">
          {partyName} · {t('resultOf', { asked: timesAWeek, placed: allocations.length })}
        </p>
      </div>
      {allocations.map(({ nth, place, dates, lost, seriesId }) => (
        <div key={nth} class="result-line">
          <Chip tone="good" icon={iconAccepted}>
            {t('given')}
          </Chip>
          <div>
            <p>
              <b class="no-break">{weekSpanWords(place)}</b> {spaceName(place.spaceId)}
            </p>
            <p class="small faint">
              {t('datesCount', { count: dates - lost })}
              {lost > 0 && ` · ${t('lostCount', { count: lost })}`}
              {seriesId && (
                <>
                  {' '}
                  · <a href={`/series/${seriesId}`}>{t('seriesLink')}</a>
                </>
              )}
            </p>
          </div>
        </div>
      ))}
      {unmet.map((one) => (
        <div key={one.nth} class="result-line">
          <Chip tone="warn" icon={iconDeclined}>
            {t('unmet')}
          </Chip>
          <UnmetFacts unmet={one} title={title} onPlace={null} />
        </div>
      ))}
    </article>
  )
}
