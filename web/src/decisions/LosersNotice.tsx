import { Button } from '../components/Button.tsx'
import { Icon } from '../components/Icon.tsx'
import { iconAccepted, iconWarning } from '../components/icons.ts'
import { t } from '../text/decisions.ts'
import { t as shell } from '../text/shell.ts'
import { spanLabel } from '../text/when.ts'
import type { Loser } from './model.ts'

export interface LosersNoticeProps {
  readonly losers: readonly Loser[]
  readonly onConfirm: () => void
  readonly onBack: () => void
}

/** Who would lose, by name, and the one button that says so. */
export function LosersNotice({ losers, onConfirm, onBack }: LosersNoticeProps) {
  const count = losers.length
  return (
    <div class="notice tone-warn losers" role="alert">
      <Icon of={iconWarning} />
      <div class="stack-s">
        <p class="notice-title" tabIndex={-1} data-warning>
          {t('loseTitle', { count })}
        </p>
        <ul class="losers-list">
          {losers.map(({ lineId, title, partyName, reference, start, end }) => (
            <li key={lineId}>
              <strong>{title}</strong>
              <span class="small">
                {partyName} · {spanLabel(start, end)} · <span class="whole">{reference}</span>
              </span>
            </li>
          ))}
        </ul>
        <p class="small">{t('loseHint')}</p>
        <div class="decision-buttons">
          <Button onClick={onBack}>{shell('back')}</Button>
          <Button look="primary" icon={iconAccepted} onClick={onConfirm}>
            {t('loseConfirm', { count })}
          </Button>
        </div>
      </div>
    </div>
  )
}
