import { useSignal } from '@preact/signals'
import type { VolunteerOfferWire } from '@gongyue/shared/api/volunteers.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Empty } from '../../components/Empty.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { iconCopy, iconPeople } from '../../components/icons.ts'
import { Notice } from '../../components/Notice.tsx'
import { Spinner } from '../../components/Spinner.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/volunteers.ts'
import { dayLabel, dayOf } from '../../text/when.ts'
import type { VolunteersModel } from './model.ts'

/** Those who offered to help and wait; the address where they do so. */
export function OffersList({ model }: { readonly model: VolunteersModel }) {
  const failing = useSignal<Failing | null>(null)
  const declining = useSignal<VolunteerOfferWire | null>(null)
  const state = model.offers.state.value
  const accept = async (offer: VolunteerOfferWire, kind: 'volunteer' | 'expert'): Promise<void> => {
    failing.value = await model.decide(offer, 'accept', kind, '')
    if (failing.value === null) toast(t('accepted'))
  }
  return (
    <div class="stack">
      <FormAddress />
      {failing.value && <Failure failing={failing.value} />}
      {state.kind === 'loading' && <Spinner />}
      {state.kind === 'failed' && <Failure failing={state.failing} onRetry={() => void model.load()} />}
      {state.kind === 'ready' && state.value.length === 0 && <Empty icon={iconPeople} title={t('offersEmpty')} />}
      {state.kind === 'ready' && (
        <ul class="partner-cards">
          {state.value.map((offer) => (
            <li key={offer.id}>
              <article class="card stack-s partner-card">
                <h2>{offer.name}</h2>
                <p class="small faint">
                  {offer.phone} · {t('askedAt', { when: dayLabel(dayOf(offer.askedAt)) })}
                </p>
                <p>{offer.skills.join('、')}</p>
                {offer.note !== '' && <p>{offer.note}</p>}
                {offer.knownAs !== null && <Notice tone="warn">{t('knownAs', { name: offer.knownAs })}</Notice>}
                <div class="row">
                  <Button look="primary" onClick={() => void accept(offer, 'volunteer')}>
                    {t('accept')}
                  </Button>
                  <Button onClick={() => void accept(offer, 'expert')}>{t('acceptExpert')}</Button>
                  <Button look="plain" onClick={() => (declining.value = offer)}>
                    {t('decline')}
                  </Button>
                </div>
              </article>
            </li>
          ))}
        </ul>
      )}
      {declining.value && (
        <DeclineDialog model={model} offer={declining.value} onClose={() => (declining.value = null)} />
      )}
    </div>
  )
}

function FormAddress() {
  const facility = session.value?.facility.code ?? ''
  const address = `${location.origin}/volunteer?facility=${encodeURIComponent(facility)}`
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address)
      toast(t('copied'))
    } catch {
      toast(t('byHand'))
    }
  }
  return (
    <div class="row">
      <p class="small">{t('offersHint', { address })}</p>
      <Button icon={iconCopy} onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </div>
  )
}

interface DeclineDialogProps {
  readonly model: VolunteersModel
  readonly offer: VolunteerOfferWire
  readonly onClose: () => void
}

function DeclineDialog({ model, offer, onClose }: DeclineDialogProps) {
  const word = useSignal('')
  return (
    <FormDialog
      title={t('declineOf', { name: offer.name })}
      save={t('decline')}
      onClose={onClose}
      onSave={async () => {
        const answer = await model.decide(offer, 'decline', 'volunteer', word.value.trim())
        if (answer === null) toast(t('declined'))
        return answer
      }}
    >
      <TextField
        label={t('word')}
        hint={t('declineHint')}
        maxLength={500}
        value={word.value}
        onInput={(value) => (word.value = value)}
      />
    </FormDialog>
  )
}
