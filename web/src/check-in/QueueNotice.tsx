import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { t } from '../text/check-in.ts'
import { problemSentence } from '../text/problems.ts'
import type { ArrivalQueue } from './arrival-queue.ts'

/** What waits for the network, and what was refused when it came back: told one by one, until it was read. */
export function QueueNotice({ queue, zone }: { readonly queue: ArrivalQueue; readonly zone: string }) {
  const waiting = queue.waiting.value
  return (
    <>
      {waiting.length > 0 && (
        <Notice tone="warn" offline title={t('waiting', { count: waiting.length })}>
          <p>
            {waiting.map(({ label }) => label).join(' · ')} — {t('waitingHint')}
          </p>
          <p>
            <Button onClick={() => void queue.flush()}>{t('sendNow')}</Button>
          </p>
        </Notice>
      )}
      {queue.refused.value.map(({ key, label, at, refused }) => (
        <Notice key={key} tone="warn" loud title={t('refusedOf', { label, time: clockIn(at, zone) })}>
          {refused && <p>{problemSentence(refused)}</p>}
          <p>
            <Button onClick={() => queue.dismiss(key)}>{t('read')}</Button>
          </p>
        </Notice>
      ))}
    </>
  )
}

function clockIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(Date.parse(instant))
}
