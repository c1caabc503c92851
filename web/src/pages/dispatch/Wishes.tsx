import { useSignal } from '@preact/signals'
import type { WishWire } from '@gongyue/shared/api/wishes.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { instantOf } from '../../classes/instants.ts'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { toast } from '../../components/Toasts.tsx'
import { t } from '../../text/dispatch.ts'
import { nameIn } from '../../text/locale.ts'
import { dayLabel } from '../../text/when.ts'
import type { DispatchModel, Week } from './model.ts'

/** Requests without a service: each is answered with offers. */
export function Wishes({ model, week }: { readonly model: DispatchModel; readonly week: Week }) {
  const offering = useSignal<WishWire | null>(null)
  const failing = useSignal<Failing | null>(null)
  const chosen = offering.value
  return (
    <section class="stack-s screen-only" aria-labelledby="dispatch-wishes">
      <h2 id="dispatch-wishes">{t('wishes')}</h2>
      {failing.value && <Failure failing={failing.value} />}
      {week.wishes.length === 0 && <p class="small">{t('wishesNone')}</p>}
      <ul class="dispatch-cards">
        {week.wishes.map((wish) => (
          <li key={wish.id} class="card stack-s">
            <h3>{wish.title}</h3>
            <p class="small">
              {t('wantedBy', {
                ...{ party: wish.partyName, people: wish.headcount },
                ...{ from: dayLabel(wish.from), until: dayLabel(wish.until) },
              })}
            </p>
            <p class="small faint">
              {[wish.district, wish.placeName, wish.address, wish.words].filter(Boolean).join(' · ')}
            </p>
            {wish.offers.length > 0 && <p class="small">{t('wishOffers', { count: wish.offers.length })}</p>}
            <div class="row">
              <Button
                look="primary"
                aria-label={t('offerOf', { title: wish.title })}
                onClick={() => (offering.value = wish)}
              >
                {t('offer')}
              </Button>
              <Button
                aria-label={t('wishDeclineOf', { title: wish.title })}
                onClick={() => void model.declineWish(wish.id).then((reply) => (failing.value = reply))}
              >
                {t('wishDecline')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {chosen && <OfferForm model={model} week={week} wish={chosen} onClose={() => (offering.value = null)} />}
    </section>
  )
}

interface OfferFormProps {
  readonly model: DispatchModel
  readonly week: Week
  readonly wish: WishWire
  readonly onClose: () => void
}

function OfferForm({ model, week, wish, onClose }: OfferFormProps) {
  const timeZone = session.value?.facility.timeZone ?? 'UTC'
  const draft = useSignal({ serviceId: '', start: '', words: '' })
  const tried = useSignal(false)
  const { serviceId, start, words } = draft.value
  const set = (part: Partial<typeof draft.value>): void => void (draft.value = { ...draft.value, ...part })
  return (
    <FormDialog
      title={t('offerOf', { title: wish.title })}
      save={t('offer')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        if (serviceId === '' || start === '') return 'stay'
        const failing = await model.offer(wish.id, {
          serviceId,
          start: instantOf(start, timeZone),
          words: words.trim(),
        })
        if (failing === null) toast(t('offered'))
        return failing
      }}
    >
      <SelectField
        label={t('service')}
        fault={tried.value && serviceId === '' && t('needed')}
        value={serviceId}
        onChoose={(value) => set({ serviceId: value })}
        options={[
          { value: '', label: '—' },
          ...week.services.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: nameIn(name) })),
        ]}
      />
      <TextField
        label={t('offerStart')}
        type="datetime-local"
        fault={tried.value && start === '' && t('needed')}
        value={start}
        onInput={(value) => set({ start: value })}
      />
      <TextField label={t('words')} maxLength={500} value={words} onInput={(value) => set({ words: value })} />
    </FormDialog>
  )
}
