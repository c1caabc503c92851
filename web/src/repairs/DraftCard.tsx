import { useSignal } from '@preact/signals'
import type { DraftWire } from '@gongyue/shared/api/repairs.ts'
import { Button } from '../components/Button.tsx'
import { Chip, type Tone } from '../components/Chip.tsx'
import { copyText } from '../components/copy-text.ts'
import { Failure } from '../components/Failure.tsx'
import { iconCopy, iconPeople } from '../components/icons.ts'
import { toast } from '../components/Toasts.tsx'
import { t } from '../text/repairs.ts'
import { DraftForm } from './DraftForm.tsx'
import type { DraftsModel } from './drafts.ts'

const TONES = { draft: 'info', sent: 'good', told: 'good', dropped: 'quiet' } as const satisfies Record<
  DraftWire['state'],
  Tone
>

/** One drafted message as its party would read it; to be changed, sent, told otherwise or dropped. */
export function DraftCard({ draft, model }: { readonly draft: DraftWire; readonly model: DraftsModel }) {
  const editing = useSignal(false)
  const { id, partyName, address, phone, subject, body, consent, state } = draft
  const about = consent ? t('aboutConsent', { party: partyName }) : t('about', { party: partyName })
  const failing = model.failing.value
  return (
    <article class="card stack-s letter" aria-label={about}>
      <header class="letter-head">
        <h3>{partyName}</h3>
        {consent && (
          <Chip tone="warn" icon={iconPeople}>
            {t('consentChip')}
          </Chip>
        )}
        <Chip tone={TONES[state]}>{t(`draft-${state}`)}</Chip>
      </header>
      <p class="small faint">
        {[address ?? t('noAddress'), phone === null ? '' : t('phone', { phone })].filter(Boolean).join(' · ')}
      </p>
      {failing?.id === id && <Failure failing={failing.failing} />}
      {editing.value ? (
        <DraftForm draft={draft} model={model} onClose={() => (editing.value = false)} />
      ) : (
        <>
          <p>
            <strong>{subject}</strong>
          </p>
          <pre class="letter-text">{body}</pre>
          <div class="letter-buttons">
            {state === 'draft' && (
              <>
                <Button look="plain" onClick={() => void model.settle(draft, 'dropped')}>
                  {t('drop')}
                </Button>
                <Button onClick={() => (editing.value = true)}>{t('edit')}</Button>
              </>
            )}
            <Button icon={iconCopy} onClick={() => void copy(`${subject}\n\n${body}`)}>
              {t('copy')}
            </Button>
            {state === 'draft' && address === null && (
              <Button onClick={() => void model.settle(draft, 'told')}>{t('tell')}</Button>
            )}
            {state === 'draft' && address !== null && (
              <Button look="primary" onClick={() => void model.settle(draft, 'sent')}>
                {t('send')}
              </Button>
            )}
          </div>
        </>
      )}
    </article>
  )
}

async function copy(text: string): Promise<void> {
  toast(t((await copyText(text)) ? 'copied' : 'copyFailed'))
}
