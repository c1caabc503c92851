import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button } from '../components/Button.tsx'
import { Spinner } from '../components/Spinner.tsx'
import { t } from '../text/repairs.ts'

/** Work that may take long: how long it has taken, and how to end it. */
export function Working({ since, onStop }: { readonly since: number; readonly onStop: () => void }) {
  const seconds = useSignal(0)
  useEffect(() => {
    const timer = setInterval(() => (seconds.value = Math.floor((Date.now() - since) / 1000)), 500)
    return () => clearInterval(timer)
  }, [since])
  return (
    <div class="card working">
      <Spinner>{t('working')}</Spinner>
      {seconds.value > 0 && <p class="small faint">{t('workingFor', { seconds: seconds.value })}</p>}
      <Button onClick={onStop}>{t('stop')}</Button>
    </div>
  )
}
