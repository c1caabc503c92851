import { useSignal } from '@preact/signals'
import type { OutreachWire } from '@gongyue/shared/api/outreach.ts'
import { session } from '../../app/session.ts'
import { FormDialog } from '../../classes/FormDialog.tsx'
import { SelectField, TextField } from '../../classes/TextField.tsx'
import { Button } from '../../components/Button.tsx'
import { Chip } from '../../components/Chip.tsx'
import { Failure, type Failing } from '../../components/Failure.tsx'
import { Notice } from '../../components/Notice.tsx'
import { toast } from '../../components/Toasts.tsx'
import { ViolationList } from '../../components/ViolationList.tsx'
import { NO_PLACE, placeAsked } from '../../services/place-draft.ts'
import { PlaceFields } from '../../services/PlaceFields.tsx'
import { nameIn } from '../../text/locale.ts'
import { t } from '../../text/services.ts'
import { dayLabel, spanLabel } from '../../text/when.ts'
import type { MenuHouse, MenuModel } from './model.ts'

/** What one needs and cannot find on the menu, and what the house offers for it. */
export function Wishes({ model, house }: { readonly model: MenuModel; readonly house: MenuHouse }) {
  const writing = useSignal(false)
  const parties = session.value?.parties ?? []
  // the staff read everybody's; to answer an offer is for whoever wished
  const own = house.wishes.filter(({ partyId }) => parties.some(({ id }) => id === partyId))
  const failing = useSignal<Failing | null>(null)
  const nameOf = (id: string): string => {
    const service = house.services.find((one) => one.id === id)
    return service ? nameIn(service.name) : ''
  }
  const answer = async (id: string, take: boolean): Promise<void> => {
    const reply = await model.answer(id, take)
    failing.value = 'order' in reply ? null : reply
    if ('order' in reply && reply.order) toast(t('taken', { reference: reply.order.reference }))
  }
  const refused = failing.value?.kind === 'problem' ? (failing.value.problem.violations ?? []) : []
  return (
    <section class="stack-s" aria-labelledby="menu-wishes">
      <h2 id="menu-wishes">{t('wishes')}</h2>
      <p class="small faint">{t('wishHint')}</p>
      <p>
        <Button onClick={() => (writing.value = true)}>{t('wish')}</Button>
      </p>
      {refused.length > 0 && (
        <Notice tone="warn" loud>
          <ViolationList violations={refused} />
        </Notice>
      )}
      {failing.value && refused.length === 0 && <Failure failing={failing.value} />}
      <ul class="menu-cards">
        {own.map((wish) => (
          <li key={wish.id} class="card stack-s">
            <div class="classes-head">
              <h3>{wish.title}</h3>
              <Chip tone={wish.state === 'open' ? 'info' : wish.state === 'taken' ? 'good' : 'quiet'}>
                {t(`wish-${wish.state}`)}
              </Chip>
            </div>
            <p class="small faint">
              {[`${dayLabel(wish.from)}–${dayLabel(wish.until)}`, wish.partyName, wish.words]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {wish.offers
              .filter(({ state }) => state === 'open' || state === 'taken')
              .map((offer) => {
                const title = `${nameOf(offer.serviceId)} ${spanLabel(offer.start, offer.end)}`
                return (
                  <div key={offer.id} class="notice tone-info">
                    <div class="stack-s">
                      <p>{t('offer', { service: nameOf(offer.serviceId), when: spanLabel(offer.start, offer.end) })}</p>
                      {offer.people.length > 0 && (
                        <p class="small">
                          {t('offerPeople', { people: offer.people.map(({ name }) => name).join('、') })}
                        </p>
                      )}
                      {offer.words !== '' && <p class="small">{offer.words}</p>}
                      {offer.state === 'open' && wish.state === 'open' && (
                        <div class="row">
                          <Button
                            look="primary"
                            aria-label={t('takeOf', { title })}
                            onClick={() => void answer(offer.id, true)}
                          >
                            {t('take')}
                          </Button>
                          <Button aria-label={t('leaveOf', { title })} onClick={() => void answer(offer.id, false)}>
                            {t('leave')}
                          </Button>
                        </div>
                      )}
                      {offer.orderId !== null && <a href={`/orders/${offer.orderId}`}>{t('placedOpen')}</a>}
                    </div>
                  </div>
                )
              })}
            {wish.state === 'open' && (
              <p>
                <Button
                  look="plain"
                  aria-label={t('giveUpOf', { title: wish.title })}
                  onClick={() => void model.giveUp(wish.id).then((reply) => (failing.value = reply))}
                >
                  {t('giveUp')}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      {writing.value && <WishForm model={model} outreach={house.outreach} onClose={() => (writing.value = false)} />}
    </section>
  )
}

interface WishFormProps {
  readonly model: MenuModel
  readonly outreach: OutreachWire
  readonly onClose: () => void
}

function WishForm({ model, outreach, onClose }: WishFormProps) {
  const parties = session.value?.parties ?? []
  const draft = useSignal({ title: '', words: '', headcount: '', from: '', until: '', partyId: parties[0]?.id ?? '' })
  const place = useSignal(NO_PLACE)
  const tried = useSignal(false)
  const shown = draft.value
  const set = (part: Partial<typeof shown>): void => void (draft.value = { ...draft.value, ...part })
  const missing = (value: string) => tried.value && value.trim() === '' && t('needed')
  const isTwisted = shown.from !== '' && shown.until !== '' && shown.until < shown.from
  return (
    <FormDialog
      title={t('wish')}
      save={t('wishSend')}
      onClose={onClose}
      onSave={async () => {
        tried.value = true
        const where = placeAsked(place.value)
        const { title, words, from, until, partyId } = shown
        const headcount = Number(shown.headcount)
        if (where === null || title.trim() === '' || !(headcount >= 1) || from === '' || until === '' || isTwisted)
          return 'stay'
        const failing = await model.wish({
          title: title.trim(),
          words: words.trim(),
          headcount,
          from,
          until,
          partyId,
          place: where,
        })
        if (failing === null) toast(t('wishSent'))
        return failing
      }}
    >
      <TextField
        label={t('wishTitle')}
        fault={missing(shown.title)}
        value={shown.title}
        onInput={(title) => set({ title })}
      />
      <TextField label={t('wishWords')} maxLength={1000} value={shown.words} onInput={(words) => set({ words })} />
      <div class="form-pair">
        <TextField
          label={t('headcount')}
          numeric
          fault={missing(shown.headcount)}
          value={shown.headcount}
          onInput={(headcount) => set({ headcount })}
        />
        <TextField
          label={t('from')}
          type="date"
          fault={missing(shown.from)}
          value={shown.from}
          onInput={(from) => set({ from })}
        />
        <TextField
          label={t('until')}
          type="date"
          fault={isTwisted ? t('dates') : missing(shown.until)}
          value={shown.until}
          onInput={(until) => set({ until })}
        />
      </div>
      {parties.length > 1 && (
        <SelectField
          label={t('party')}
          value={shown.partyId}
          onChoose={(partyId) => set({ partyId })}
          options={parties.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <PlaceFields
        draft={place.value}
        outreach={outreach}
        givenAt="both"
        tried={tried.value}
        onChange={(part) => (place.value = { ...place.value, ...part })}
      />
    </FormDialog>
  )
}
