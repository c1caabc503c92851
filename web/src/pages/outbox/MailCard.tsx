import type { MailWire } from '@gongyue/shared/api/mail.ts'
import { Button } from '../../components/Button.tsx'
import { Chip, type Tone } from '../../components/Chip.tsx'
import { copyText } from '../../components/copy-text.ts'
import { iconReload } from '../../components/icons.ts'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/outbox.ts'
import { clockOf, dayLabel, dayOf } from '../../text/when.ts'
import type { OutboxModel } from './model.ts'

const TONES = { queued: 'info', sending: 'info', sent: 'good', failed: 'warn' } as const satisfies Record<
  MailWire['state'],
  Tone
>

/** One mail with its text, as it would arrive. */
export function MailCard({ mail, model }: { readonly mail: MailWire; readonly model: OutboxModel }) {
  const { id, subject, to, text, state, tries, lastError, queuedAt, nextTryAt, sentAt } = mail
  const facts = [
    t('to', { to }),
    t('queuedAt', { time: momentOf(queuedAt) }),
    sentAt !== null && t('sentAt', { time: momentOf(sentAt) }),
    state !== 'sent' && tries > 0 && t('tries', { count: tries }),
    state === 'queued' && nextTryAt !== null && t('nextTry', { time: momentOf(nextTryAt) }),
  ].filter((fact) => fact !== false)
  const again = async (): Promise<void> => {
    if (await model.again(mail)) toast(t('queued'))
  }
  return (
    <article class="card stack-s" aria-labelledby={`mail-${id}`}>
      <header class="mail-head">
        <h2 id={`mail-${id}`}>{subject}</h2>
        <Chip tone={TONES[state]}>{t(`state-${state}`)}</Chip>
      </header>
      <p class="small faint">{facts.join(' · ')}</p>
      {lastError !== null && <p class="small mail-error">{errorText(lastError)}</p>}
      <pre class="mail-text">{text}</pre>
      <div class="mail-buttons">
        <Button aria-label={t('copyLong', { subject })} onClick={() => void copy(`${subject}\n\n${text}`)}>
          {t('copy')}
        </Button>
        {state === 'failed' && (
          <Button icon={iconReload} aria-label={t('againLong', { subject })} onClick={() => void again()}>
            {t('again')}
          </Button>
        )}
      </div>
    </article>
  )
}

function momentOf(instant: string): string {
  return `${dayLabel(dayOf(instant))} ${clockOf(instant)}`
}

/** What the house found out itself has a sentence; the rest is the mail server's own word. */
function errorText(error: string): string {
  return error === 'interrupted' || error === 'abandoned' ? t(error) : t('why', { error })
}

async function copy(text: string): Promise<void> {
  toast(t((await copyText(text)) ? 'copied' : 'copyFailed'))
}
