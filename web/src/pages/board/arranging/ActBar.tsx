import { Button } from '../../../components/Button.tsx'
import { Icon } from '../../../components/Icon.tsx'
import { iconClose, iconOffline } from '../../../components/icons.ts'
import { t } from '../../../text/arranging.ts'
import { t as board } from '../../../text/board.ts'
import type { Arranging } from './arranging.ts'

/** What was just done, with ten seconds to take it back by hand (Ctrl+Z works longer); above it what has not been sent. */
export function ActBar({ arranging, onDiscard }: { readonly arranging: Arranging; readonly onDiscard: () => void }) {
  const { history, outbox } = arranging
  const bar = history.bar.value
  const unsent = outbox.waiting.value ? outbox.jobs.value.length : 0
  return (
    <div class="act-bars screen-only">
      {unsent > 0 && (
        <div class="act-bar unsent" role="status">
          <Icon of={iconOffline} />
          <span class="act-text">{t('unsent', { count: unsent })}</span>
          <Button onClick={() => void outbox.resume()}>{t('sendNow')}</Button>
          <Button look="plain" onClick={onDiscard}>
            {t('discard')}
          </Button>
        </div>
      )}
      <div role="status" aria-live="polite">
        {bar && (
          <div class="act-bar" key={bar.text}>
            <span class="act-text">{bar.text}</span>
            <Button
              busy={history.busy.value}
              aria-keyshortcuts={bar.offers === 'undo' ? 'Control+Z' : 'Control+Y'}
              onClick={() => void history[bar.offers]()}
            >
              {t(bar.offers)}
            </Button>
            <kbd aria-hidden="true">{bar.offers === 'undo' ? 'Ctrl+Z' : 'Ctrl+Y'}</kbd>
            <button type="button" class="button icon-only plain" aria-label={board('close')} onClick={history.dismiss}>
              <Icon of={iconClose} />
            </button>
            <i class="act-time" aria-hidden="true" />
          </div>
        )}
      </div>
    </div>
  )
}
