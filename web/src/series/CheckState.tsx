import { Button } from '../components/Button.tsx'
import { Failure } from '../components/Failure.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { t } from '../text/series.ts'
import type { LiveCheck } from './live-check.ts'

/** How far the question is that was asked last; one that takes long can be stopped. */
export function CheckState<Q, A>({ check }: { readonly check: LiveCheck<Q, A> }) {
  const state = check.state.value
  switch (state.kind) {
    case 'asking':
      return (
        <div class="series-checking">
          <Spinner>{t('checking')}</Spinner>
          <Button look="plain" onClick={check.stop}>
            {t('stop')}
          </Button>
        </div>
      )
    case 'stopped':
      return (
        <div class="series-checking" role="status">
          <span>{t('stopped')}</span>
          <Button onClick={check.again}>{t('again')}</Button>
        </div>
      )
    case 'failing':
      return <Failure failing={state.failing} onRetry={check.again} />
    default:
      return null
  }
}
