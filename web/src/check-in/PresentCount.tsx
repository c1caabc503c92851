import { Icon } from '../components/Icon.tsx'
import { iconFewer, iconMore } from '../components/icons.ts'
import { t } from '../text/check-in.ts'

/** 到 n 人, one more or one fewer. */
export function PresentCount({
  count,
  onCount,
}: {
  readonly count: number
  readonly onCount: (count: number) => void
}) {
  return (
    <div class="arrival-count" role="group" aria-label={t('present')}>
      <button
        type="button"
        class="button square"
        aria-label={t('fewer')}
        disabled={count <= 1}
        onClick={() => onCount(count - 1)}
      >
        <Icon of={iconFewer} />
      </button>
      <output class="arrival-number">{t('presentOf', { count })}</output>
      <button type="button" class="button square" aria-label={t('moreOne')} onClick={() => onCount(count + 1)}>
        <Icon of={iconMore} />
      </button>
    </div>
  )
}
