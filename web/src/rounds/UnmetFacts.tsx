import type { UnmetWire } from '@gongyue/shared/api/runs.ts'
import type { WeeklyPlaceWire } from '@gongyue/shared/api/rounds.ts'
import { Button } from '../components/Button.tsx'
import { Chip } from '../components/Chip.tsx'
import { t } from '../text/round.ts'
import { seasonReason } from './reasons.ts'
import { placeWords } from './week-time.ts'

interface UnmetFactsProps {
  readonly unmet: UnmetWire
  readonly title: string
  /** One click to place it there by hand; null for who may not. */
  readonly onPlace: ((place: WeeklyPlaceWire) => void) | null
}

/** Why a weekly time was not given: sentences, what was counted, who stands there, what would have worked. */
export function UnmetFacts({ unmet, title, onPlace }: UnmetFactsProps) {
  const { reasons, options, taken, pinned, dearer, competitors, wouldHaveWorked } = unmet
  return (
    <div class="unmet stack-s">
      <ul class="unmet-reasons">
        {[...new Set(reasons.map(seasonReason))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {options > 0 && (
        <div>
          <p class="small faint">{t('optionsOf', { options, taken, pinned, dearer })}</p>
          <div class="unmet-bar" aria-hidden="true">
            {(
              [
                ['taken', taken],
                ['pinned', pinned],
                ['dearer', dearer],
              ] as const
            ).map(([kind, count]) => count > 0 && <i key={kind} class={kind} style={`flex:${count}`} />)}
          </div>
        </div>
      )}
      {competitors !== null && competitors.length > 0 && (
        <p class="small">
          {t('competitors')}：
          {competitors
            .slice(0, 6)
            .map(
              ({ title: name, partyName, options: count }) =>
                `${partyName}《${name}》${t('competitorOptions', { count })}`,
            )
            .join('；')}
        </p>
      )}
      {wouldHaveWorked.length > 0 && (
        <div class="stack-s">
          <p class="small unmet-head">{t('wouldHaveWorked')}</p>
          <ul class="stack-s">
            {wouldHaveWorked.map(({ place, changes }) => (
              <li key={placeWords(place)} class="row">
                <span>{placeWords(place)}</span>
                {changes.map((change) => (
                  <Chip key={change} tone="info">
                    {t(`change-${change}`)}
                  </Chip>
                ))}
                {onPlace && (
                  <Button
                    aria-label={t('placeHereOf', { title, place: placeWords(place) })}
                    onClick={() => onPlace(place)}
                  >
                    {t('placeHere')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
